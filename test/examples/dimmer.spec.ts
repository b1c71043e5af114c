import { millis, seconds } from "../../simulator/index.ts";
import { Servo } from "../../simulator/parts/index.ts";
import { expect, test } from "../../simulator/vitest/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/dimmer/diagram.json");

test("the knob sets the brightness of the LED and the angle of the servo", async () => {
  const sim = await simulate("examples/dimmer/dimmer.ts", { board: uno });
  const arm = sim.parts.get(Servo, "arm", "servo");
  sim.runFor(millis(100));
  expect(sim.led("led").on).toBe(false);
  expect(arm.target).toBeUndefined();

  sim.parts.set("knob", "value", 512);
  sim.runFor(millis(100));
  const from = sim.now;
  sim.runFor(seconds(1));
  // A quarter, since 32800 ** 2 >> 16 is 16416.
  expect(sim.pin(9)).toHaveDuty(16_416 / 65_535, { from, tolerance: 1e-6 });
  expect(arm.angle).toBeCloseTo(90, 0);

  sim.parts.set("knob", "value", 1023);
  sim.runFor(seconds(1));
  expect(sim.pin(9)).toHaveDuty(1, { from: sim.now - millis(100), tolerance: 1e-4 });
  expect(arm.angle).toBe(180);

  sim.parts.set("knob", "value", 0);
  sim.runFor(seconds(1));
  expect(sim.pin(9)).toHaveDuty(0, { from: sim.now - millis(100) });
  expect(arm.angle).toBe(0);
  expect(sim.diagnostics).toEqual([]);
});

test("the lamp goes on in the dark and does not flicker at dusk", async () => {
  const sim = await simulate("examples/dimmer/dimmer.ts", { board: uno });
  for (const [i, lux] of [60, 30, 35, 30, 60, 90, 60, 30].entries()) {
    sim.parts.set("light", "lux", lux, seconds(1) * BigInt(i + 1));
  }
  sim.runFor(seconds(9));
  expect(sim.led("lamp").changes.map(({ time, on }) => [Number(time / millis(1)) / 1000, on]))
    .toMatchInlineSnapshot(`
    [
      [
        2,
        true,
      ],
      [
        6,
        false,
      ],
      [
        8,
        true,
      ],
    ]
  `);
  expect(sim.logs.map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "dark: 3495 mV",
      "light: 2590 mV",
      "dark: 3495 mV",
    ]
  `);
  expect(sim.diagnostics).toEqual([]);
});
