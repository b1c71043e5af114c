import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { millis, parseDiagram, seconds, Simulator } from "../../simulator/index.ts";

test("the button wakes the chip as often as it has edges, and the chip sleeps nearly all of the time", async () => {
  const { wasm, table } = await compile("examples/button/button.ts");
  const board = parseDiagram(readFileSync("examples/button/diagram.json", "utf8"));
  const cpu = { hz: 16_000_000, instructionsPerCycle: 0.1 };
  const sim = Simulator.load(wasm, { table, board, cpu });
  sim.press("BTN1", { at: millis(600), for: millis(300) });
  sim.runFor(seconds(10));

  const { wakes, awakeShare, chip, leds } = sim.energy();
  expect(wakes.find(({ pin }) => pin === 4)!.perSecond).toBeLessThan(1);
  expect(awakeShare).toBeLessThan(0.005);
  // Idle mode draws 4.9 mA, and no firmware can do better on this port.
  expect(chip!.milliamps).toBeLessThan(5);
  expect(leds[0]!.milliamps! / leds[0]!.litShare).toBeCloseTo(13.64, 2);
});
