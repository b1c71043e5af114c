import { expect, test } from "vitest";
import { millis, seconds, toVcd } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/button/diagram.json");

test("two LEDs blink and the third shows the button, at exact times", async () => {
  const sim = await simulate("examples/button/button.ts", { board: uno });
  sim.press("BTN1", { at: millis(1234), for: millis(100) });
  sim.runFor(seconds(3));
  const on = (id: string): bigint[] =>
    sim
      .led(id)
      .changes.filter((c) => c.on)
      .map((c) => c.time);
  expect(on("led1")).toEqual([millis(500), millis(1500), millis(2500)]);
  expect(on("led2")).toEqual([millis(300), millis(900), millis(1500), millis(2100), millis(2700)]);
  expect(on("led3")[0]).toBe(millis(1234));
  expect([sim.led("led3").on, sim.diagnostics]).toEqual([false, []]);
});

test("the trace is the golden one, byte for byte", async () => {
  const sim = await simulate("examples/button/button.ts", { board: uno, seed: 1 });
  sim.press("BTN1", { at: millis(600), for: millis(300) });
  sim.runFor(seconds(2));
  await expect(toVcd(sim.trace, { end: sim.now })).toMatchFileSnapshot("golden/button.vcd");
});
