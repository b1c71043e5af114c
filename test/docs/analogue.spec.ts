import { millis, parseScript, playScript, seconds } from "../../simulator/index.ts";
import { Servo } from "../../simulator/parts/index.ts";
import { expect, test } from "../../simulator/vitest/index.ts";
import { board, simulate } from "../support/firmware.ts";

test("the doorbell of docs/analogue.md: two notes, and a lamp that fades", async () => {
  const sim = await simulate("docs/examples/doorbell.ts", {
    board: board("examples/button/diagram.json"),
  });
  sim.press("BTN1", { at: millis(100), for: millis(80) });
  sim.runFor(seconds(4));
  const rises = sim.trace.pin(8)!.changes.filter(({ level }) => level === 1);
  const count = (from: bigint, to: bigint): number =>
    rises.filter(({ time }) => time >= from && time < to).length;
  expect(count(millis(100), millis(400))).toBe(198);
  expect(count(millis(400), millis(900))).toBe(262);
  expect(count(millis(900), seconds(4))).toBe(0);
  expect(sim.pin(11)).toHaveDuty(1, { from: millis(100), to: millis(900) });
  expect(sim.pin(11)).toHaveDuty(0.5, { from: millis(900), to: millis(2900), tolerance: 0.01 });
  expect(sim.pin(11)).toHaveDuty(0, { from: millis(2901) });
});

test("the script and the expectations of the page", async () => {
  const sim = await simulate("examples/dimmer/dimmer.ts", {
    board: board("examples/dimmer/diagram.json"),
  });
  playScript(sim, parseScript("1s set knob value 700; 2s set light lux 5"));
  sim.parts.set("knob", "value", 512);
  sim.runFor(seconds(1));
  expect(sim.pin(9)).toHaveDuty(0.25, { tolerance: 0.01, from: millis(30) });
  expect(sim.parts.get(Servo, "arm", "servo").target).toBeCloseTo(90, 0);
  expect(sim.peripheral("pwm").at(9)).toEqual({ period: 1_000_000n, high: 250_492n });
  sim.runFor(seconds(2));
  expect(sim.parts.get(Servo, "arm", "servo").target).toBeCloseTo((180 * 700) / 1023, 0);
  expect(sim.led("lamp").on).toBe(true);
});
