import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { loadParts } from "../../support/parts.ts";

interface Queue {
  nodeBytes(): number;
  insert(index: number, deadline: bigint): void;
  remove(index: number): void;
  isLinked(index: number): number;
  first(): number;
}

const CAPACITY = 4096;
let open: () => Queue;

beforeAll(async () => {
  const parts = await loadParts("test/firmware/executor/timer-queue.firmware.ts");
  open = () => parts.instantiate<Queue>();
});

/** Takes everything out, earliest first. */
function drain(queue: Queue): number[] {
  const order: number[] = [];
  for (let index = queue.first(); index >= 0; index = queue.first()) {
    order.push(index);
    queue.remove(index);
  }
  return order;
}

test("a timer node takes 24 bytes", () => {
  expect(open().nodeBytes()).toBe(24);
});

test("equal deadlines come out first in, first out", () => {
  const queue = open();
  for (let i = 0; i < 100; i++) queue.insert(i, 7n);
  expect(drain(queue)).toEqual(Array.from({ length: 100 }, (_, i) => i));
});

test("a removed node is out at once and may be inserted again", () => {
  const queue = open();
  queue.insert(1, 5n);
  queue.insert(2, 3n);
  queue.remove(2);
  expect([queue.first(), queue.isLinked(2)]).toEqual([1, 0]);
  queue.insert(2, 9n);
  expect(drain(queue)).toEqual([1, 2]);
});

test("removing a node that is in no queue changes nothing", () => {
  const queue = open();
  queue.insert(1, 5n);
  queue.remove(3);
  queue.remove(3);
  expect(drain(queue)).toEqual([1]);
});

test("a deadline saturated to never stays behind all others, whatever their size", () => {
  const queue = open();
  const never = 2n ** 63n - 1n;
  queue.insert(1, never);
  queue.insert(2, never - 1n);
  queue.insert(3, 2n ** 32n);
  queue.insert(4, 0n);
  queue.insert(5, never);
  expect(drain(queue)).toEqual([4, 3, 2, 1, 5]);
});

type Step = { insert: bigint } | { remove: number } | "pop";

const deadline = fc.oneof(
  fc.bigInt({ min: 0n, max: 8n }),
  fc.bigInt({ min: 2n ** 32n - 2n, max: 2n ** 32n + 2n }),
  fc.constantFrom(2n ** 53n, 2n ** 63n - 1n),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ insert: deadline }) },
  { weight: 3, arbitrary: fc.record({ remove: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.constant<Step>("pop") },
);

test("agrees with a sorted list, step by step, for any inserts, cancels and equal deadlines", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: "max" }), (steps) => {
      const queue = open();
      // Stable by insertion: the list is kept in order of (deadline, age).
      const model: { index: number; deadline: bigint }[] = [];
      let next = 0;
      for (const s of steps) {
        if (s === "pop") {
          const expected = model.shift()?.index ?? -1;
          expect(queue.first()).toBe(expected);
          if (expected >= 0) queue.remove(expected);
        } else if ("insert" in s) {
          const index = next++ % CAPACITY;
          queue.insert(index, s.insert);
          const at = model.findIndex((m) => m.deadline > s.insert);
          model.splice(at < 0 ? model.length : at, 0, { index, deadline: s.insert });
        } else if (model.length > 0) {
          const [removed] = model.splice(s.remove % model.length, 1);
          queue.remove(removed!.index);
        }
        expect(queue.first()).toBe(model[0]?.index ?? -1);
      }
      expect(drain(queue)).toEqual(model.map((m) => m.index));
    }),
    { numRuns: 300 },
  );
});

test("4,096 timers with few distinct deadlines keep their order through random cancels", () => {
  const queue = open();
  const kept: { index: number; deadline: bigint }[] = [];
  for (let i = 0; i < CAPACITY; i++) queue.insert(i, BigInt((i * 7919) % 16));
  for (let i = 0; i < CAPACITY; i++) {
    if ((i * 31) % 3 === 0) queue.remove(i);
    else kept.push({ index: i, deadline: BigInt((i * 7919) % 16) });
  }
  kept.sort((a, b) => Number(a.deadline - b.deadline) || a.index - b.index);
  expect(drain(queue)).toEqual(kept.map((k) => k.index));
});
