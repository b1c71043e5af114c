import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { millis, parseDiagram, seconds, Simulator } from "wakeful";
import { compile } from "wakeful/compiler";

let sim: Simulator;

beforeEach(async () => {
  const { wasm, table } = await compile("firmware/lamp.ts");
  const board = parseDiagram(readFileSync("firmware/diagram.json", "utf8"));
  sim = Simulator.load(wasm, { table, board, seed: 1 });
  sim.pin(2).drive(0); // the door is closed at first
});

test("a press switches the lamp at its first edge", () => {
  sim.press("BTN1", { at: millis(100), for: millis(50) });
  sim.press("BTN1", { at: millis(700), for: millis(50) });
  sim.runFor(millis(650));
  expect(sim.led("led1").on).toBe(true);
  sim.runFor(millis(350));
  expect(sim.led("led1").changes).toEqual([
    { time: millis(100), on: true },
    { time: millis(700), on: false },
  ]);
});

test("the door is told of when it opens and when it closes", () => {
  sim.runUntil(seconds(1));
  sim.pin(2).drive(1);
  sim.runFor(seconds(2));
  sim.pin(2).drive(0);
  sim.runFor(millis(1));
  expect(sim.logs).toEqual([
    { time: seconds(1), text: "the door is open" },
    { time: seconds(3), text: "the door is closed" },
  ]);
  expect(sim.diagnostics).toEqual([]);
});
