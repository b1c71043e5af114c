import { expect, test } from "vitest";
import {
  millis,
  parseScript,
  playScript,
  replayString,
  Simulator,
} from "../../../simulator/index.ts";
import { RotaryEncoder } from "../../../simulator/parts/index.ts";
import { LONGEST_BOUNCE } from "../../../simulator/parts/bounce.ts";
import { QUARTER } from "../../../simulator/parts/ky-040.ts";
import { bench, uno } from "../../support/board.ts";
import { compileText } from "../../support/virtual.ts";

const wires = ["uno:5V k:VCC", "uno:GND.1 k:GND", "uno:2 k:CLK", "uno:3 k:DT", "uno:4 k:SW"];
const board = uno({ k: "ky-040" }, ...wires);

const firmware = compileText(`
import { Button, Encoder, log, spawn } from "wakeful";
@task async function turns(): Promise<void> {
  const knob = Encoder.at(2, 3);
  for await (const by of knob) log("{} {}", by, knob.position);
}
@task async function presses(): Promise<void> {
  const button = Button.at(4);
  while (true) { await button.pressed(); log("pressed"); }
}
export function main(): void { spawn(turns()); spawn(presses()); }`);

test("clockwise CLK leads by a quarter, and each contact is settled before the other moves", () => {
  const { circuit, clock, parts, run } = bench(board, 4);
  const edges: [number, bigint][] = [];
  circuit.onLevel((pin) => edges.push([pin, clock.now]));
  expect([circuit.level(2), circuit.level(3)]).toEqual([1, 1]);
  parts.set("k", "position", 1);
  const levels: unknown[] = [];
  for (let quarter = 1n; quarter <= 5n; quarter++) {
    run(QUARTER * quarter - 1n);
    levels.push([circuit.level(2), circuit.level(3)]);
  }
  expect(levels).toEqual([
    [0, 1],
    [0, 0],
    [1, 0],
    [1, 1],
    [1, 1],
  ]);
  expect(edges.length).toBeGreaterThan(4);
  for (const [pin, time] of edges) {
    expect(time % QUARTER <= LONGEST_BOUNCE).toBe(true);
    expect(pin).toBe((time / QUARTER) % 2n === 0n ? 2 : 3);
  }
  expect(parts.get(RotaryEncoder, "k", "knob").position).toBe(1);
});

test("the encoder's driver counts its detents both ways, whatever bounces; the button is one", async () => {
  const { wasm, table } = await firmware;
  for (const seed of [1, 2, 3]) {
    const sim = Simulator.load(wasm, { table, board, seed });
    const knob = sim.parts.get(RotaryEncoder, "k", "knob");
    // Where it stands when the firmware begins is a detent.
    sim.runFor(millis(1));
    knob.turn(3);
    sim.runFor(millis(200));
    knob.turn(-5);
    sim.runFor(millis(300));
    sim.press("k:SW", { for: millis(100) });
    sim.runFor(millis(200));
    expect(sim.logs.map(({ text }) => text)).toEqual([
      "1 1",
      "1 2",
      "1 3",
      "-1 2",
      "-1 1",
      "-1 0",
      "-1 -1",
      "-1 -2",
      "pressed",
    ]);
    expect(sim.diagnostics).toEqual([]);
    const text = replayString(sim.script());
    expect(text).toBe(
      `seed ${seed}; 1ms set k position 3; 201ms set k position -2; 501ms press k:SW 100ms`,
    );
    const again = Simulator.load(wasm, { table, board, seed });
    playScript(again, parseScript(text));
    again.runFor(millis(701));
    expect(again.logs).toEqual(sim.logs);
  }
});

test("a knob that is turned back half-way goes back", () => {
  const { parts, run } = bench(board);
  const knob = parts.get(RotaryEncoder, "k", "knob");
  parts.set("k", "position", 1);
  run(QUARTER);
  expect(knob.position).toBe(0.5);
  parts.set("k", "position", 0);
  run(QUARTER * 4n);
  expect(knob.position).toBe(0);
});

test("without VCC its resistors pull nothing up, and connect one contact to the other", () => {
  const { circuit, diagnostics, parts, run } = bench(uno({ k: "ky-040" }, ...wires.slice(1)), 2);
  expect(circuit.level(2)).toBe("z");
  circuit.configure(2, 1);
  circuit.configure(3, 1);
  parts.set("k", "position", 1);
  run(QUARTER / 2n + QUARTER / 4n);
  expect(circuit.level(3)).toBe("x");
  expect(diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "pin 3 reads neither 0 nor 1: the pull-up of pin 3 (35 kΩ) and k and k to k:CLK to GND (20 kΩ) are about equally strong",
    ]
  `);
});
