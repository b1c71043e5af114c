import { expect, test } from "vitest";
import { seconds, Simulator } from "../../../simulator/index.ts";
import { compileText } from "../../support/virtual.ts";

async function told(text: string): Promise<{ state: string; told: string[] }> {
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table });
  sim.runFor(seconds(1));
  const told = sim.diagnostics.map(({ severity, code, time, message, hint }) =>
    [`${severity} at ${time} ns [${code}]:`, ...message.split("; "), hint].join("\n"),
  );
  return { state: sim.state, told };
}

const head = `
import { millis, Mutex, RwLock, sleep, spawn, timeout } from "wakeful";
const first = Mutex.create<u32>();
const second = Mutex.create<u32>();
const table = RwLock.create<u32>();
`;

/** Locks taken in the two orders that are given. */
const philosophers = (order: [string, string], others = ""): string => `${head}
@task
async function left(): Promise<void> {
  await first.lock();
  await sleep(millis(1));
  await second.lock();
}
@task
async function right(): Promise<void> {
  await ${order[0]}.lock();
  await sleep(millis(1));
  await ${order[1]}.lock();
}
${others}
export function main(): void {
  spawn(left());
  spawn(right());
  ${others ? "spawn(beat());" : ""}
}`;

const beat = `
@task
async function beat(): Promise<void> {
  for (;;) await sleep(millis(100));
}`;

test("a deadlock names the circle of those who hold what the next one waits for", async () => {
  const { state, told: text } = await told(philosophers(["second", "first"]));
  expect(state).toBe("deadlock");
  expect(text.join("\n")).toMatchInlineSnapshot(`
    "error at 1000000 ns [deadlock]:
    2 tasks wait for ever: left (firmware.ts:11:3: await second.lock()), right (firmware.ts:17:3: await first.lock())
    left holds first and waits for second, which right holds and waits for first
    no task is ready, no timer runs and no pin is listened to
    take locks in the same order everywhere, let go of one before waiting for the next, or wait with a timeout"
  `);
});

test("locks in one order are no deadlock", async () => {
  expect(await told(philosophers(["first", "second"]))).toEqual({ state: "finished", told: [] });
});

test("a circle while others go on is a warning, told once", async () => {
  const { state, told: text } = await told(philosophers(["second", "first"], beat));
  expect(state).toBe("running");
  expect(text.join("\n")).toMatchInlineSnapshot(`
    "warning at 100000000 ns [circular-wait]:
    tasks wait for each other for ever: left holds first and waits for second, which right holds and waits for first
    others go on
    take locks in the same order everywhere, let go of one before waiting for the next, or wait with a timeout"
  `);
});

test("no circle while others go on is not told", async () => {
  expect(await told(philosophers(["first", "second"], beat))).toEqual({
    state: "running",
    told: [],
  });
});

test("a task that takes a lock twice, and three that wait for each other and an end", async () => {
  const twice = `${head}
@task
async function greedy(): Promise<void> {
  await table.read();
  await table.write();
}
export function main(): void { spawn(greedy()); }`;
  expect((await told(twice)).told.join("\n")).toMatchInlineSnapshot(`
    "error at 0 ns [deadlock]:
    1 task waits for ever: greedy (firmware.ts:10:3: await table.write())
    greedy holds table and waits for table, which it holds itself
    no task is ready, no timer runs and no pin is listened to
    take locks in the same order everywhere, let go of one before waiting for the next, or wait with a timeout"
  `);
  const three = `${head}
@task
async function parent(): Promise<void> {
  await first.lock();
  const end = spawn(child());
  await end.join();
}
@task
async function child(): Promise<void> {
  await table.write();
  await sleep(millis(1));
  await second.lock();
}
@task
async function other(): Promise<void> {
  await second.lock();
  await sleep(millis(1));
  await first.lock();
}
export function main(): void { spawn(parent()); spawn(other()); }`;
  expect((await told(three)).told.join("\n")).toMatchInlineSnapshot(`
    "error at 1000000 ns [deadlock]:
    3 tasks wait for ever: parent (firmware.ts:11:3: await end.join()), child (firmware.ts:17:3: await second.lock()), other (firmware.ts:23:3: await first.lock())
    parent holds first and waits for the end of child, which waits for second, which other holds and waits for first
    no task is ready, no timer runs and no pin is listened to
    take locks in the same order everywhere, let go of one before waiting for the next, or wait with a timeout"
  `);
});
