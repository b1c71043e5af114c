import { beforeAll, expect, test } from "vitest";
import { type Duelist, play, SECOND } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import {
  lent,
  Line,
  type PlainExecutor,
  type PlainFuture,
  select,
  until,
  Waiter,
} from "../../support/plain.ts";

interface Firmware extends Duelist {
  spawnHolds(id: number, kind: number, count: number): number;
  tryHold(kind: number, count: number): number;
  letGo(kind: number, count: number): void;
  isNew(): number;
}

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/held.firmware.ts");
});

class Holder extends Waiter {
  constructor(readonly count: number) {
    super();
  }
}

/** Something that some may hold together, served in the order in which they came. */
class PlainHeld {
  readonly #line: Line;
  holders: Holder[] = [];

  /** @param fits whether one more may hold it beside those who do. */
  constructor(
    executor: PlainExecutor,
    readonly fits: (count: number, holders: readonly Holder[]) => boolean,
  ) {
    this.#line = new Line(executor);
  }

  tryHold(holder: Holder): boolean {
    if (this.#line.waiters.length > 0 || !this.fits(holder.count, this.holders)) return false;
    this.holders.push(holder);
    return true;
  }

  letGo(holder: Holder): void {
    this.holders = this.holders.filter((other) => other !== holder);
    for (let next = this.#line.waiters[0] as Holder | undefined; next;) {
      if (!this.fits(next.count, this.holders)) return;
      this.holders.push(next);
      this.#line.grantFirst();
      next = this.#line.waiters[0] as Holder | undefined;
    }
  }

  hold(count: number): PlainFuture {
    const holder = new Holder(count);
    return {
      poll: () => {
        if (this.#line.has(holder)) return false;
        if (this.holders.includes(holder) || this.tryHold(holder)) return true;
        this.#line.add(holder);
        return false;
      },
      drop: () => {
        this.#line.remove(holder);
        this.letGo(holder);
      },
    };
  }
}

const sum = (holders: readonly Holder[]): number =>
  holders.reduce((before, { count }) => before + count, 0);

test.each([
  ["a mutex is held by one", 0, (_: number, all: readonly Holder[]) => all.length === 0],
  ["of a semaphore no more is held than it has", 1, (n, all) => sum(all) + n <= 3],
  // A count of 1 reads, others write.
  [
    "an RwLock is held by one writer or many readers",
    2,
    (n, all) => (n > 1 ? all.length === 0 : all.every(({ count }) => count === 1)),
  ],
] satisfies [string, number, (count: number, holders: readonly Holder[]) => boolean][])(
  "%s, by who waited longest, and nothing stays held by who is cut off",
  (_, kind, fits) => {
    play<Firmware, "hold" | "tryHold" | "letGo">(
      parts,
      ["hold", "hold", "hold", "tryHold", "letGo"],
      (duel) => {
        const { firmware } = duel;
        const held = new PlainHeld(duel.executor, fits);
        const ours: Holder[] = [];
        const letGo = (): void => {
          const holder = ours.pop();
          if (!holder) return;
          firmware.letGo(kind, holder.count);
          held.letGo(holder);
        };
        const acts = {
          hold: (n: number) => {
            const count = 1 + (n % 3);
            duel.start(
              (id) => firmware.spawnHolds(id, kind, count),
              function* (id) {
                const mine = held.hold(count);
                try {
                  if ((yield* select(duel.gates.of(id + SECOND), lent(mine))) === 0) {
                    duel.tell(id, 0);
                    return;
                  }
                  duel.tell(id, 1);
                  yield* until(duel.gates.of(id));
                  duel.tell(id, 2);
                } finally {
                  mine.drop();
                }
              },
            );
          },
          tryHold: (n: number) => {
            if (kind === 2) return;
            const holder = new Holder(1 + (n % 3));
            const isHeld = held.tryHold(holder);
            expect(firmware.tryHold(kind, holder.count)).toBe(isHeld ? 1 : 0);
            if (isHeld) ours.push(holder);
          },
          letGo,
        };
        return {
          act: (name, n) => acts[name](n),
          gone: () => {
            while (ours.length > 0) letGo();
            expect(firmware.isNew()).toBe(1);
            acts.hold(2);
            duel.settle();
          },
        };
      },
    );
  },
);
