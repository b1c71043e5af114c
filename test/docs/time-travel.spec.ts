import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "wakeful/compiler";
import { millis, parseDiagram, seconds, Simulator } from "wakeful";

test("why did the third LED go on?", async () => {
  const { wasm, table } = await compile("examples/button/button.ts");
  const board = parseDiagram(readFileSync("examples/button/diagram.json", "utf8"));
  const sim = Simulator.load(wasm, { table, board, seed: 42, history: true });
  sim.press("BTN1", { at: millis(100), for: millis(50) });
  sim.runFor(seconds(1));

  // Back to the last moment that found it on.
  sim.runBackUntil(() => sim.led("led3").on);
  expect(sim.now).toBe(millis(100));

  // One event before: the finger is there, and the firmware has not had its turn.
  sim.stepBack("event");
  expect(sim.now).toBe(millis(100));
  expect(sim.parts.button("BTN1").pressed).toBe(true);
  expect(sim.led("led3").on).toBe(false);

  // On the way forward all comes again as it was.
  sim.runUntil(seconds(1));
  expect(sim.led("led3").changes[0]).toEqual({ time: millis(100), on: true });

  // Two futures from one moment: with another press, and without.
  const lights = (): number => {
    sim.runFor(seconds(1));
    return sim.led("led3").changes.length;
  };
  const pressed = sim.branch(() => {
    sim.press("BTN1", { for: millis(20) });
    return lights();
  });
  const left = sim.branch(lights);
  expect(pressed).toBeGreaterThan(left);
  expect(sim.now).toBe(seconds(1));

  // The same with a snapshot, which can be kept for later.
  const here = sim.snapshot();
  expect(lights()).toBe(left);
  sim.restore(here);
  expect(sim.now).toBe(seconds(1));
});
