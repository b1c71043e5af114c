/** What users of other executors reported of select, timeout and join, and does not happen here. */
import { expect, test } from "vitest";
import { micros, millis, Simulator, type SimulatorOptions } from "../../../simulator/index.ts";
import { compileText } from "../../support/virtual.ts";

async function run(text: string, options: SimulatorOptions = {}): Promise<Simulator> {
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table, ...options });
  sim.runFor(millis(10));
  return sim;
}

const texts = (sim: Simulator): string[] => sim.logs.map((line) => line.text);

test("the first arm of select wins while it is ready, as documented; with selectFair none starves", async () => {
  const text = `import { Channel, log, select, selectFair, spawn } from "wakeful";
const a = Channel.create<u8>(4);
const b = Channel.create<u8>(4);
@task
async function work(): Promise<void> {
  for (let i: u8 = 0; i < 4; i++) {
    a.trySend(i);
    b.trySend(i);
  }
  log("{} {}", await select(a.receive(), b.receive()), await select(a.receive(), b.receive()));
  for (let i = 0; i < 4; i++) log("{}", await selectFair(a.receive(), b.receive()));
}
export function main(): void {
  spawn(work());
}`;
  expect(texts(await run(text))).toEqual(["0 0", "0", "1", "0", "1"]);
});

test("a future that is always busy does not keep its timeout from firing", async () => {
  const text = `import { log, micros, now, spawn, timeout, yieldNow } from "wakeful";
async function busy(): Promise<void> {
  while (true) await yieldNow();
}
@task
async function work(): Promise<void> {
  const inTime = await timeout(busy(), micros(5));
  log("{} {}", inTime, now());
}
export function main(): void {
  spawn(work());
}`;
  const sim = await run(text, { cpu: { turnTime: micros(1) } });
  expect(texts(sim)).toEqual(["false 5"]);
});

test("a timeout of nothing asks its future once", async () => {
  const text = `import { Channel, log, spawn, timeout } from "wakeful";
const inbox = Channel.create<u8>(1);
@task
async function work(): Promise<void> {
  log("{}", await timeout(inbox.receive(), 0));
  inbox.trySend(1);
  log("{}", await timeout(inbox.receive(), 0));
}
export function main(): void {
  spawn(work());
}`;
  expect(texts(await run(text))).toEqual(["false", "true"]);
});

test("a local keeps its value across every await, whatever lies between", async () => {
  const text = `import { join, log, micros, select, sleep, spawn, timeout, yieldNow } from "wakeful";
async function value(n: i32): Promise<i32> {
  const twice = n * 2;
  await sleep(micros(n));
  return twice - n;
}
@task
async function work(a: u8, b: i64, c: f32): Promise<void> {
  const d = a + 1;
  let e: u64 = 1 << 40;
  const f = c > 1;
  await yieldNow();
  e += await value(3);
  await select(value(4), value(2), sleep(micros(9)));
  await timeout(join(value(1), value(5)), micros(3));
  for (let i = 0; i < 3; i++) e += await value(i);
  log("{} {} {} {}", a, b, c, d);
  log("{} {}", e, f);
}
export function main(): void {
  spawn(work(200, -5, 1.5));
}`;
  expect(texts(await run(text))).toEqual(["200 -5 1.5 201", `${2 ** 40 + 6} true`]);
});
