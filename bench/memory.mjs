// Whether memory stays flat, however long a run is: a firmware that logs, blinks and is interrupted, with nothing
// recorded. `node bench/memory.mjs --events 1e8`
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { compile } from "../dist/compiler.js";
import { micros, parseDiagram, seconds, Simulator } from "../dist/simulator.js";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A task that logs and blinks each millisecond, and one that writes to an input, which is warned of. */
const busy = `import { Input, log, millis, Output, Pull, sleep, spawn } from "wakeful";
@task
async function beat(): Promise<void> {
  const led = Output.at(13);
  let count: u32 = 0;
  while (true) {
    led.toggle();
    if (++count % 16 == 0) log("beat {}", count);
    await sleep(millis(1));
  }
}
@task
async function echo(): Promise<void> {
  const input = Input.at(2, Pull.Up);
  while (true) await input.anyEdge();
}
export function main(): void {
  spawn(beat());
  spawn(echo());
}
`;

/** An LED on pin 13, and pin 2 that the host drives. */
const board = JSON.stringify({
  version: 1,
  parts: [
    { type: "wokwi-arduino-uno", id: "uno" },
    { type: "wokwi-led", id: "led", attrs: {} },
    { type: "wokwi-resistor", id: "r", attrs: { value: "220" } },
  ],
  connections: [
    ["uno:13", "led:A"],
    ["led:C", "r:1"],
    ["r:2", "uno:GND.1"],
  ],
});

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

/** Bytes that live: V8's heap, buffers, and the memories of modules. */
function liveBytes() {
  for (let i = 0; i < 3; i++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * Runs until so many events have happened, and looks at memory ten times.
 * @param {(sample: { events: number, bytes: number }) => void} [onSample]
 */
export async function measure(events, onSample = () => {}) {
  const { wasm, table } = await compile("busy.ts", { root, virtual: { "busy.ts": busy } });
  const sim = Simulator.load(wasm, { table, board: parseDiagram(board), record: false, ring: 4 });
  const samples = [];
  let level = 0;
  const start = performance.now();
  for (let i = 1; i <= 10; i++) {
    while (sim.summary().events < (events * i) / 10) {
      // Now and then more edges than the ring has room for: a diagnostic each time.
      for (let n = 0; n < 6; n++) sim.pin(2).drive((level ^= 1));
      sim.runFor(seconds(1) + micros(1));
    }
    const sample = { events: sim.summary().events, bytes: liveBytes() };
    samples.push(sample);
    onSample(sample);
  }
  const seconds_ = (performance.now() - start) / 1000;
  const { logs, diagnostics } = sim;
  const kept = [logs, diagnostics, sim.led("led").changes].map(({ length }) => length);
  return { samples, seconds: seconds_, virtual: sim.now, rss: process.memoryUsage.rss(), kept };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf("--events");
  const events = at < 0 ? 1e8 : Number(process.argv[at + 1]);
  if (!(events >= 10)) throw new Error("give a number of events: --events 1e8");
  const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(2);
  console.log("| events | live memory, MB |\n|---:|---:|");
  const result = await measure(events, (sample) =>
    console.log(`| ${sample.events.toLocaleString("en-US")} | ${megabytes(sample.bytes)} |`),
  );
  const [logs, diagnostics, changes] = result.kept;
  console.log(
    `\n${result.seconds.toFixed(0)} s; ${megabytes(result.rss)} MB resident; kept: ${logs} logs, ${diagnostics} diagnostics, ${changes} changes of the LED`,
  );
}
