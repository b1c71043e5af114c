/** What is done to a simulator from outside is a script, which does the same once more. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "../../../compiler/index.ts";
import {
  micros,
  millis,
  parseDiagram,
  parseScript,
  playScript,
  replayString,
  type Script,
  seconds,
  Simulator,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { observe } from "../../support/observe.ts";

const board = parseDiagram(readFileSync("examples/button/diagram.json", "utf8"));

async function button(options: SimulatorOptions = {}): Promise<Simulator> {
  const { wasm, table } = await compile("examples/button/button.ts");
  return Simulator.load(wasm, { table, board, seed: 9, ...options });
}

function written(sim: Simulator): string {
  return replayString(sim.script());
}

test("presses and driven pins are recorded, by whichever way they are asked for", async () => {
  const sim = await button();
  expect(sim.script()).toEqual({ seed: 9, happenings: [] });
  sim.press("BTN1", { at: millis(600), for: millis(300) });
  sim.pin(3).drive(1);
  sim.pin(3).drive(0, millis(20));
  sim.runFor(millis(10));
  sim.pin(3).release(millis(30));
  sim.circuit.drive(5, 1);
  sim.parts.button("BTN1").press(millis(12), millis(1));
  expect(written(sim)).toBe(
    "seed 9; 0s drive 3 high; 10ms drive 5 high; 12ms press BTN1 1ms; 20ms drive 3 low; 30ms release 3; 600ms press BTN1 300ms",
  );
  sim.runFor(seconds(1));
  expect(sim.script().happenings).toHaveLength(6);
});

test("what a listener does within an event is recorded as well", async () => {
  const sim = await button();
  sim.circuit.onLevel((pin, level) => {
    if (pin === 12 && level === 1) sim.pin(7).drive(1);
  });
  sim.runFor(seconds(0.5));
  expect(written(sim)).toBe("seed 9; 300ms drive 7 high");
});

test("played to another simulator it does the same", async () => {
  const first = await button();
  first.press("BTN1", { at: millis(600), for: millis(300) });
  first.runFor(micros(700_123));
  first.pin(2).drive(1);
  first.runUntil(seconds(2));
  const second = await button();
  playScript(second, parseScript(written(first)));
  second.runUntil(seconds(2));
  // What was done between two runs is scheduled now, which is an event more.
  const { events, ...summary } = first.summary();
  expect(second.summary()).toEqual({ ...summary, events: events + 1 });
  const { json, rest } = observe(first);
  const again = observe(second);
  expect(again.json).toBe(json);
  expect(again.rest.toSpliced(2, 1)).toEqual(rest.toSpliced(2, 1));
  expect(second.script()).toEqual(first.script());
});

test("it goes back in time with the simulator", async () => {
  const sim = await button({ history: true });
  sim.pin(2).drive(1);
  sim.runFor(millis(400));
  const before: Script = sim.script();
  const snapshot = sim.snapshot();
  sim.pin(2).release();
  sim.runFor(millis(10));
  expect(written(sim)).toBe("seed 9; 0s drive 2 high; 400ms release 2");
  sim.stepBack("event");
  expect(sim.script()).toEqual(before);
  sim.runUntil(millis(410));
  expect(written(sim)).toBe("seed 9; 0s drive 2 high; 400ms release 2");
  sim.restore(snapshot);
  expect(sim.script()).toEqual(before);
});

test("what was late is late in the record, of any kind", async () => {
  const text =
    "seed 9; 300ms+ drive 2 high; 600ms+ press BTN1 300ms; 700ms+ spurious 12; 1s+ reset";
  const sim = await button({ history: true });
  playScript(sim, parseScript(text));
  sim.runUntil(millis(300));
  expect(written(sim)).toBe(text);
  const snapshot = sim.snapshot();
  sim.pin(2).release();
  expect(written(sim)).toBe(text.replace("; 600ms+", "; 300ms+ release 2; 600ms+"));
  sim.restore(snapshot);
  sim.runUntil(seconds(2));
  expect(written(sim)).toBe(text);
  const again = await button({ history: true });
  playScript(again, sim.script());
  again.runUntil(seconds(2));
  expect(observe(again)).toEqual(observe(sim));
});

test("what is late and has not come when the run ends is in the record, once", async () => {
  const text = "seed 9; 300ms drive 2 high; 300ms+ drive 2 low; 3s+ release 2";
  const sim = await button({ history: true });
  playScript(sim, parseScript(text));
  expect(written(sim)).toBe(text);
  for (let ms = 0; ms <= 600; ms += 100) {
    sim.runUntil(millis(ms));
    expect(written(sim)).toBe(text);
  }
  while (sim.now > 0n && sim.stepBack()) expect(written(sim)).toBe(text);
  const again = await button({ history: true });
  playScript(again, sim.script());
  for (const one of [sim, again]) one.runUntil(seconds(4));
  expect(observe(again)).toEqual(observe(sim));
  expect(written(again)).toBe(text);
});

test("what a listener does at something late that was written before is recorded as well", async () => {
  const sim = await button();
  sim.circuit.onLevel((pin, level) => {
    if (pin === 2) sim.pin(7).drive(level === 1 ? 1 : 0);
  });
  playScript(sim, parseScript("300ms+ drive 2 high"));
  sim.runFor(millis(500));
  expect(written(sim)).toBe("seed 9; 300ms+ drive 2 high; 300ms+ drive 7 high");
});
