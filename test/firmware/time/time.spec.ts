import { beforeAll, test } from "vitest";
import { type Duelist, play, SECOND } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import {
  type PlainExecutor,
  type PlainFuture,
  PlainSleep,
  select,
  until,
} from "../../support/plain.ts";

interface Firmware extends Duelist {
  spawnNaps(id: number, span: bigint, isPoint: number): number;
  spawnHurries(id: number, span: bigint, isPoint: number): number;
  spawnTicks(id: number, period: bigint, policy: number, waits: number): number;
}

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/time/time.firmware.ts");
});

test("who sleeps is woken at the deadline and not before, and a timeout leaves no timer behind", () => {
  play<Firmware, "nap" | "hurry" | "late">(
    parts,
    ["nap", "nap", "hurry", "hurry", "late", "late"],
    (duel) => {
      const { executor, firmware } = duel;
      const acts = {
        nap: (n: number) => {
          const isPoint = n % 2;
          const span = BigInt(n * 3);
          duel.start(
            (id) => firmware.spawnNaps(id, span, isPoint),
            function* (id) {
              const sleep = new PlainSleep(executor, isPoint ? span : executor.time + span);
              duel.tell(id, yield* select(duel.gates.of(id), sleep), 0);
            },
          );
        },
        hurry: (n: number) => {
          const isPoint = n % 2;
          const span = BigInt(n * 3);
          duel.start(
            (id) => firmware.spawnHurries(id, span, isPoint),
            function* (id) {
              const sleep = new PlainSleep(executor, isPoint ? span : executor.time + span);
              const which = yield* select(duel.gates.of(id), sleep);
              duel.tell(id, which === 0 ? 1 : 0, 1);
            },
          );
        },
        late: (n: number) => void (executor.time += BigInt(n)),
      };
      return { act: (name, n) => acts[name](n) };
    },
  );
});

const policies = ["Skip", "Burst", "Delay"] as const;

class PlainTicker {
  due: bigint;

  constructor(
    readonly executor: PlainExecutor,
    readonly period: bigint,
    readonly policy: (typeof policies)[number],
  ) {
    this.due = executor.time + period;
  }

  /** Takes the tick that is due, and counts those after it that are past as well. */
  take(): number {
    const { time } = this.executor;
    let missed = 0;
    let next = this.due + this.period;
    for (; next <= time; next += this.period) missed++;
    if (this.policy === "Skip") this.due = next;
    else if (this.policy === "Burst") this.due += this.period;
    else this.due = time + this.period;
    return missed;
  }

  next(): PlainFuture & { missed: number } {
    const sleep = new PlainSleep(this.executor, this.due);
    const tick = {
      missed: 0,
      poll: () => {
        // The same future has one tick after the other.
        if (sleep.deadline !== this.due) sleep.drop();
        sleep.deadline = this.due;
        if (!sleep.poll()) return false;
        tick.missed = this.take();
        return true;
      },
      drop: () => sleep.drop(),
    };
    return tick;
  }
}

test.each(policies)("a ticker with %s gives each tick once, and says what it missed", (policy) => {
  play<Firmware, "tick" | "wait" | "late" | "later">(
    parts,
    ["tick", "wait", "wait", "late", "late", "later"],
    (duel) => {
      const { executor, firmware } = duel;
      const start = (n: number, waits: boolean): void => {
        const period = BigInt(n);
        duel.start(
          (id) => firmware.spawnTicks(id, period, policies.indexOf(policy), waits ? 1 : 0),
          function* (id) {
            const beat = new PlainTicker(executor, period || 1n, policy);
            for (const all = beat.next(); !waits;) {
              yield* until(all);
              duel.tell(id, all.missed, 3);
            }
            for (;;) {
              const tick = beat.next();
              const which = yield* select(duel.gates.of(id + SECOND), tick);
              duel.tell(id, which === 0 ? 0 : tick.missed, which === 0 ? 2 : 3);
              if (which === 1) yield* until(duel.gates.of(id));
            }
          },
        );
      };
      const acts = {
        tick: (n: number) => start(n, false),
        wait: (n: number) => start(n, true),
        late: (n: number) => void (executor.time += BigInt(n)),
        later: (n: number) => void (executor.time += BigInt(n * n)),
      };
      return { act: (name, n) => acts[name](n) };
    },
  );
});
