import { beforeAll, expect, test } from "vitest";
import { micros, millis, NeoPixels, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/rainbow/diagram.json");

let sim: Simulator;
let ring: NeoPixels;
beforeAll(async () => {
  sim = await simulate("examples/rainbow/rainbow.ts", { board: uno });
  ring = sim.parts.get(NeoPixels, "ring", "ring");
  sim.press("BTN1", { at: millis(70), for: millis(5) });
  sim.runFor(millis(115));
});

test("a picture every 20 ms: 16 LEDs of 30 us, and shown 280 us behind the last bit", () => {
  // Blue is 0 in the last LED of the first picture: that bit is low for 900 ns of its 1250.
  const last = micros(16 * 30) - 900n + micros(280) + 1n;
  const times = ring.changes.map(({ time }) => time);
  expect(times.map((time) => time / millis(1))).toEqual([20n, 40n, 60n, 80n, 100n]);
  expect(times[0]).toBe(millis(20) + last);
});

test("the colours go round the ring, and the button dims them", () => {
  const [first, , , dimmed] = ring.changes.map(({ colors }) => colors);
  expect(first).toMatchInlineSnapshot(`
    [
      "#ff0000",
      "#ff6000",
      "#ffc000",
      "#deff00",
      "#7eff00",
      "#1eff00",
      "#00ff42",
      "#00ffa2",
      "#00fcff",
      "#009cff",
      "#003cff",
      "#1e00ff",
      "#7e00ff",
      "#de00ff",
      "#ff00ba",
      "#ff005a",
    ]
  `);
  const brightest = (colors: readonly string[]): number =>
    Math.max(
      ...colors.flatMap((c) => [1, 3, 5].map((i) => Number.parseInt(c.slice(i, i + 2), 16))),
    );
  expect([brightest(first!), brightest(dimmed!)]).toEqual([255, 191]);
});

test("nothing is wrong with the wiring or the times", () => {
  expect(sim.diagnostics).toEqual([]);
});
