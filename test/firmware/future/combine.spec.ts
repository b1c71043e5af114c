import { beforeAll, expect, test } from "vitest";
import { type Duelist, play } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import { type Body, lent, type PlainFuture, PlainSleep, select } from "../../support/plain.ts";
import { PlainChannel } from "../../support/plain-channel.ts";

interface Firmware extends Duelist {
  spawnWaits(id: number, kind: number, span: bigint): number;
  send(isRight: number, value: number): number;
  length(): number;
}

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/future/combine.firmware.ts");
});

/** As at the end of a block: what was declared last is dropped first. */
function dropAll(...futures: readonly PlainFuture[]): void {
  for (const future of [...futures].reverse()) future.drop();
}

/** Ready when all are; none is polled again that is. */
function both(a: PlainFuture, b: PlainFuture): PlainFuture {
  let left = [a, b];
  return {
    poll: () => {
      left = left.filter((future) => !future.poll());
      return left.length === 0;
    },
    drop: () => dropAll(a, b),
  };
}

type Wait = "pickFairly" | "pick" | "pair" | "hurry";
const waits: readonly Wait[] = ["pickFairly", "pick", "pair", "hurry"];

test("each value goes to one, in order, whichever of several waits win, lose or are cut off", () => {
  play<Firmware, Wait | "left" | "right" | "late">(
    parts,
    [...waits, "left", "left", "left", "right", "right", "late"],
    (duel) => {
      const { executor, firmware, gates } = duel;
      const left = new PlainChannel(executor, 3);
      const right = new PlainChannel(executor, 3);
      let last = 0;
      const bodies: Record<Wait, (id: number, span: bigint) => Body> = {
        *pickFairly(id) {
          const [a, b] = [left.receive(), right.receive()];
          try {
            for (let first = 0; ;) {
              const all = [lent(a), lent(b), gates.of(id)];
              const turned = [...all.slice(first), ...all.slice(0, first)];
              const which = (first + (yield* select(...turned))) % 3;
              first = (which + 1) % 3;
              duel.tell(id, which, which === 0 ? a.value! : which === 1 ? b.value! : 0);
            }
          } finally {
            dropAll(a, b);
          }
        },
        *pick(id) {
          for (;;) {
            const [a, b] = [left.receive(), right.receive()];
            try {
              const which = yield* select(lent(a), lent(b), gates.of(id));
              duel.tell(id, which, which === 0 ? a.value! : which === 1 ? b.value! : 0);
            } finally {
              dropAll(a, b);
            }
          }
        },
        *pair(id) {
          const [a, b] = [left.receive(), right.receive()];
          yield* select(both(a, b));
          duel.tell(id, 3, a.value! * 1000 + b.value!);
        },
        *hurry(id, span) {
          const a = left.receive();
          const which = yield* select(a, new PlainSleep(executor, executor.time + span));
          if (which === 0) duel.tell(id, 4, a.value!);
          else duel.tell(id, 5, 0);
        },
      };
      const send = (channel: PlainChannel): void => {
        const isTaken = channel.trySend(++last);
        expect(firmware.send(channel === right ? 1 : 0, last)).toBe(isTaken ? 1 : 0);
      };
      const direct = {
        left: () => send(left),
        right: () => send(right),
        late: (n: number) => void (executor.time += BigInt(n)),
      };
      const start = (wait: Wait, span: bigint): void => {
        duel.start(
          (id) => firmware.spawnWaits(id, waits.indexOf(wait), span),
          (id) => bodies[wait](id, span),
        );
      };
      return {
        act: (name, n) => {
          if (name in bodies) start(name as Wait, BigInt(n));
          else direct[name as "left" | "right" | "late"](n);
          expect(firmware.length()).toBe(left.inside.length * 100 + right.inside.length);
        },
        gone: () => {
          start("pickFairly", 0n);
          direct.left();
          direct.right();
          duel.settle();
        },
      };
    },
    { numRuns: 500 },
  );
});
