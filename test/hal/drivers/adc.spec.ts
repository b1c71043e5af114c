import { beforeAll, describe, expect, test } from "vitest";
import type { Board } from "../../../simulator/core/board.ts";
import { micros, millis, seconds, type Simulator } from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { scenarios } from "../../support/scenarios.ts";

/** Two knobs, at A0 (14) and A1 (15). */
const knobs: Board = uno(
  { pot1: ["potentiometer", { value: "512" }], pot2: ["potentiometer", { value: "100" }] },
  ...["pot1", "pot2"].flatMap((id) => [`uno:GND.1 ${id}:GND`, `uno:5V ${id}:VCC`]),
  "pot1:SIG uno:A0",
  "pot2:SIG uno:A1",
);

/** Time in microseconds, and text. */
const logs = (sim: Simulator): string[] =>
  sim.logs.map(({ time, text }) => `${Number(time) / 1000}: ${text}`);

const compile = (): ReturnType<typeof scenarios<keyof typeof bodies>> =>
  scenarios(
    "Adc, Duration, micros, millis, sleep, timeout",
    bodies,
    `
    @task({ pool: 4 })
    async function read(id: u32, pin: u16, after: u32): Promise<void> {
      const knob = Adc.at(pin);
      await sleep(micros(after));
      const value = await knob.read();
      log("{}: {}, {} mV", id, value, knob.millivolts(value));
    }
    @task({ pool: 3 })
    async function guard(id: u32, low: u16, high: u16, period: Duration): Promise<void> {
      log("{}: {}", id, await Adc.at(14).outside(low, high, period));
    }
    @task
    async function passing(): Promise<void> {
      await sleep(millis(1));
      if (!(await timeout(Adc.at(14).outside(30000, 40000, millis(1)), millis(100)))) log("over");
    }`,
  );

const bodies = {
  readers:
    "spawn(read(1, 14, 0)); spawn(read(2, 14, 20)); spawn(read(3, 15, 30)); spawn(read(4, 14, 1000));",
  impatient: `
    const knob = Adc.at(14);
    await knob.read();
    await sleep(millis(10));
    if (!(await timeout(knob.read(), micros(50)))) log("gave up");
    await sleep(micros(10));
    log("then {}", await knob.read());`,
  slowLoop: `
    const samples = Adc.at(14).samples(millis(10));
    for await (const value of samples) { log("{}", value); await sleep(millis(3)); }`,
  tooSlow: `
    const samples = Adc.at(14).samples(millis(10));
    for await (const value of samples) { log("{} {}", value, samples.missed); await sleep(millis(25)); }`,
  givenUp: `
    const samples = Adc.at(14).samples(millis(10));
    await samples.next();
    if (!(await timeout(samples.next(), millis(9) + micros(850)))) log("gave up");
    log("{}", await samples.next());`,
  guard: "spawn(guard(1, 10000, 50000, millis(10)));",
  guards: `
    spawn(guard(1, 10000, 50000, millis(10))); spawn(guard(2, 20000, 60000, millis(7)));
    spawn(guard(3, 0, 65534, millis(10))); spawn(passing());`,
  atOnce: `
    log("{}", await Adc.at(14).outside(0, 20000));
    log("{}", await Adc.at(14).outside(32800, 32800, millis(1)));`,
};

let load: Awaited<ReturnType<typeof compile>>;
beforeAll(async () => {
  load = await compile();
});

describe("reading", () => {
  test("each reader gets a value that was measured after it asked, pins taking turns", () => {
    const sim = load("readers", { board: knobs });
    sim.runFor(millis(5));
    // 200 µs the first, 104 µs each other; A1 has asked before A0 did again.
    expect(logs(sim)).toEqual([
      "200: 1: 32800, 2502 mV",
      "304: 3: 6406, 489 mV",
      "408: 2: 32800, 2502 mV",
      "1104: 4: 32800, 2502 mV",
    ]);
    expect(sim.diagnostics).toEqual([]);
  });

  test("a measurement whose reader has gone answers nobody who asks meanwhile", () => {
    const sim = load("impatient", { board: knobs });
    // It holds the voltage 12 µs after it began, so the first one still sees the old position.
    sim.parts.set("pot1", "value", 1023, millis(10) + micros(230));
    sim.runFor(millis(20));
    expect(logs(sim)).toEqual(["10250: gave up", "10408: then 65535"]);
  });

  test("values that were lost with a full ring are measured anew", () => {
    const sim = load("readers", { board: knobs, ring: 1, cpu: { turnTime: millis(1) } });
    sim.runFor(millis(20));
    expect(sim.logs.length).toBe(4);
    expect(sim.diagnostics.map(({ code }) => code)).toContain("ring-overrun");
  });
});

describe("samples", () => {
  test("come at equal distances and do not drift, however long each is worked on", () => {
    const sim = load("slowLoop", { board: knobs });
    sim.parts.set("pot1", "value", 0, millis(15));
    sim.runFor(millis(35));
    expect(logs(sim)).toEqual(["200: 32800", "10104: 32800", "20104: 0", "30104: 0"]);
  });

  test("those that nobody waited for in time are left out and counted", () => {
    const sim = load("tooSlow", { board: knobs });
    sim.runFor(millis(100));
    // The newest one that is due is taken late.
    const lines = ["200: 32800 0", "25304: 32800 1", "50408: 32800 3", "75512: 32800 4"];
    expect(logs(sim)).toEqual(lines);
  });

  test("a sample that was given up is left out", () => {
    const sim = load("givenUp", { board: knobs });
    sim.runFor(millis(100));
    expect(logs(sim)).toEqual(["10050: gave up", "20104: 32800"]);
  });
});

describe("outside", () => {
  test("wakes the processor once for the one value outside the window, of a thousand", () => {
    const sim = load("guard", { board: knobs });
    sim.parts.set("pot1", "value", 700, seconds(5));
    sim.parts.set("pot1", "value", 790, seconds(10));
    sim.runFor(seconds(10));
    expect(sim.logs).toEqual([]);
    // The reset.
    expect(sim.summary().wakes.total).toBe(1);
    sim.runFor(millis(10));
    expect(logs(sim)).toEqual(["10000104: 1: 50609"]);
    expect(sim.summary().wakes.total).toBe(2);
    expect(sim.diagnostics).toEqual([]);
    // Nobody waits any more, so nothing is measured.
    expect(sim.state).toBe("finished");
  });

  test("several wait at one pin, each for its own window; one that gives up leaves the others theirs", () => {
    const sim = load("guards", { board: knobs });
    sim.parts.set("pot1", "value", 800, millis(500));
    sim.parts.set("pot1", "value", 200, millis(600));
    sim.parts.set("pot1", "value", 1023, millis(700));
    sim.runFor(seconds(1));
    // Every 7 ms after the one that gives up, and anew from each value that was outside.
    expect(logs(sim)).toEqual([
      "101000: over",
      "500104: 1: 51250",
      "605208: 2: 12812",
      "705312: 3: 65535",
    ]);
    expect(sim.diagnostics).toEqual([]);
  });

  test("a value that is outside at once is told at once", () => {
    const sim = load("atOnce", { board: knobs });
    sim.parts.set("pot1", "value", 511, millis(5));
    sim.runFor(millis(10));
    expect(logs(sim)).toEqual(["200: 32800", "5304: 32735"]);
  });
});
