/** Futures in variables that have a next value. */
import { expect, test } from "vitest";
import { millis, Simulator } from "../../../simulator/index.ts";
import { timedLogs } from "../../support/logs.ts";
import { compileText, refusal } from "../../support/virtual.ts";

test("a stream in a variable gives its next value each time, and keeps what nobody has taken", async () => {
  const text = `
import { Channel, join, log, millis, now, select, selectFair, sleep, spawn, Ticker, timeout } from "wakeful";
const values = Channel.create<u16>(8);
const others = Channel.create<u16>(8);
@task
async function feed(): Promise<void> {
  for (let i: u16 = 1; i <= 4; i++) { values.trySend(i); await sleep(millis(30)); }
  values.trySend(5);
  values.trySend(6);
  values.trySend(7);
  await sleep(millis(500));
  values.trySend(8);
  others.trySend(21);
  await sleep(millis(10));
  values.trySend(9);
  others.trySend(22);
}
@task
async function work(): Promise<void> {
  const beat = Ticker.every(millis(50));
  const value = values.receive();
  const tick = beat.next();
  for (let i = 0; i < 6; i++) {
    if ((await select(value, tick)) == 0) log("value {}", await value);
    else log("tick");
  }
  log("{} {}", await value, await value);
  if (await timeout(value, millis(1))) log("here {}", await value);
  if (!(await timeout(value, millis(1)))) log("none");
  const other = others.receive();
  await join(value, other);
  await join(value, other);
  log("joined {} {}", await value, await other);
}
export function main(): void { spawn(feed()); spawn(work()); }`;
  expect(await timedLogs(text)).toEqual([
    "0: value 1",
    "30: value 2",
    "50: tick",
    "60: value 3",
    "90: value 4",
    "100: tick",
    "120: 5 6",
    "120: here 7",
    "121: none",
    "630: joined 9 22",
  ]);
});

test("an edge in a variable is waited for anew by each select", async () => {
  const text = `
import { Input, log, millis, Pull, select, sleep, spawn } from "wakeful";
@task
async function work(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  const press = button.fallingEdge();
  while (true) {
    if ((await select(press, sleep(millis(40)))) == 0) log("press");
    else log("quiet");
  }
}
export function main(): void {
  spawn(work());
}`;
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table });
  for (const [at, level] of [
    [10n, 0],
    [20n, 1],
    [60n, 0],
  ] as const) {
    sim.runUntil(millis(at));
    sim.pin(4).drive(level);
  }
  sim.runUntil(millis(110n));
  expect(sim.logs.map(({ time, text: line }) => `${Number(time) / 1e6}: ${line}`)).toEqual([
    "10: press",
    "50: quiet",
    "60: press",
    "100: quiet",
  ]);
});

test("what a stream gave out must not be in use when it is asked for the next", async () => {
  const text = `
import { Channel, log, spawn } from "wakeful";
@unmanaged class Reading { level: u16; }
const readings = Channel.create<Reading>(4);
@task
async function work(): Promise<void> {
  const reading = readings.receive();
  const first = await reading;
  const second = await reading;
  log("{} {}", first.level, second.level);
}
export function main(): void {
  spawn(work());
}`;
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:9:18 error: first still lies in the memory that reading is about to fill anew [stale-record]
       8 |   const first = await reading;
    >  9 |   const second = await reading;
         |                  ^^^^^^^^^^^^^
      10 |   log("{} {}", first.level, second.level);
      way out: copy it first: const kept = copy(first)"
  `);
});

const derived = (body: string): string => `
import { Channel, copy, filter, join, log, millis, spawn, timeout } from "wakeful";
@unmanaged class Reading { level: u16; }
const readings = Channel.create<Reading>(4);
const others = Channel.create<u16>(4);
function all(value: Reading): bool { return value.level < 100; }
@task
async function work(): Promise<void> {
  const reading = readings.receive();
  const some = filter(reading, all);
  ${body}
}
export function main(): void {
  spawn(work());
}`;

test("what a stream gave out of another one must not be in use when either is asked for the next", async () => {
  const loop = `const first = await some;
  for await (const r of some) log("{} {}", first.level, r.level);`;
  expect(await refusal(derived(loop))).toMatchInlineSnapshot(`
    "firmware.ts:12:25 error: first still lies in the memory that some is about to fill anew [stale-record]
      11 |   const first = await some;
    > 12 |   for await (const r of some) log("{} {}", first.level, r.level);
         |                         ^^^^
      13 | }
      way out: copy it first: const kept = copy(first)"
  `);
  const source = `const first = await some;
  const second = await reading;
  log("{} {}", first.level, second.level);`;
  expect(await refusal(derived(source))).toMatchInlineSnapshot(`
    "firmware.ts:12:18 error: first still lies in the memory that reading is about to fill anew [stale-record]
      11 |   const first = await some;
    > 12 |   const second = await reading;
         |                  ^^^^^^^^^^^^^
      13 |   log("{} {}", first.level, second.level);
      way out: copy it first: const kept = copy(first)"
  `);
});

test("what a stream gave out must not be in use when a combination that has it is awaited", async () => {
  const body = `const both = join(reading, others.receive());
  const first = await reading;
  await both;
  log("{}", first.level);`;
  const text = derived(body).replace("const some = filter(reading, all);", "");
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:13:3 error: first still lies in the memory that reading is about to fill anew [stale-record]
      12 |   const first = await reading;
    > 13 |   await both;
         |   ^^^^^^^^^^
      14 |   log("{}", first.level);
      way out: copy it first: const kept = copy(first)"
  `);
});

