import { expect, test } from "vitest";
import { FirmwareError, millis, seconds, Simulator } from "../../simulator/index.ts";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { compileText } from "../support/virtual.ts";

/** The error that ends a run of one second, as a user reads it; the logs if there is none. */
async function told(text: string, options: SimulatorOptions): Promise<string> {
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table, ...options });
  try {
    sim.runFor(seconds(1));
  } catch (error) {
    if (!(error instanceof FirmwareError)) throw error;
    const { code, message, hint, place, task } = error;
    const at = place ? `${place.file}:${place.line}:${place.column}` : "nowhere";
    return `${code}: ${message}\n  ${hint}\n  at ${at}\n  in ${task}`;
  }
  return sim.logs.map((line) => `${Number(line.time) / 1e6}: ${line.text}`).join("\n");
}

const limit = { pollLimit: 100_000 };

const slices = `
import { log, spawn, yieldNow } from "wakeful";
@task
async function count(): Promise<void> {
  let sum: u32 = 0;
  for (let slice = 0; slice < 600; slice++) {
    for (let i = 0; i < 1000; i++) sum = sum * 31 + i;
    await yieldNow();
  }
  log("counted");
}
export function main(): void {
  spawn(count());
}`;

test("long work that yields is not told to yield, but that polls take no time", async () => {
  expect(await told(slices, { pollLimit: 500_000 })).toMatchInlineSnapshot(`
    "endless-poll: virtual time does not move: 500000 loop iterations and calls in 497 polls at one instant
      each poll returns, but takes no time on an ideal processor: let polls take some (\`wakeful run --poll-time 1ms\`, or \`cpu: { turnTime: millis(1) }\` in \`Simulator.load\`), or \`await sleep(...)\` now and then
      at firmware.ts:7:21
      in count (firmware.ts:8:5: await yieldNow())"
  `);
});

test("such work ends once its polls take time", async () => {
  const options = { pollLimit: 500_000, cpu: { turnTime: millis(1) } };
  expect(await told(slices, options)).toBe("600: counted");
});

test("a loop without an end that begins after some turns is told as one", async () => {
  const text = `
import { spawn, yieldNow } from "wakeful";
let sum: u32 = 1;
@task
async function spin(): Promise<void> {
  for (let i = 0; i < 20; i++) await yieldNow();
  while (sum != 0) sum = sum * 31 | 1;
}
export function main(): void {
  spawn(spin());
}`;
  expect(await told(text, { pollLimit: 500_000 })).toMatchInlineSnapshot(`
    "endless-poll: poll() does not return: 500000 loop iterations and calls at one instant
      await or yield inside the loop; if it is only long, raise the limit: \`wakeful run --poll-limit\`, or \`pollLimit\` in \`Simulator.load\`
      at firmware.ts:7:10
      in spin (firmware.ts:6:32: await yieldNow())"
  `);
});

const inTask = (body: string, top = ""): string => `
import { Channel, micros, millis, now, sleep, sleepUntil, spawn } from "wakeful";
${top}
@task
async function greedy(): Promise<void> {
  ${body}
}
export function main(): void {
  spawn(greedy());
}`;

test("a loop that sleeps for nothing is told its await, and that this gives nobody a turn", async () => {
  expect(await told(inTask("while (true) await sleep(0);"), limit)).toMatchInlineSnapshot(`
    "endless-poll: poll() does not return: 100000 loop iterations and calls at one instant; \`await sleep(0)\` is ready at once each time, and gives nobody a turn
      a sleep of 0, or until a time that is past, ends at once: sleep longer, or \`await yieldNow()\`
      at firmware.ts:6:16
      in greedy (firmware.ts:5:16)"
  `);
  const past =
    "const start = now();\n  await sleep(5);\n  while (true)\n    await sleepUntil(start);";
  expect(await told(inTask(past), limit)).toMatchInlineSnapshot(`
    "endless-poll: poll() does not return: 100000 loop iterations and calls at one instant; \`await sleepUntil(start)\` is ready at once each time, and gives nobody a turn
      a sleep of 0, or until a time that is past, ends at once: sleep longer, or \`await yieldNow()\`
      at firmware.ts:9:5
      in greedy (firmware.ts:7:3: await sleep(5))"
  `);
});

test("so is one in a function that the task calls", async () => {
  const nap = `async function nap(times: u32): Promise<void> {
  for (let i: u32 = 0; i < times; i++) {
    await sleep(micros(0));
  }
}`;
  const text = inTask("await sleep(millis(5));\n  await nap(1000000000);", nap);
  expect(await told(text, limit)).toMatchInlineSnapshot(`
    "endless-poll: poll() does not return: 100000 loop iterations and calls at one instant; \`await sleep(micros(0))\` is ready at once each time, and gives nobody a turn
      a sleep of 0, or until a time that is past, ends at once: sleep longer, or \`await yieldNow()\`
      at firmware.ts:5:5
      in greedy (firmware.ts:10:3: await sleep(millis(5)))"
  `);
});

test("a loop of the author's around what the library does is told with its own line", async () => {
  const text = inTask("const end = now() + millis(5);\n  while (now() < end) {}");
  expect(await told(text, limit)).toMatchInlineSnapshot(`
    "endless-poll: poll() does not return: 100000 loop iterations and calls at one instant, and read now() 99997 times: time stands still while firmware runs
      do not wait by reading the clock: \`await sleep(...)\` inside the loop
      at firmware.ts:7:18
      in greedy (firmware.ts:5:16)"
  `);
  const sends = "while (true) {\n    values.trySend(1);\n    await values.receive();\n  }";
  expect(await told(inTask(sends, "const values = Channel.create<u32>(1);"), limit))
    .toMatchInlineSnapshot(`
    "endless-poll: poll() does not return: 100000 loop iterations and calls at one instant; \`await values.receive()\` is ready at once each time, and gives nobody a turn
      \`await sleep(...)\` in the loop as well, or \`await yieldNow()\`, after which the others have had a turn
      at firmware.ts:8:5
      in greedy (firmware.ts:5:16)"
  `);
});

test("what is ready at once is told wherever in a turn of the loop the limit is reached", async () => {
  const body = `while (true) {
    values.trySend(1);
    for (let i = 0; i < 5; i++) sum = sum * 31 + i;
    await values.receive();
  }`;
  const top = "const values = Channel.create<u32>(1);\nlet sum = 1;";
  const { wasm, table } = await compileText(inTask(body, top));
  for (let pollLimit = 10_000; pollLimit < 10_020; pollLimit++) {
    const sim = Simulator.load(wasm, { table, pollLimit });
    expect(() => sim.runFor(seconds(1))).toThrow(
      "`await values.receive()` is ready at once each time",
    );
  }
});

test("a loop that toggles a pin and awaits nothing is told with its line and task", async () => {
  const text = inTask(
    "const led = Output.at(13);\n  while (true) {\n    led.toggle();\n  }",
  ).replace("import {", "import { Output,");
  expect(await told(text, {})).toMatchInlineSnapshot(`
    "endless-poll: 1048576 changes of level at one instant: virtual time does not move in a loop that awaits nothing
      \`await sleep(...)\` inside the loop
      at firmware.ts:8:5
      in greedy (firmware.ts:5:16)"
  `);
});
