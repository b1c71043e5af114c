import { expect, test } from "vitest";
import { millis, seconds, Simulator } from "../../../simulator/index.ts";
import { compileText } from "../../support/virtual.ts";

/** Runs without an end, and tells with which error. */
async function run(text: string): Promise<{ sim: Simulator; told: string }> {
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table });
  try {
    sim.runFor(seconds(1));
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint: string };
    return { sim, told: [`[${code}]`, ...message.split("; "), hint].join("\n") };
  }
  return { sim, told: "" };
}

/** Two tasks that answer each other; one of them waits before each answer. */
const pingPong = (pause = ""): string => `
import { Channel, millis, sleep, spawn } from "wakeful";
const there = Channel.create<u32>(1);
const back = Channel.create<u32>(1);
@task
async function ping(): Promise<void> {
  for (let n: u32 = 0; ; n++) {
    await there.send(n);
    await back.receive();
  }
}
@task
async function pong(): Promise<void> {
  for (;;) {
    const n = await there.receive();
    ${pause}
    await back.send(n);
  }
}
export function main(): void {
  spawn(ping());
  spawn(pong());
}`;

/** Waits until 5 ms. */
const wait = (until: string): string => `
import { millis, now, sleepUntil, spawn, yieldNow } from "wakeful";
@task
async function patient(): Promise<void> {
  const end = now() + millis(5);
  ${until}
}
export function main(): void { spawn(patient()); }`;

test("tasks that keep waking each other are all named, though one alone is ready at a time", async () => {
  expect((await run(pingPong())).told).toMatchInlineSnapshot(`
    "[livelock]
    100000 turns at 0s and virtual time does not move: something is always ready
    ping (firmware.ts:9:5: await back.receive()) wakes pong (firmware.ts:15:15: await there.receive()), which wakes ping
    a task that wakes itself, or tasks that wake each other, must wait now and then: \`await sleep(...)\`, an edge, or a signal; if it is work in many slices, let polls take time: \`wakeful run --poll-time 1ms\`, or \`cpu: { turnTime: millis(1) }\` in \`Simulator.load\`"
  `);
});

test("tasks that wake each other and wait in between are no livelock", async () => {
  const { sim, told } = await run(pingPong("await sleep(millis(1));"));
  expect([told, sim.diagnostics]).toEqual(["", []]);
});

test("tasks that are ready side by side are named together", async () => {
  const text = `
import { spawn, yieldNow } from "wakeful";
@task({ pool: 2 })
async function spin(): Promise<void> {
  for (;;) await yieldNow();
}
@task
async function turn(): Promise<void> {
  for (;;) await yieldNow();
}
export function main(): void { spawn(spin()); spawn(turn()); spawn(spin()); }`;
  expect((await run(text)).told).toMatchInlineSnapshot(`
    "[livelock]
    100000 turns at 0s and virtual time does not move: something is always ready
    ready again and again: 2 × spin (firmware.ts:5:12: await yieldNow()), turn (firmware.ts:9:12: await yieldNow())
    a task that wakes itself, or tasks that wake each other, must wait now and then: \`await sleep(...)\`, an edge, or a signal; if it is work in many slices, let polls take time: \`wakeful run --poll-time 1ms\`, or \`cpu: { turnTime: millis(1) }\` in \`Simulator.load\`"
  `);
});

test("on an ideal processor, waiting by reading the clock never ends, and is told so", async () => {
  const { told } = await run(wait("while (now() < end) await yieldNow();"));
  expect(told).toMatchInlineSnapshot(`
    "[livelock]
    100000 turns at 0s and virtual time does not move: something is always ready
    patient (firmware.ts:6:23: await yieldNow()) wakes itself
    the clock was read 100001 times meanwhile
    time stands still while a task is ready, so reading the clock does not bring it on: \`await sleepUntil(time)\`, or \`timeout(...)\` around what is waited for"
  `);
  const slept = await run(wait("await sleepUntil(end);"));
  expect([slept.told, slept.sim.now]).toEqual(["", seconds(1)]);
});

test("who takes part is told the same after going back", async () => {
  const { wasm, table } = await compileText(pingPong());
  const sim = Simulator.load(wasm, { table, turnLimit: 100 });
  const crash = (): unknown => {
    try {
      sim.runFor(millis(1));
    } catch (error) {
      return error;
    }
    return undefined;
  };
  for (let i = 0; i < 90; i++) sim.step("event");
  const then = sim.snapshot();
  const first = crash();
  expect(first).toMatchObject({ code: "livelock" });
  sim.restore(then);
  expect(crash()).toEqual(first);
});