test("what was copied out of a stream stays, and numbers do in any case", async () => {
  const copied = `const first = copy(await some);
  for await (const r of some) log("{} {}", first.level, r.level);`;
  await compileText(derived(copied));
  const text = `
import { Channel, filter, log, spawn } from "wakeful";
const values = Channel.create<u16>(4);
function isOdd(value: u16): bool { return value % 2 == 1; }
@task
async function work(): Promise<void> {
  for (let i: u16 = 1; i <= 3; i++) values.trySend(i);
  const value = values.receive();
  const odd = filter(value, isOdd);
  const first = await odd;
  const second = await value;
  const third = await odd;
  log("{} {} {}", first, second, third);
}
export function main(): void {
  spawn(work());
}`;
  expect(await timedLogs(text)).toEqual(["0: 1 2 3"]);
});

test("a loop over a stream that a combination may have polled is refused", async () => {
  const text = derived(`const other = others.receive();
  if (await timeout(join(some, other), millis(5))) log("both");
  for await (const r of some) log("{}", r.level);`);
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:13:25 error: some is awaited elsewhere, too, and what a select or join has of it would be passed over [shared-stream]
      12 |   if (await timeout(join(some, other), millis(5))) log("both");
    > 13 |   for await (const r of some) log("{}", r.level);
         |                         ^^^^
      14 | }
      way out: write a loop: const value = await some; if (!some.hasValue) break;"
  `);
});

test("a future that has no next value and is awaited in a loop is a warning", async () => {
  const text = (body: string): string => `
import { Channel, log, millis, seconds, sleep, spawn, timeout } from "wakeful";
const inbox = Channel.create<u16>(4);
async function job(): Promise<u32> { await sleep(millis(3)); return 7; }
@task
async function work(): Promise<void> {
  const nap = sleep(millis(10));
  const value = inbox.receive();
  const result = job();
  ${body}
  await nap;
  log("{}", await value);
  log("{}", await result);
}
export function main(): void {
  spawn(work());
}`;
  const told = async (body: string): Promise<string[]> =>
    (await compileText(text(body))).diagnostics.map((d) => `${d.place!.line}: ${d.message}`);
  expect(await told('for (let i = 0; i < 3; i++) { await nap; log("{}", i); }'))
    .toMatchInlineSnapshot(`
    [
      "10: nap is ready for good after its first await: in later turns of the loop this one does not wait",
    ]
  `);
  expect(
    await told('while (true) { log("{}", await value); if (await value == 3) break; }'),
  ).toEqual([]);
  expect(
    await told(
      'while (true) { if (await timeout(result, seconds(1))) { log("{}", await result); break; } }',
    ),
  ).toEqual([]);
});

test("a lock in a variable that was let go of is waited for anew", async () => {
  const text = `
import { log, millis, Mutex, select, sleep, spawn } from "wakeful";
const bus = Mutex.create<u32>();
@task
async function first(): Promise<void> {
  const lock = bus.lock();
  for (let i = 0; i < 2; i++) {
    await lock;
    log("first has it");
    await sleep(millis(5));
    lock.unlock();
    await sleep(millis(10));
  }
  await lock;
  log("{}", await select(lock, sleep(millis(1))));
  lock.unlock();
  spawn(second());
  await sleep(millis(1));
  log("{}", await select(lock, sleep(millis(1))));
}
@task({ pool: 2 })
async function second(): Promise<void> {
  await bus.lock();
  log("second has it");
  await sleep(millis(30));
  log("and lets go");
}
export function main(): void {
  spawn(first());
  spawn(second());
}`;
  expect(await timedLogs(text)).toEqual([
    "0: first has it",
    "5: second has it",
    "35: and lets go",
    "35: first has it",
    "50: 0",
    "50: second has it",
    "52: 1",
    "80: and lets go",
  ]);
});
