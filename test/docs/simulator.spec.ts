import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { millis, parseDiagram, seconds, Simulator } from "../../simulator/index.ts";

test("the third LED follows the button", async () => {
  const { wasm, table } = await compile("examples/button/button.ts");
  const board = parseDiagram(readFileSync("examples/button/diagram.json", "utf8"));
  const sim = Simulator.load(wasm, { table, board, seed: 42 });

  sim.press("BTN1", { at: millis(100), for: millis(50) });
  sim.runFor(millis(120));
  expect(sim.led("led3").on).toBe(true);
  expect(sim.pin(11).edges.find((edge) => edge.level === 1)?.time).toBe(millis(100));

  sim.runUntil(() => !sim.led("led3").on, seconds(1));
  expect(sim.now).toBeLessThan(millis(160));
  expect(sim.diagnostics).toEqual([]);
});
