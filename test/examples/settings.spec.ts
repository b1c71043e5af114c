import { expect, test } from "vitest";
import { micros, millis, parseScript, playScript, seconds } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/settings/diagram.json");

test("starts are counted and the speed is kept, through a power cut and in another run", async () => {
  const sim = await simulate("examples/settings/settings.ts", { board: uno });
  sim.press("BTN1", { at: seconds(3), for: millis(100) });
  playScript(sim, parseScript("5s brownout 100ms"));
  sim.runFor(seconds(7));
  expect(sim.logs.map(({ text }) => text)).toEqual([
    "start 1, speed 1",
    "speed 2 is kept",
    "start 2, speed 2",
  ]);
  // Half a second on, half a second off.
  const edges = sim.led("led").changes.filter(({ time }) => time > seconds(5) + millis(100));
  expect(edges[1]!.time - edges[0]!.time).toBe(millis(500));
  const { image } = sim.peripheral("flash");
  const other = await simulate("examples/settings/settings.ts", { board: uno, flash: image });
  other.runFor(seconds(1));
  expect(other.logs[0]!.text).toBe("start 3, speed 2");
  expect([...sim.diagnostics, ...other.diagnostics]).toEqual([]);
});

test("a cut before the setting is told to be kept leaves the old one", async () => {
  const sim = await simulate("examples/settings/settings.ts", { board: uno });
  sim.press("BTN1", { at: seconds(3), for: millis(100) });
  // Three words of an EEPROM take 7.2 ms each.
  playScript(sim, parseScript(`${seconds(3) + micros(14_000)}ns brownout 1ms`));
  sim.runFor(seconds(4));
  expect(sim.logs.map(({ text }) => text)).toEqual(["start 1, speed 1", "start 2, speed 1"]);
});
