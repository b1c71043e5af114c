// Edges and events a second of the simulator, by the pins that toggle and by the LEDs that are wired to them. Prints a table,
// and writes it to out/bench/events.md and events.json.
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compiler.js";
import { micros, parseDiagram, Simulator } from "../dist/simulator.js";
import { eventTable } from "./events/table.mjs";
import { median, spread } from "./host.mjs";
import { publish } from "./report/publish.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const ROUNDS = 5;
/** Half a period of each pin. */
const HALF = 500;
/** The first pin: 0 and 1 are the serial port's. */
const FIRST = 2;

/** `pins` tasks, each of which toggles a pin each 500 µs. */
const firmware = (pins) => `import { micros, Output, sleep, spawn } from "wakeful";
@task({ pool: ${pins} })
async function toggle(pin: u8): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    led.toggle();
    await sleep(micros(${HALF}));
  }
}
export function main(): void {
  for (let pin: u8 = ${FIRST}; pin < ${FIRST + pins}; pin++) spawn(toggle(pin));
}`;

/** A Mega with an LED and its resistor at each of so many pins. */
function boardWith(leds) {
  const parts = [{ type: "wokwi-arduino-mega", id: "mega" }];
  const connections = [];
  for (let i = 0; i < leds; i++) {
    parts.push({ type: "wokwi-led", id: `led${i}` });
    parts.push({ type: "wokwi-resistor", id: `r${i}`, attrs: { value: "220" } });
    connections.push([`mega:${FIRST + i}`, `led${i}:A`]);
    connections.push([`led${i}:C`, `r${i}:1`], [`r${i}:2`, "mega:GND.1"]);
  }
  return parseDiagram(JSON.stringify({ version: 1, parts, connections }));
}

/** Edges and events a second on the wall. */
function rate({ wasm, table }, board, toggles, pins) {
  const sim = Simulator.load(wasm, { table, board, record: false });
  const turns = Math.round(toggles / pins);
  const start = performance.now();
  sim.runFor(micros(turns * HALF));
  const seconds = (performance.now() - start) / 1000;
  return { edges: (turns * pins) / seconds, events: sim.summary().events / seconds };
}

/** @param {[pins: number, leds: number][]} sizes the first is what the others are told as a share of. */
export async function measureEvents(sizes, toggles, rounds = ROUNDS) {
  const ways = [];
  for (const [pins, leds] of sizes) {
    const virtual = { "toggle.ts": firmware(pins) };
    const built = await compile("toggle.ts", { root, virtual });
    ways.push({ pins, leds, built, board: boardWith(leds), rates: [] });
  }
  // In turns, so that what else the machine does falls on all.
  for (let round = 0; round < rounds; round++) {
    for (const { pins, built, board, rates } of ways) {
      rates.push(rate(built, board, toggles, pins));
    }
  }
  return ways.map(({ pins, leds, rates }) => {
    const edges = rates.map((each) => each.edges);
    return {
      pins,
      leds,
      edges: median(edges),
      events: median(rates.map((each) => each.events)),
      spread: spread(edges),
      ratio: median(edges.map((each, round) => each / ways[0].rates[round].edges)),
    };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pins = [1, 4, 16, 48];
  const sizes = [...pins.map((n) => [n, 0]), ...pins.map((n) => [n, n]), [1, 48]];
  const rows = await measureEvents(sizes, 100_000);
  publish("events", eventTable(rows), rows);
}
