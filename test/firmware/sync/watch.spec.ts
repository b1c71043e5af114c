import { beforeAll, expect, test } from "vitest";
import { type Duelist, play } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import {
  Line,
  type PlainExecutor,
  type PlainFuture,
  select,
  until,
  Waiter,
} from "../../support/plain.ts";

interface Firmware extends Duelist {
  spawnLooks(id: number): number;
  spawnGlances(id: number): number;
  set(value: number): void;
  value(): number;
}

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/watch.firmware.ts");
});

class PlainWatch {
  readonly #line: Line;
  value = 0;
  version = 0;

  constructor(executor: PlainExecutor) {
    this.#line = new Line(executor);
  }

  set(value: number): void {
    this.value = value;
    this.version++;
    this.#line.grantAll();
  }

  changed(watcher: { seen: number }): PlainFuture & { value: number } {
    const waiter = new Waiter();
    const changed = {
      value: 0,
      poll: () => {
        if (this.#line.has(waiter)) return false;
        if (watcher.seen === this.version) {
          this.#line.add(waiter);
          return false;
        }
        watcher.seen = this.version;
        changed.value = this.value;
        return true;
      },
      drop: () => void this.#line.remove(waiter),
    };
    return changed;
  }
}

test("a watcher sees the latest value, once, and no older one, whichever waits are cut off", () => {
  play<Firmware, "look" | "glance" | "set">(
    parts,
    ["look", "glance", "glance", "set", "set"],
    (duel) => {
      const { firmware } = duel;
      const watch = new PlainWatch(duel.executor);
      let last = 0;
      const acts = {
        look: () =>
          duel.start(
            (id) => firmware.spawnLooks(id),
            function* (id) {
              const mine = { seen: 0 };
              for (;;) {
                const next = watch.changed(mine);
                const which = yield* select(duel.gates.of(id), next);
                duel.tell(id, which === 0 ? 0 : next.value);
              }
            },
          ),
        glance: () =>
          duel.start(
            (id) => firmware.spawnGlances(id),
            function* (id) {
              const mine = { seen: 0 };
              const next = watch.changed(mine);
              for (;;) {
                yield* until(next);
                duel.tell(id, next.value);
                yield* until(duel.gates.of(id));
                duel.tell(id, mine.seen === watch.version ? -2 : -1);
              }
            },
          ),
        set: () => {
          firmware.set(++last);
          watch.set(last);
        },
      };
      return {
        act: (name) => void acts[name](),
        settled: () => expect(firmware.value()).toBe(last),
        // Whoever comes when all are gone sees what is set, and what is set next.
        gone: () => {
          acts.look();
          duel.settle();
          acts.set();
          duel.settle();
        },
      };
    },
  );
});
