import fc from "fast-check";
import { expect, test } from "vitest";
import { EventQueue } from "../../../simulator/core/queue.ts";

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ push: fc.bigInt({ min: 0n, max: 5n }) }) },
  { weight: 2, arbitrary: fc.record({ cancel: fc.nat(300) }) },
  { weight: 2, arbitrary: fc.constant("pop" as const) },
);

test("agrees with a sorted array, equal times and cancelling included", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const queue = new EventQueue();
      const model: { time: bigint; id: number }[] = [];
      const undo: (() => void)[] = [];
      const seen: number[] = [];
      const pop = (): void => {
        const event = queue.pop();
        const expected = model.shift();
        expect(event?.time).toBe(expected?.time);
        event?.action();
        if (expected) expect(seen.at(-1)).toBe(expected.id);
      };
      for (const s of steps) {
        if (s === "pop") pop();
        else if ("push" in s) {
          const id = undo.length;
          undo.push(queue.push(s.push, () => seen.push(id)));
          const at = model.findIndex((event) => event.time > s.push);
          model.splice(at < 0 ? model.length : at, 0, { time: s.push, id });
        } else {
          undo[s.cancel]?.();
          const at = model.findIndex((event) => event.id === s.cancel);
          if (at >= 0) model.splice(at, 1);
        }
        expect(queue.size).toBe(model.length);
        expect(queue.nextTime).toBe(model[0]?.time);
      }
      while (model.length > 0) pop();
      expect(queue.pop()).toBeUndefined();
    }),
  );
});

test("an alarm that is set and cancelled for ever does not grow the heap", () => {
  const queue = new EventQueue();
  const order: string[] = [];
  queue.push(5n, () => order.push("a"));
  queue.push(5n, () => order.push("b"));
  for (let i = 0; i < 100_000; i++) queue.push(BigInt(i), () => order.push("never"))();
  expect(queue.size).toBe(2);
  queue.pop()!.action();
  queue.pop()!.action();
  expect(order).toEqual(["a", "b"]);
});
