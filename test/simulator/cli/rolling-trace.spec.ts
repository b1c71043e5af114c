import { expect, test } from "vitest";
import { RollingTrace } from "../../../simulator/cli/rolling-trace.ts";
import { micros, millis, seconds, Simulator } from "../../../simulator/index.ts";
import { drawWaveform } from "../../../simulator/trace/waveform.ts";
import { firmware } from "../../support/wat.ts";

/** Toggles pin 13 every 10 µs while the millisecond is odd. */
const busy = {
  fields: "(global $on (mut i32) (i32.const 0))",
  start: "(call $configure (i32.const 13) (i32.const 3))",
  poll: `(if (i64.eqz (i64.and (i64.div_u (call $now) (i64.const 1000)) (i64.const 1))) (then
      (return (i64.add (call $now) (i64.const 1000)))))
    (global.set $on (i32.eqz (global.get $on)))
    (call $write (i32.const 13) (global.get $on))
    (i64.add (call $now) (i64.const 10))`,
};

test("it draws what a full trace draws, from far fewer changes", async () => {
  const sim = Simulator.load(await firmware(busy));
  const rolling = new RollingTrace(sim, millis(100));
  sim.runFor(seconds(1) + micros(1));
  const window = { start: rolling.start, end: sim.now, width: 60 };
  const pin = sim.trace.signals.find(({ name }) => name === "D13")!;
  const full = { board: "", start: 0n, signals: [pin] };
  expect(drawWaveform(rolling, window)).toBe(drawWaveform(full, window));
  expect(pin.changes.length).toBeGreaterThan(40_000);
  expect(rolling.signals[0]!.changes.length).toBeLessThanOrEqual(2_000);
});
