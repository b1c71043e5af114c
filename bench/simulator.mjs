// How fast the simulator is: the two-LED blink as a multiple of real time, events a second, and the same blink as
// Arduino C in avr8js, in turns. Prints a table, and writes it to out/bench/simulator.md and simulator.json.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compiler.js";
import { parseDiagram, seconds, Simulator } from "../dist/simulator.js";
import { build, missingTools, run } from "./arduino.mjs";
import { median } from "./host.mjs";
import { publish } from "./report/publish.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const ROUNDS = 7;
const HZ = 16_000_000;
const goals = { realTime: 10_000, avr8js: 1_000 };

/** Virtual seconds of the blink on the simulator, and in avr8js. */
const SPAN = 43_200;
const ARDUINO_SPAN = 4;

function simulate({ wasm, table }, options, span) {
  const sim = Simulator.load(wasm, { table, ...options });
  const start = performance.now();
  sim.runFor(seconds(span));
  const wall = (performance.now() - start) / 1000;
  return { realTime: span / wall, eventsASecond: sim.summary().events / wall };
}

/** @param scale how much of the whole is run, from 0 to 1. */
export async function measure(scale = 1) {
  const blink = await compile("examples/blink/blink.ts", { root });
  const text = readFileSync(new URL("../examples/blink/diagram.json", import.meta.url), "utf8");
  const board = parseDiagram(text);
  const cpu = { hz: HZ };
  const ways = [
    { what: "nothing recorded", options: { record: false } },
    { what: "on an Uno with two LEDs, nothing recorded", options: { board, record: false } },
    { what: "on an Uno with two LEDs, recorded", options: { board } },
    { what: "metered at 16 MHz, nothing recorded", options: { cpu, record: false } },
  ].map((way) => ({ ...way, runs: [] }));
  const missing = missingTools();
  const flash = missing === undefined ? build() : undefined;
  const theirs = [];
  const arduinoSpan = ARDUINO_SPAN * Math.max(scale, 0.1);
  // In turns, so that what else the machine does falls on all.
  for (let round = 0; round < ROUNDS; round++) {
    for (const { options, runs } of ways) runs.push(simulate(blink, options, SPAN * scale));
    if (flash) theirs.push((1000 * arduinoSpan) / run(flash, arduinoSpan).wall);
  }
  const avr8js = flash ? median(theirs) : null;
  const rows = ways.map(({ what, runs }) => {
    const realTime = median(runs.map((each) => each.realTime));
    const ratio = avr8js === null ? null : realTime / avr8js;
    return { what, eventsASecond: median(runs.map((each) => each.eventsASecond)), realTime, ratio };
  });
  return { rows, avr8js, missing };
}

export function table({ rows, avr8js, missing }) {
  const whole = (n) => Math.round(n).toLocaleString("en-US");
  const met = (n, goal) => (n === null ? "–" : `${whole(n)} (${n >= goal ? "met" : "not yet"})`);
  return [
    "| two-LED blink | events a second | × real time (goal 10,000) | × avr8js (goal 1,000) |",
    "|---|---:|---:|---:|",
    ...rows.map(
      (r) =>
        `| ${r.what} | ${whole(r.eventsASecond)} | ${met(r.realTime, goals.realTime)} | ${met(r.ratio, goals.avr8js)} |`,
    ),
    avr8js === null
      ? `| Arduino C in avr8js | – | not run: ${missing} | – |`
      : `| Arduino C in avr8js, with its stock loop | – | ${avr8js.toFixed(1)} | 1 |`,
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await measure();
  const { node, v8 } = process.versions;
  const shown = `${table(result)}\n\nNode ${node}, V8 ${v8}; the middle of ${ROUNDS} runs.`;
  publish("simulator", shown, result);
}
