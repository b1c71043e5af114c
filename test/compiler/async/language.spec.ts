import { expect, test } from "vitest";
import { millis, Simulator } from "../../../simulator/index.ts";
import { compileText } from "../../support/virtual.ts";

const head = `import {
  Channel, Input, JoinHandle, join, log, millis, micros, Output, select, sleep, spawn, timeout,
  yieldNow,
} from "wakeful";
`;

/** What a firmware logs, built as it ships. */
async function logsOf(text: string, more: Record<string, string> = {}): Promise<string[]> {
  const { wasm, table, diagnostics } = await compileText({ "firmware.ts": head + text, ...more });
  expect(diagnostics).toEqual([]);
  const sim = Simulator.load(wasm, { table });
  sim.runFor(millis(10));
  expect(sim.state).toBe("finished");
  return sim.logs.map((line) => line.text);
}

test("parameters with defaults", async () => {
  const text = `
async function product(a: i32, b: i32 = 7, c: i32 = a + b): Promise<i32> {
  await yieldNow();
  return a * b * c;
}
@task
async function work(n: u8 = 3): Promise<void> {
  log("{} {} {}", await product(2), await product(2, 3), n);
}
export function main(): void {
  spawn(work());
}
`;
  expect(await logsOf(text)).toEqual(["126 30 3"]);
});

test("parameters with the names that a task's own function might use", async () => {
  const text = `
@task
async function work(task: u32, slot: u32, size: u32): Promise<void> {
  await sleep(millis(task));
  log("{} {}", slot, size);
}
export function main(): void {
  spawn(work(5, 1, 2));
}
`;
  expect(await logsOf(text)).toEqual(["1 2"]);
});

test("methods of generic classes, generic themselves", async () => {
  const text = `
@unmanaged
class Box<T> {
  value: T;
  async plus(n: T): Promise<T> {
    const value = this.value;
    await yieldNow();
    return value + n;
  }
  async and<U>(other: U): Promise<U> {
    await yieldNow();
    return other + <U>this.value;
  }
}
const small = changetype<Box<i32>>(memory.data(4, 4));
const large = changetype<Box<f64>>(memory.data(8, 8));
@task
async function work(): Promise<void> {
  small.value = 3;
  large.value = 1.5;
  log("{} {}", await small.plus(4), await large.plus(0.25));
  log("{} {}", await small.and<u64>(5), await large.and<f32>(0.5));
}
export function main(): void {
  spawn(work());
}
`;
  expect(await logsOf(text)).toEqual(["7 1.75", "8 2"]);
});

test("values that may be null", async () => {
  const text = `
@unmanaged
class Point {
  x: i32;
}
const point = changetype<Point>(memory.data(4, 4));
async function find(given: Point | null): Promise<Point | null> {
  await yieldNow();
  return given ? given : null;
}
@task
async function work(): Promise<void> {
  point.x = 9;
  const found = await find(point);
  const none = await find(null);
  log("{} {}", found ? found.x : -1, none == null);
  const sure = (await find(point))!;
  await yieldNow();
  log("{}", sure.x);
}
export function main(): void {
  spawn(work());
}
`;
  expect(await logsOf(text)).toEqual(["9 true", "9"]);
});

test("names that a frame has itself", async () => {
  const text = `
async function sum(poll: i32, drop: i32, self: i32, begin: i32): Promise<i32> {
  let at = 1;
  let value = 2;
  const output = 3;
  await yieldNow();
  return poll + drop + self + begin + at + value + output;
}
@task
async function work(): Promise<void> {
  log("{}", await sum(10, 20, 30, 40));
}
export function main(): void {
  spawn(work());
}
`;
  expect(await logsOf(text)).toEqual(["106"]);
});

test("a method that is async in one class and plain in another", async () => {
  const text = `
@unmanaged
class Slow {
  async read(): Promise<i32> {
    await yieldNow();
    return 1;
  }
}
@unmanaged
class Fast {
  read(): i32 {
    return 2;
  }
}
const slow = changetype<Slow>(memory.data(4));
const fast = changetype<Fast>(memory.data(4));
@task
async function work(): Promise<void> {
  log("{} {}", await slow.read(), fast.read());
  const now = fast.read();
  const later = slow.read();
  fast.read();
  log("{} {}", now, await later);
}
export function main(): void {
  spawn(work());
}
`;
  expect(await logsOf(text)).toEqual(["1 2", "2 1"]);
});

