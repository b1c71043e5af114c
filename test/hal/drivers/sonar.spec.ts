import { beforeAll, describe, expect, test } from "vitest";
import type { Compiled } from "../../../compiler/compile.ts";
import { micros, millis, seconds, Simulator } from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { compileText } from "../../support/virtual.ts";

const board = uno(
  { s: ["hc-sr04", { distance: "100" }] },
  "uno:5V s:VCC",
  "uno:GND.1 s:GND",
  "uno:3 s:TRIG",
  "uno:2 s:ECHO",
);

let compiled: Compiled;
beforeAll(async () => {
  compiled = await compileText(`
import { Input, log, millis, select, sleep, Sonar, spawn, timeout } from "wakeful";
const sonar = Sonar.at(3, 2);
const goes = Input.at(7);
@task({ pool: 2 })
async function look(who: i32): Promise<void> {
  while (true) {
    const mm = await sonar.measure();
    log("{} {} {}", who, mm, sonar.isSilent);
    await sleep(millis(200));
  }
}
@task
async function hasty(): Promise<void> {
  await select(sonar.measure(), sleep(millis(1)));
  log("gave up");
  log("{}", await sonar.measure());
}
export function main(): void {
  const what = goes.read();
  if (what == 1) spawn(hasty());
  else {
    spawn(look(1));
    spawn(look(2));
  }
}`);
});

function load(wired = true): Simulator {
  const { wasm, table } = compiled;
  const sim = Simulator.load(wasm, wired ? { table, board } : { table });
  sim.pin(7).drive(0);
  return sim;
}

const logs = (sim: Simulator): string[] => sim.logs.map(({ text }) => text);

test("two who measure take turns, 60 ms apart, and the trigger lasts 10 us", () => {
  const sim = load();
  sim.runUntil(millis(80));
  expect(logs(sim)).toEqual(["1 1000 false", "2 1000 false"]);
  const rises = sim.pin(3).edges.filter(({ level }) => level === 1);
  const falls = sim.pin(3).edges.filter(({ level, time }) => level === 0 && time > 0n);
  expect(rises.map(({ time }) => time)).toEqual([0n, millis(60)]);
  expect(falls.map(({ time }) => time)).toEqual([micros(10), millis(60) + micros(10)]);
  expect(sim.diagnostics).toEqual([]);
});

describe("distances", () => {
  test.each([
    [1.9, -1],
    [2, 20],
    [57.3, 573],
    [400, 4000],
    [400.1, -1],
  ])("%d cm are %d mm", (cm, mm) => {
    const sim = load();
    sim.parts.set("s", "distance", cm);
    sim.runUntil(() => sim.logs.length > 0, seconds(1));
    expect(logs(sim)).toEqual([`1 ${mm} false`]);
  });
});

test("a sensor that is not there, or has no power, does not answer, and nobody waits for ever", () => {
  const sim = load(false);
  sim.pin(2).drive(0);
  sim.runUntil(millis(130));
  expect(sim.logs).toEqual([
    { time: millis(60), text: "1 -1 true" },
    { time: millis(120), text: "2 -1 true" },
  ]);
});

test("a measurement that is given up leaves the sensor to the next one, 60 ms later", () => {
  const sim = load();
  sim.pin(7).drive(1);
  sim.runUntil(millis(100));
  expect(logs(sim)).toEqual(["gave up", "1000"]);
  const rises = sim.pin(3).edges.filter(({ level }) => level === 1);
  expect(rises.map(({ time }) => time)).toEqual([0n, millis(60)]);
  expect(sim.diagnostics).toEqual([]);
});

test("a processor at 16 MHz measures as exactly: the edges carry their times", () => {
  const { wasm, table } = compiled;
  const sim = Simulator.load(wasm, { table, board, cpu: { hz: 16_000_000 } });
  sim.pin(7).drive(0);
  sim.runUntil(millis(50));
  expect(logs(sim)).toEqual(["1 1000 false"]);
});
