import fc from "fast-check";
import { expect, test } from "vitest";
import { VirtualClock } from "../../../simulator/core/clock.ts";
import { Meter } from "../../../simulator/core/meter.ts";
import { instructionTime } from "../../../simulator/core/rate.ts";

test("all turns together take what all their instructions take, at any rate and size", () => {
  const rates = fc.record({
    hz: fc.oneof(
      fc.constantFrom(16e6, 32_768, 133e6, 1e9, 3e6, 1e21, 1e-7),
      fc.double({ min: 0.001, max: 1e12, noNaN: true }),
    ),
    instructionsPerCycle: fc.constantFrom(1, 0.1, 1 / 3, 0.07),
  });
  const turns = fc.array(fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 2 ** 40 })), {
    maxLength: 9,
  });
  fc.assert(
    fc.property(rates, turns, (rate, counts) => {
      const clock = new VirtualClock(0n);
      const time = instructionTime(rate);
      const meter = new Meter(clock, time);
      const counter = { value: 0n };
      meter.attach(counter as WebAssembly.Global<"i64">);
      for (const count of counts.map(BigInt)) {
        meter.begin();
        counter.value += count / 3n;
        const middle = meter.now;
        meter.catchUp();
        expect(clock.now).toBe(middle);
        expect(middle).toBe((counter.value * time.time) / time.parts);
        counter.value += count - count / 3n;
        clock.skipTo(meter.end());
        expect(clock.now).toBe((counter.value * time.time) / time.parts);
      }
    }),
    { numRuns: 500 },
  );
});

test("a rate is the number that it is written as", () => {
  expect(instructionTime({ hz: 16e6 })).toEqual({ time: 125n, parts: 2n });
  expect(instructionTime({ hz: 16e6, instructionsPerCycle: 0.1 })).toEqual({
    time: 625n,
    parts: 1n,
  });
  expect(instructionTime({ hz: 1e-7 })).toEqual({ time: 10n ** 16n, parts: 1n });
  expect(instructionTime({ hz: 1e21 })).toEqual({ time: 1n, parts: 10n ** 12n });
});