test("functions that never wait", async () => {
  const text = `
async function nothing(): Promise<void> {}
async function same(n: i32): Promise<i32> {
  return n;
}
@task
async function work(): Promise<void> {
  await nothing();
  const done = nothing();
  await done;
  log("{} {}", await same(4), await timeout(nothing(), 0));
}
@task
async function none(): Promise<void> {}
export function main(): void {
  spawn(work());
  spawn(none());
}
`;
  expect(await logsOf(text)).toEqual(["4 true"]);
});

test("inner functions that capture nothing, enums, static fields", async () => {
  const text = `
class Total {
  static value: i32 = 0;
}
enum Level {
  Low,
  High,
}
async function same(level: Level): Promise<Level> {
  await yieldNow();
  return level;
}
@task
async function work(level: Level): Promise<void> {
  const next: (n: i32) => i32 = (n: i32): i32 => n + 1;
  Total.value += <i32>(await same(level));
  log("{} {} {}", Total.value, level == Level.High, next(4));
}
export function main(): void {
  spawn(work(Level.High));
}
`;
  expect(await logsOf(text)).toEqual(["1 true 5"]);
});

test("futures held in loops and switches, left by every way", async () => {
  const text = `
async function later(n: i32): Promise<i32> {
  await yieldNow();
  return n;
}
@task
async function work(): Promise<void> {
  let n = 0;
  for (let i = 0; i < 3; i++) {
    const value = later(i);
    if (i == 1) continue;
    n += await value;
  }
  switch (n) {
    case 2: {
      const value = later(5);
      n += await value;
      break;
    }
    default:
      return;
  }
  log("{}", n);
}
export function main(): void {
  spawn(work());
}
`;
  expect(await logsOf(text)).toEqual(["7"]);
});

test("handles: values, aborts, what a join tells afterwards", async () => {
  const text = `
@task({ pool: 3 })
async function five(): Promise<i32> {
  await yieldNow();
  return 5;
}
@task
async function work(): Promise<void> {
  const handle: JoinHandle<i32> = spawn(five());
  log("{} {}", await handle.join(), handle.isFinished);
  const doomed = spawn(five());
  const end = doomed.join();
  await timeout(end, 0);
  doomed.abort();
  log("{} {} {}", await end, end.hasValue, end.isAborted);
}
export function main(): void {
  spawn(work());
}
`;
  expect(await logsOf(text)).toEqual(["5 true", "0 false true"]);
});

test("more awaits than a byte can tell apart", async () => {
  const steps = Array.from({ length: 300 }, (_, i) => `  await yieldNow(); n += ${i};`).join("\n");
  const text = `
async function many(): Promise<i32> {
  let n = 0;
${steps}
  return n;
}
@task
async function work(): Promise<void> {
  log("{}", await many());
}
export function main(): void {
  spawn(work());
}
`;
  expect(await logsOf(text)).toEqual(["44850"]);
});

test("functions of one name in two files, imported under other names and as a whole", async () => {
  const file = (add: number): string => `import { yieldNow, log } from "wakeful";
export async function rest(n: i32): Promise<i32> {
  await yieldNow();
  return n + ${add};
}
@task
export async function alone(): Promise<void> {
  log("alone {}", await rest(1));
}
`;
  const text = `import * as a from "./a";
import { rest as second } from "./b";
import { rest } from "./a";
@task
async function work(): Promise<void> {
  log("{} {} {}", await a.rest(1), await second(2), await rest(3));
  const held = a.rest(4);
  await yieldNow();
  log("{}", await held);
}
export function main(): void {
  spawn(work());
  spawn(a.alone());
}
`;
  const more = { "a.ts": file(100), "b.ts": file(200).replace(/@task[^]*/, "") };
  expect(await logsOf(text, more)).toEqual(["alone 101", "101 202 103", "104"]);
});

test("a join that comes too late does not wait for the slot's next tenant", async () => {
  const text = `
@task
async function five(): Promise<i32> {
  await yieldNow();
  return 5;
}
@task
async function work(): Promise<void> {
  const handle = spawn(five());
  await sleep(micros(1));
  const first = handle.join();
  const second = handle.join();
  log("{}", await first);
  const next = spawn(five());
  await second;
  log("{} {}", second.hasValue, await next.join());
}
export function main(): void {
  spawn(work());
}
`;
  expect(await logsOf(text)).toEqual(["5", "false 5"]);
});
