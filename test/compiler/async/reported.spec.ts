/** Faults that were found in the lowering, each a program that shows it. */
import { expect, test } from "vitest";
import { millis, seconds, Simulator } from "../../../simulator/index.ts";
import { compileText, refusal } from "../../support/virtual.ts";

const head = `import {
  Channel, copy, Input, log, millis, Pull, select, sleep, spawn, yieldNow,
} from "wakeful";
async function i32of(x: i32): Promise<i32> { await yieldNow(); return x; }
async function f64of(x: f64): Promise<f64> { await yieldNow(); return x; }
let zero: i32 = 0;
let four: i32 = 4;
@unmanaged class Point {
  x: i32;
  y: i32;
  static at(place: Point, x: i32): Point { place.x = x; place.y = x; return place; }
}
`;
const start = (body: string): string => `
@task
async function work(): Promise<void> {
${body}
}
export function main(): void {
  spawn(work());
}`;

async function logsOf(body: string, more = ""): Promise<string[]> {
  const { wasm, table } = await compileText(head + more + start(body));
  const sim = Simulator.load(wasm, { table });
  sim.runFor(millis(10));
  expect(sim.state).toBe("finished");
  return sim.logs.map((line) => line.text);
}

const refused = async (body: string, more = ""): Promise<string> =>
  (await refusal(head + more + start(body))).split("\n")[0]!;

test("an input is not overwritten where only an endless loop follows", async () => {
  const body = `
  const button = Input.at(4, Pull.Up);
  await button.fallingEdge();
  log("go");
  while (true) {
    await sleep(millis(300));
    log("tick");
  }`;
  const { wasm, table } = await compileText(head + start(body));
  const sim = Simulator.load(wasm, { table });
  for (let i = 0n; i < 6n; i++) {
    sim.runFor(millis(100));
    sim.pin(4).drive(i % 2n === 0n ? 0 : 1);
  }
  sim.runFor(seconds(1));
  expect(sim.logs.map((line) => line.text)).toEqual(["go", "tick", "tick", "tick", "tick", "tick"]);
});

test("a sleep that lost a select does not corrupt the timers in an endless loop", async () => {
  const body = `
  const long = sleep(millis(500));
  await select(long, sleep(millis(10)));
  while (true) {
    await sleep(millis(300));
    log("tick");
  }`;
  const { wasm, table } = await compileText(head + start(body));
  const sim = Simulator.load(wasm, { table });
  sim.runFor(seconds(1));
  expect(sim.logs).toHaveLength(3);
});

test("a local does not hide a global of its name outside its block", async () => {
  const more = `
let x: i32 = 100;
function global(): i32 { return x; }
`;
  const body = `
  {
    await yieldNow();
    const x = 1;
    log("{}", x);
    if (x > 5) return;
  }
  log("{}", x);
  x = 7;
  log("{}", global());
  for (let i = 0; i < 2; i++) {
    const max = i;
    await i32of(max);
  }
  log("{}", max(3, 4));`;
  expect(await logsOf(body, more)).toEqual(["1", "100", "7", "4"]);
});

test("locals may have the names of functions that the lowered code calls, and dollars", async () => {
  const body = `
  const load = await i32of(5);
  const store = load + 1;
  const $point = store + 1;
  await yieldNow();
  { const a = await i32of(8); { const a = await i32of(9); const a$2 = a; await yieldNow(); log("{} {}", a, a$2); } log("{}", a); }
  log("{} {} {}", load, store, $point);`;
  expect(await logsOf(body)).toEqual(["9 9", "8", "5 6 7"]);
});

test("defaults of methods see this, and those of generic functions their types", async () => {
  const more = `
@unmanaged class Adder {
  x: i32;
  async add(x: i32, b: i32 = this.x): Promise<i32> { await yieldNow(); return b * 10 + x; }
  async plus(self: i32): Promise<i32> { await yieldNow(); return this.x + self; }
}
const adder = changetype<Adder>(memory.data(4, 4));
async function twice<T>(a: T, b: T = <T>2): Promise<T> { await yieldNow(); return a * b; }
`;
  const body = `
  adder.x = 3;
  log("{} {} {}", await adder.add(1), await adder.plus(4), await twice<i32>(8));`;
  expect(await logsOf(body, more)).toEqual(["31 7 16"]);
});

test("a number in front of an await has the type that its place gives it", async () => {
  const more = `
function half(x: f64, y: i32): f64 { return x / 2 + y; }
`;
  const body = `
  const a: f64 = (10 / four) + (await f64of(1));
  const b: f64 = 7 / (four + 1) * (await f64of(0.5));
  const c: u64 = zero ? <u64>(await i32of(1)) : 1 << 40;
  log("{} {} {} {}", a, b, c, half(1 / four, await i32of(1)));`;
  expect(await logsOf(body, more)).toEqual(["3.5 0.7 1099511627776 1.125"]);
});

