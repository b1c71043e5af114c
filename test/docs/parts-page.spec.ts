/** What docs/parts.md shows. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { parseDiagram, replayString, seconds, Simulator } from "../../simulator/index.ts";

test("a DHT22 is read, and warmed", async () => {
  const { wasm, table } = await compile("examples/climate/climate.ts");
  const board = parseDiagram(readFileSync("examples/climate/diagram.json", "utf8"));
  const sim = Simulator.load(wasm, { table, board });
  sim.parts.set("dht1", "temperature", 30.5, seconds(2));
  sim.runFor(seconds(10));
  expect(sim.logs.map(({ text }) => text)).toEqual(["21.5 °C, 48 %", "30.5 °C, 48 %"]);
  expect(replayString(sim.script())).toBe("seed 1; 2s set dht1 temperature 30.5");
});
