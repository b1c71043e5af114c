import { beforeAll, describe, expect, test } from "vitest";
import type { Compiled } from "../../../compiler/compile.ts";
import { micros, millis, seconds, Simulator } from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { compileText } from "../../support/virtual.ts";

const board = uno(
  { dht: ["dht22", { temperature: "21.5", humidity: "48.2" }] },
  "uno:5V dht:VCC",
  "uno:GND.1 dht:GND",
  "uno:2 dht:SDA",
);

let compiled: Compiled;
beforeAll(async () => {
  compiled = await compileText(`
import { Dht22, Input, log, millis, select, sleep, spawn } from "wakeful";
const dht = Dht22.at(2);
const goes = Input.at(7);
@task({ pool: 2 })
async function look(who: i32): Promise<void> {
  while (true) {
    const result: i32 = await dht.read();
    log("{}: {} {} {}", who, result, dht.temperature, dht.humidity);
  }
}
@task
async function hasty(): Promise<void> {
  await select(dht.read(), sleep(millis(1002)));
  log("gave up");
  log("{}", <i32>(await dht.read()));
}
export function main(): void {
  if (goes.read() == 1) spawn(hasty());
  else {
    spawn(look(1));
    spawn(look(2));
  }
}`);
});

const logs = (sim: Simulator): string[] => sim.logs.map(({ text }) => text);

function load(hz?: number): Simulator {
  const { wasm, table } = compiled;
  const cpu = hz === undefined ? {} : { cpu: { hz } };
  const sim = Simulator.load(wasm, { table, board, ...cpu });
  sim.pin(7).drive(0);
  return sim;
}

test("two who read take turns, a second after power and two seconds apart", () => {
  const sim = load();
  sim.parts.set("dht", "temperature", -7.3, seconds(2));
  sim.runUntil(seconds(4));
  expect(logs(sim)).toEqual(["1: 0 215 482", "2: 0 -73 482"]);
  const [first, second] = sim.logs;
  // 1 ms of start, and what its bits take.
  expect([first!.time / 1_000_000n, second!.time / 1_000_000n]).toEqual([1004n, 3004n]);
  expect(sim.diagnostics).toEqual([]);
});

test("a reading that is given up in the middle of the answer lets go of the line", () => {
  const sim = load();
  sim.pin(7).drive(1);
  sim.runUntil(seconds(4));
  expect(logs(sim)).toEqual(["gave up", "0"]);
  expect(sim.diagnostics).toEqual([]);
});

/** A sensor that a test plays at pin 2: microseconds of low and high in turns, behind the start signal. */
function played(spans: readonly number[], pause = 30): Simulator {
  const { wasm, table } = compiled;
  const sim = Simulator.load(wasm, { table });
  sim.pin(7).drive(0);
  sim.runUntil(seconds(1) + millis(1));
  let at = sim.now + micros(pause);
  spans.forEach((span, i) => {
    if (i % 2 === 0) sim.pin(2).drive(0, at);
    else sim.pin(2).release(at);
    at += micros(span);
  });
  sim.pin(2).release(at);
  sim.runUntil(() => sim.logs.length > 0, seconds(1));
  return sim;
}

interface Times {
  readonly pause: number;
  readonly answer: number;
  readonly gap: number;
  readonly zero: number;
  readonly one: number;
}

function answer(bytes: readonly number[], { answer, gap, zero, one }: Times): number[] {
  const bits = bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
  const data = bits.flatMap((bit) => [gap, bit === 1 ? one : zero]);
  return [answer, answer, ...data, gap];
}

const shortest = { pause: 20, answer: 75, gap: 48, zero: 22, one: 68 };
const longest = { pause: 200, answer: 85, gap: 55, zero: 30, one: 75 };
const bytes = [0x02, 0x8c, 0x01, 0x5f, 0xee];

// Aosong, AM2302 product manual, table of single-bus signal characteristics: minimum and maximum.
describe("at the limits of the data sheet", () => {
  test.each([
    ["shortest", shortest],
    ["longest", longest],
  ])("%s times are read", (_name, times) => {
    expect(logs(played(answer(bytes, times), times.pause))).toEqual(["1: 0 351 652"]);
  });

  test("a wrong sum, a missing bit and silence are told, and old values stay", () => {
    const wrong = answer([0x02, 0x8c, 0x01, 0x5f, 0xef], shortest);
    expect(logs(played(wrong))).toEqual(["1: 2 0 0"]);
    expect(logs(played(answer(bytes, shortest).slice(0, -2)))).toEqual(["1: 2 0 0"]);
    expect(logs(played([]))).toEqual(["1: 1 0 0"]);
  });
});

test("a processor at 16 or at 1 MHz reads it as well: the edges wait in the ring, with their times", () => {
  for (const hz of [16_000_000, 1_000_000]) {
    const sim = load(hz);
    sim.runUntil(seconds(2));
    expect(logs(sim)).toEqual(["1: 0 215 482"]);
    const lost = sim.diagnostics.filter(({ code }) => code === "ring-overrun");
    expect(lost).toEqual([]);
  }
});

test("edges that the ring could not keep are a garbled answer, and the next one is good", () => {
  const { wasm, table } = compiled;
  const sim = Simulator.load(wasm, { table, board, cpu: { turnTime: millis(2) }, ring: 16 });
  sim.pin(7).drive(0);
  sim.runUntil(seconds(2));
  expect(logs(sim)).toEqual(["1: 2 0 0"]);
  expect(sim.diagnostics.map(({ code }) => code)).toContain("ring-overrun");
});