test("a number assigned to what has no written type has the type that it has", async () => {
  const more = `
let total = 0.5;
@unmanaged class Cell { at: f64; }
const cell = changetype<Cell>(memory.data(8, 8));
`;
  const body = `
  let v = <f64>four;
  v = zero ? await f64of(3) : 10 / four;
  let w = v;
  w += 10 / four * (await f64of(1));
  total = zero ? 1 - four : 10 / four + (await f64of(1));
  cell.at = four ? 1 / four + (await f64of(2)) : 10 / four;
  let n = <u64>four;
  n = zero ? <u64>(await i32of(1)) : 1 << (n * 10);
  log("{} {} {}", v, w, n);
  log("{} {}", total, cell.at);`;
  expect(await logsOf(body, more)).toEqual(["2.5 5 1099511627776", "3.5 2.25"]);
});

test("a number behind an operator has the type of what stands before it", async () => {
  const body = `
  let x = <f64>four;
  let small: u8 = 200;
  log("{}", x + 10 / four + (await f64of(1)));
  log("{}", 1 + 10 / four + (await i32of(1)));
  log("{}", <f64>(1 + 10 / four + (await f64of(1))));
  log("{}", small + 100 / four + (await i32of(1)));
  log("{}", x * (zero ? await f64of(1) : 10 / four));
  log("{} {}", x < 10 / four + (await f64of(1)), ((0 + (0 / zero)) as f64) < (await f64of(1)));`;
  expect(await logsOf(body)).toEqual(["7.5", "4", "4.5", "226", "10", "false false"]);
});

test("a variable that is assigned anew keeps nothing of what it held before", async () => {
  const more = `
const points = Channel.create<Point>(2);
@unmanaged class Cell { v: i32; next: Cell | null; }
const cell = changetype<Cell>(memory.data(8, 4));
async function find(x: i32): Promise<Cell | null> { await yieldNow(); return x ? cell : null; }
`;
  const body = `
  let p: Cell | null = null;
  for (let i = 0; i < 3; i++) {
    p = (await find(await i32of(i)));
    if (p && p.v == 0) p.v += i;
    p = null;
  }
  log("{}", cell.v);`;
  expect(await logsOf(body, more)).toEqual(["1"]);
});

test("what only the types of a method's parameters could tell is refused", async () => {
  const more = `
@unmanaged class Taker { take(a: f64, b: i32): void {} }
const taker = changetype<Taker>(memory.data(4, 4));
`;
  expect(await refused("taker.take(10 / four, await i32of(1));", more)).toMatchInlineSnapshot(
    `"firmware.ts:19:12 error: what stands around this decides its type, and the await is in the way [literal-type]"`,
  );
});

test("what is known not to be null stays so", async () => {
  const more = `
@unmanaged class Node { v: i32; next: Node | null; }
const first = changetype<Node>(memory.data(8, 4));
const second = changetype<Node>(memory.data(8, 4));
async function find(n: i32): Promise<Node | null> { await yieldNow(); return n > 1 ? null : first; }
function valueOf(node: Node | null, other: i32): i32 { return node ? node.v + other : other; }
`;
  const body = `
  first.v = 1;
  first.next = second;
  second.v = 2;
  for (let n: Node | null = first; n; n = n.next) { await yieldNow(); log("for {}", n.v); }
  let q: Node | null = first;
  while (q) { await yieldNow(); log("while {}", q.v); q = q.next; }
  for (let i = 0;; i++) { const u = await find(i); if (!u) break; log("found {}", u.v); }
  const p = await find(1);
  if (p != null && (await i32of(p.v)) > 0) log("and");
  if (p && (await i32of(1)) > 0) log("truth"); else log("not");
  if (!p || (await i32of(p.v)) == 9) return;
  log("p {}", p.v);
  const r: Node | null = zero ? null : await find(1);
  log("{} {}", r ? r.v : -1, valueOf(zero ? null : p, await i32of(3)));`;
  expect(await logsOf(body, more)).toEqual([
    ...["for 1", "for 2", "while 1", "while 2", "found 1", "found 1"],
    ...["and", "truth", "p 1", "1 4"],
  ]);
});

test("code behind a statement that never ends is no fault of the compiler", async () => {
  const more = `
async function spins(): Promise<void> {
  await yieldNow();
  if (four > 0) return;
  while (true) { zero++; }
  const z = zero + 1;
  await yieldNow();
  log("{}", z);
}
async function throws(): Promise<i32> {
  await yieldNow();
  if (four > 0) return 5;
  if (zero > 0) { throw new Error("x"); } else { throw new Error("y"); }
  const z = zero + 1;
  return z;
}
async function traps(): Promise<i32> {
  await yieldNow();
  if (four > 0) return 6;
  unreachable();
}
`;
  expect(await logsOf(`await spins(); log("{} {}", await throws(), await traps());`, more)).toEqual(
    ["5 6"],
  );
});

