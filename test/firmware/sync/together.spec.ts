import { beforeAll, expect, test } from "vitest";
import { type Duelist, play, SECOND } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import {
  lent,
  Line,
  type PlainExecutor,
  type PlainFuture,
  select,
  Waiter,
} from "../../support/plain.ts";

interface Firmware extends Duelist {
  spawnArrives(id: number): number;
  spawnClaims(id: number, value: number): number;
  spawnGets(id: number): number;
  spawnToils(id: number): number;
  set(value: number): number;
  value(): number;
}

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/together.firmware.ts");
});

class PlainBarrier {
  readonly #line: Line;

  constructor(executor: PlainExecutor) {
    this.#line = new Line(executor);
  }

  wait(): PlainFuture & { isLast: boolean } {
    const waiter = new Waiter();
    const wait = {
      isLast: false,
      poll: () => {
        if (this.#line.has(waiter)) return false;
        if (waiter.takeAnswer()) return true;
        wait.isLast = this.#line.waiters.length === 2;
        if (wait.isLast) this.#line.grantAll();
        else this.#line.add(waiter);
        return wait.isLast;
      },
      drop: () => void this.#line.remove(waiter),
    };
    return wait;
  }
}

test("a barrier opens when three are there, whoever of those who wait goes away", () => {
  play<Firmware, "arrive">(parts, ["arrive", "arrive"], (duel) => {
    const barrier = new PlainBarrier(duel.executor);
    const arrive = (): void =>
      void duel.start(
        (id) => duel.firmware.spawnArrives(id),
        function* (id) {
          for (let i = 0; i < 2; i++) {
            const all = barrier.wait();
            const which = yield* select(duel.gates.of(id), all);
            duel.tell(id, which === 0 ? 0 : all.isLast ? 2 : 1);
          }
        },
      );
    const gone = (): void => {
      for (let i = 0; i < 3; i++) arrive();
      duel.settle();
    };
    return { act: arrive, gone };
  });
});

class PlainCell {
  readonly #claiming: Line;
  readonly #waiting: Line;
  #owner: Waiter | undefined;
  value = 0;

  constructor(executor: PlainExecutor) {
    this.#claiming = new Line(executor);
    this.#waiting = new Line(executor);
  }

  set(value: number): boolean {
    if (this.value) return false;
    this.value = value;
    this.#waiting.grantAll();
    this.#claiming.grantAll();
    return true;
  }

  claim(): PlainFuture & { isOwner: boolean } {
    const waiter = new Waiter();
    const claim = {
      isOwner: false,
      poll: () => {
        if (this.#claiming.has(waiter)) return false;
        if (!this.value) this.#owner ??= waiter;
        claim.isOwner = this.#owner === waiter;
        if (claim.isOwner || this.value) return true;
        this.#claiming.add(waiter);
        return false;
      },
      drop: () => {
        this.#claiming.remove(waiter);
        if (this.#owner !== waiter) return;
        this.#owner = this.value ? undefined : this.#claiming.waiters[0];
        if (this.#owner) this.#claiming.grantFirst();
      },
    };
    return claim;
  }

  get(): PlainFuture {
    const waiter = new Waiter();
    return {
      poll: () => {
        if (!this.value && !this.#waiting.has(waiter)) this.#waiting.add(waiter);
        return this.value > 0;
      },
      drop: () => void this.#waiting.remove(waiter),
    };
  }
}

test("a cell is set once, by the first who claims it or who is next when that one is cut off", () => {
  play<Firmware, "claim" | "get" | "set">(
    parts,
    ["claim", "claim", "claim", "get", "get", "set"],
    (duel) => {
      const { firmware } = duel;
      const cell = new PlainCell(duel.executor);
      let last = 10;
      let sets = 0;
      const acts = {
        claim: () => {
          const value = ++last;
          duel.start(
            (id) => firmware.spawnClaims(id, value),
            function* (id) {
              const claim = cell.claim();
              try {
                const which = yield* select(duel.gates.of(id + SECOND), lent(claim));
                if (which === 0) duel.tell(id, 0);
                else if (claim.isOwner) {
                  duel.tell(id, 1);
                  const gates = [duel.gates.of(id + SECOND), duel.gates.of(id)];
                  if ((yield* select(...gates)) === 1) duel.tell(id, cell.set(value) ? 2 : 3);
                } else duel.tell(id, cell.value);
              } finally {
                claim.drop();
              }
            },
          );
        },
        get: () =>
          void duel.start(
            (id) => firmware.spawnGets(id),
            function* (id) {
              const which = yield* select(duel.gates.of(id + SECOND), cell.get());
              duel.tell(id, which === 0 ? 0 : cell.value);
            },
          ),
        // Only the fourth one counts, or most runs would be over soon.
        set: () => {
          if (++sets < 4) return;
          const value = ++last;
          expect(firmware.set(value)).toBe(cell.set(value) ? 1 : 0);
        },
      };
      return {
        act: (name) => {
          acts[name]();
          expect(firmware.value()).toBe(cell.value);
        },
        gone: () => {
          acts.claim();
          acts.get();
          duel.settle();
          duel.open(0);
          duel.settle();
        },
      };
    },
  );
});

class PlainBackground {
  readonly #line: Line;
  #isBusy = false;

  constructor(executor: PlainExecutor) {
    this.#line = new Line(executor);
  }

  #passOn(): void {
    this.#isBusy = this.#line.grantFirst();
  }

  slice(): PlainFuture {
    const waiter = new Waiter();
    return {
      poll: () => {
        if (this.#line.has(waiter)) return false;
        if (waiter.takeAnswer()) {
          this.#passOn();
          return true;
        }
        this.#line.add(waiter);
        if (!this.#isBusy) this.#passOn();
        return false;
      },
      drop: () => {
        if (this.#line.remove(waiter)) this.#passOn();
      },
    };
  }
}

test("background work takes turns, one slice a round, and a turn that is cut off goes to the next", () => {
  play<Firmware, "toil">(parts, ["toil", "toil"], (duel) => {
    const background = new PlainBackground(duel.executor);
    const slices: number[] = [];
    const toil = (): void =>
      void duel.start(
        (id) => duel.firmware.spawnToils(id),
        function* (id) {
          for (let i = 0; i < 3; i++) {
            const which = yield* select(duel.gates.of(id), background.slice());
            if (which === 1) slices.push(duel.rounds);
            duel.tell(id, which);
          }
        },
      );
    const settled = (): void => {
      expect(new Set(slices).size, "two slices in a round").toBe(slices.length);
      expect(duel.ids, "somebody was forgotten").toEqual([]);
    };
    const gone = (): void => {
      toil();
      toil();
      duel.settle();
      settled();
    };
    return { act: toil, settled, gone };
  });
});
