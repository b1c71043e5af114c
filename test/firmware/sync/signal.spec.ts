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
  spawnWaits(id: number): number;
  spawnFollows(id: number): number;
  set(value: number): void;
  reset(): void;
  tryTake(): number;
  hasValue(): number;
}

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/signal.firmware.ts");
});

class PlainSignal {
  readonly #line: Line;
  value: number | undefined;
  /** Whether one who waited was woken to take it. */
  isPromised = false;

  constructor(executor: PlainExecutor) {
    this.#line = new Line(executor);
  }

  get hasValue(): boolean {
    return this.value !== undefined && !this.isPromised;
  }

  set(value: number): void {
    this.value = value;
    this.#settle();
  }

  reset(): void {
    if (this.hasValue) this.value = undefined;
  }

  tryTake(): number {
    const value = this.hasValue ? this.value! : 0;
    this.reset();
    return value;
  }

  #settle(): void {
    if (this.hasValue) this.isPromised = this.#line.grantFirst();
  }

  wait(): PlainFuture & { value: number } {
    const waiter = new Waiter();
    const wait = {
      value: 0,
      poll: () => {
        if (this.#line.has(waiter)) return false;
        if (waiter.takeAnswer()) this.isPromised = false;
        else if (!this.hasValue) {
          this.#line.add(waiter);
          return false;
        }
        wait.value = this.value!;
        this.value = undefined;
        return true;
      },
      drop: () => {
        if (!this.#line.remove(waiter)) return;
        this.isPromised = false;
        this.#settle();
      },
    };
    return wait;
  }
}

test("a signal's latest value is taken once, by who waited longest, whoever is cut off", () => {
  play<Firmware, "wait" | "follow" | "set" | "reset" | "tryTake">(
    parts,
    ["wait", "wait", "follow", "set", "set", "reset", "tryTake"],
    (duel) => {
      const { firmware } = duel;
      const signal = new PlainSignal(duel.executor);
      let last = 0;
      const acts = {
        wait: () =>
          void duel.start(
            (id) => firmware.spawnWaits(id),
            function* (id) {
              const wait = signal.wait();
              const which = yield* select(duel.gates.of(id), wait);
              duel.tell(id, which === 0 ? 0 : wait.value);
            },
          ),
        follow: () =>
          void duel.start(
            (id) => firmware.spawnFollows(id),
            function* (id) {
              const wait = signal.wait();
              for (;;) {
                yield* until(wait);
                duel.tell(id, wait.value);
                yield* until(duel.gates.of(id));
              }
            },
          ),
        set: () => {
          firmware.set(++last);
          signal.set(last);
        },
        reset: () => {
          firmware.reset();
          signal.reset();
        },
        tryTake: () => expect(firmware.tryTake()).toBe(signal.tryTake()),
      };
      return {
        act: (name) => {
          acts[name]();
          expect(firmware.hasValue()).toBe(signal.hasValue ? 1 : 0);
        },
        gone: () => {
          acts.reset();
          acts.follow();
          duel.settle();
          acts.set();
          duel.settle();
        },
      };
    },
  );
});