test("a plain method may have the name of one that can be awaited", async () => {
  const more = `
@unmanaged class Box { send(v: i32): i32 { return v + 1; } }
const box = changetype<Box>(memory.data(4, 4));
namespace Outer {
  export namespace Inner { export function sum(a: i32, b: i32): i32 { return a + b; } }
  export class Same { static of(a: i32): i32 { return a; } }
}
`;
  const body = `
  let n = box.send(5);
  n = n + 1;
  await yieldNow();
  log("{} {} {}", n, Outer.Inner.sum(1, await i32of(2)), Outer.Same.of(await i32of(4)));`;
  expect(await logsOf(body, more)).toEqual(["7 3 4"]);
});

test("a record that a function made in its frame outlives it with its caller's variable", async () => {
  const more = `
async function make(): Promise<Point> { const p = Point.at(7); await yieldNow(); return p; }
async function noise(): Promise<u64> { let a: u64 = 99; let b: u64 = 98; await sleep(millis(1)); return a + b; }
`;
  const body = `
  const p = await make();
  await noise();
  log("{} {}", p.x, p.y);`;
  expect(await logsOf(body, more)).toEqual(["7 7"]);
});

test.each([
  [
    "a const",
    "const x = await i32of(1); x = 7;",
    "x is a const, and cannot be assigned again [const-assigned]",
  ],
  [
    "the variable of a loop",
    "for (const i = 0; i < 2; i++) { await yieldNow(); }",
    "i is a const, and cannot be assigned again [const-assigned]",
  ],
  [
    "a name twice",
    "let y = 1; await yieldNow(); let y = 2.5;",
    "y is declared twice in this block [declared-twice]",
  ],
  [
    "a logical assignment",
    "let a = true; a ||= (await i32of(1)) > 0;",
    "AssemblyScript has no ||= [operator]",
  ],
  [
    "a future that nobody awaits",
    'const done = i32of(1); log("x");',
    "done holds a future that nobody waits for, so it never runs [unused-future]",
  ],
  [
    "an input lent to a task",
    "const b = Input.at(4); spawn(child(b));",
    "b lies in this function's frame, and the task may go on when that has ended [lent-to-task]",
  ],
  [
    "an input returned",
    "const b = await lost(); b.read();",
    "b lies in this function's frame, and is dropped when it ends [returned-part]",
  ],
  [
    "a record that would be filled anew",
    'let last = await points.receive(); while (true) { const next = points.receive(); await next; log("{}", last.x); last = await next; }',
    "last still lies in the memory that points.receive(...) is about to fill anew [stale-record]",
  ],
])("refused: %s", async (_, body, expected) => {
  const more = `
const points = Channel.create<Point>(2);
@task
async function child(b: Input): Promise<void> { await b.risingEdge(); }
async function lost(): Promise<Input> { const b = Input.at(4); await yieldNow(); return b; }
`;
  expect((await refused(body, more)).replace(/^[^:]*:\d+:\d+ error: /, "")).toBe(expected);
});

test.each([
  [
    "a number from a function without a value",
    "return 5;",
    "work has no value to return [return-value]",
  ],
  [
    "a function of the name of one that the lowered code calls",
    "await yieldNow();",
    "what async functions become calls AssemblyScript's own load, which this hides [hidden-builtin]",
    "function load(): i32 { return 1; }",
  ],
  [
    "a misspelt name in a log",
    'log("{}", typo);',
    "the type of what is given here cannot be told [unknown-type]",
  ],
])("refused: %s", async (_, body, expected, more = "") => {
  expect((await refused(body, more)).replace(/^[^:]*:\d+:\d+ error: /, "")).toBe(expected);
});

test("what a log cannot carry is told of the log, and not inside the library", async () => {
  expect(await refusal(head + start('log("{}", "text");'))).toMatchInlineSnapshot(`
    "error: a log(...) is given a String, and can only carry numbers and truth values [log-value]
      way out: a text stands in the first argument, in place; a future has to be awaited"
  `);
  expect(await refusal(head + start('const x = i32of(1); log("{}", x);'))).toMatchInlineSnapshot(`
    "error: a log(...) is given a future, and can only carry numbers and truth values [log-value]
      way out: a text stands in the first argument, in place; a future has to be awaited"
  `);
});

test("a part that a variable will point into is not dropped before it has begun", async () => {
  const more = `
@unmanaged class Cell { v: i32; }
const cell = changetype<Cell>(memory.data(4, 4));
async function find(x: i32): Promise<Cell | null> { await sleep(millis(x)); return cell; }
async function look(a: i32): Promise<i32> {
  let p: Cell | null = cell;
  await sleep(millis(a));
  if (p) log("{}", p.v);
  p = await find(a);
  return p ? p.v : 0;
}
`;
  const body = `
  for (let i = 0; i < 3; i++) {
    await sleep(millis(2));
    const held = look(1);
    if (await select(sleep(millis(1)), sleep(millis(9)))) await held;
  }
  log("end");`;
  expect(await logsOf(body, more)).toEqual(["end"]);
});
