import { expect, test } from "vitest";
import { Source } from "../../../hal/generated/border.ts";
import { InterruptRing } from "../../../simulator/core/interrupts.ts";
import type { Gap } from "../../../simulator/core/interrupts.ts";

type Delivery = [source: number, value: number, time: bigint];

const gpio = (pin: number): number => (1 << 16) | pin;

function collect(ring: InterruptRing): Delivery[] {
  const seen: Delivery[] = [];
  ring.drain((...delivery) => seen.push(delivery));
  return seen;
}

test("a loss is delivered in its place, before what came after it", () => {
  const gaps: Gap[] = [];
  const ring = new InterruptRing(2, (gap) => gaps.push(gap));
  for (let i = 0; i < 5; i++) ring.push(gpio(i), 1, BigInt(i));
  const seen: Delivery[] = [];
  ring.drain((...delivery) => {
    seen.push(delivery);
    // Room again: this one comes after the gap.
    if (seen.length === 1) ring.push(gpio(9), 0, 9n);
  });
  expect(seen).toEqual([
    [gpio(0), 1, 0n],
    [gpio(1), 1, 1n],
  ]);
  expect(collect(ring)).toEqual([
    [0, 3, 2n],
    [gpio(9), 0, 9n],
  ]);
  expect(gaps).toEqual([{ lost: 3, time: 2n, source: gpio(2) }]);
});

test("a loss with nothing after it is delivered last", () => {
  const ring = new InterruptRing(1, () => undefined);
  ring.push(gpio(1), 1, 1n);
  ring.push(gpio(1), 0, 2n);
  expect(collect(ring)).toEqual([
    [gpio(1), 1, 1n],
    [0, 1, 2n],
  ]);
  expect(ring.isEmpty).toBe(true);
});

test("what is pushed while draining waits for the next time", () => {
  const ring = new InterruptRing(4, () => undefined);
  ring.push(gpio(1), 1, 0n);
  let count = 0;
  ring.drain(() => {
    count++;
    ring.push(gpio(1), 1, 0n);
  });
  expect(count).toBe(1);
  expect(ring.isEmpty).toBe(false);
});

test("what is lost during a delivery is told after what is still in the ring", () => {
  const told: string[] = [];
  const ring = new InterruptRing(2, () => undefined);
  ring.push(1, 0, 1n);
  ring.push(2, 0, 2n);
  const deliver = (source: number, value: number): void => {
    told.push(source === Source.Overrun << 16 ? `lost ${value}` : `e${source}`);
    if (source !== 1) return;
    ring.push(3, 0, 3n);
    ring.push(4, 0, 4n);
  };
  ring.drain(deliver);
  expect(ring.isEmpty).toBe(false);
  ring.drain(deliver);
  expect(told).toEqual(["e1", "e2", "e3", "lost 1"]);
});
