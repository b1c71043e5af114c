import { beforeAll, beforeEach, expect, test } from "vitest";
import { type BorderExports, Source } from "../../../hal/generated/border.ts";
import { millis, Simulator } from "../../../simulator/index.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import { compileText } from "../../support/virtual.ts";

interface Inputs extends BorderExports {
  inputBytes(): number;
  begin(index: number, pin: number): void;
  listen(index: number): void;
  drop(index: number): void;
  pending(index: number): number;
  edges(index: number): number;
  lastEdge(index: number): bigint;
  wait(id: number, index: number, want: number, times: number): number;
  abort(handle: number): void;
  lost(): number;
}

const RISING = 0;
const FALLING = 1;
const ANY = 2;
const HIGH = 3;
const LOW = 4;

let parts: Parts;
let fw: Inputs;
let level: number;
let log: string[];
let whileArming: (() => void) | undefined;

beforeAll(async () => {
  parts = await loadParts("test/hal/drivers/input.firmware.ts");
});

beforeEach(() => {
  level = 1;
  log = [];
  whileArming = undefined;
  fw = parts.instantiate<Inputs>(
    {
      gpio_read: () => level,
      gpio_listen: (pin, edges) => {
        log.push(`listen ${pin} ${edges}`);
        whileArming?.();
      },
    },
    { found: (id: number) => void log.push(`found ${id}`) },
  );
  fw.begin(0, 4);
});

/** An edge as a host delivers it. */
function edge(to: number, time = 0n): void {
  level = to;
  fw.raise((Source.Gpio << 16) | 4, to, time);
}

function settle(): string[] {
  while (fw.poll() === 0n);
  return log.splice(0);
}

test("an input takes 28 bytes", () => {
  expect(fw.inputBytes()).toBe(28);
});

test("edges between two waits are kept for the next wait", () => {
  fw.wait(1, 0, FALLING, 2);
  settle();
  edge(0);
  edge(1);
  edge(0);
  expect(settle()).toEqual(["found 1", "found 1"]);
});

test("an old edge does not answer a wait for the other kind", () => {
  fw.listen(0);
  edge(0);
  fw.wait(1, 0, RISING, 1);
  expect(settle()).toEqual(["listen 4 3"]);
  edge(1);
  expect(settle()).toEqual(["found 1"]);
});

test("a wait passes over edges of the other kind and takes one of its own", () => {
  fw.listen(0);
  for (const to of [0, 1, 0, 1]) edge(to);
  fw.wait(1, 0, RISING, 1);
  settle();
  expect(fw.pending(0)).toBe(2);
});

test("an edge while the pin is being armed is counted once", () => {
  whileArming = () => {
    level = 0;
  };
  fw.listen(0);
  // The host saw the edge too and delivers it: the level it brings is known already.
  edge(0);
  expect(fw.edges(0)).toBe(0);
  edge(1);
  expect([fw.edges(0), fw.pending(0)]).toEqual([1, 1]);
});

test("every edge is counted and the newest has its time", () => {
  fw.listen(0);
  for (let i = 0; i < 1001; i++) edge(i % 2, BigInt(i));
  expect([fw.edges(0), fw.lastEdge(0)]).toEqual([1001, 1000n]);
});

test("a level wait is ready at once if the level is there, and takes no edge", () => {
  fw.listen(0);
  edge(0);
  fw.wait(1, 0, LOW, 1);
  fw.wait(2, 0, HIGH, 1);
  log = [];
  expect(settle()).toEqual(["found 1"]);
  edge(1);
  expect(settle()).toEqual(["found 2"]);
  expect(fw.pending(0)).toBe(2);
});

test("one edge answers one wait, the longest waiting first", () => {
  fw.wait(1, 0, FALLING, 1);
  fw.wait(2, 0, FALLING, 1);
  log = [];
  settle();
  edge(0);
  expect(settle()).toEqual(["found 1"]);
  edge(1);
  edge(0);
  expect(settle()).toEqual(["found 2"]);
});

test("an edge whose waiter is dropped before its poll goes to the next waiter", () => {
  const first = fw.wait(1, 0, FALLING, 1);
  fw.wait(2, 0, FALLING, 1);
  settle();
  edge(0);
  fw.abort(first);
  expect(settle()).toEqual(["found 2"]);
});

test("two inputs on one pin each see every edge, and one that stops leaves the other listening", () => {
  fw.begin(1, 4);
  fw.listen(0);
  fw.listen(1);
  edge(0);
  expect([fw.pending(0), fw.pending(1)]).toEqual([1, 1]);
  log = [];
  fw.drop(0);
  edge(1);
  expect([log, fw.pending(1)]).toEqual([[], 2]);
  fw.drop(1);
  expect(log).toEqual(["listen 4 0"]);
});

test("after an overflow of the host's ring the level is read anew and the loss is counted", () => {
  fw.wait(1, 0, ANY, 1);
  settle();
  level = 0;
  fw.raise(Source.Overrun << 16, 3, 50n);
  expect(settle()).toEqual(["found 1"]);
  expect([fw.lost(), fw.edges(0)]).toEqual([3, 1]);
});

test("the edges of an input as a stream, alone and through debounce", async () => {
  const text = `
import { debounce, Input, log, millis, Pull, sleep, spawn } from "wakeful";
const other = Input.at(4, Pull.Up);
@task
async function each(): Promise<void> {
  const input = Input.at(4, Pull.Up);
  for await (const level of input) {
    log("{}", level);
    if (level == 1) await sleep(millis(5));
  }
}
@task
async function last(): Promise<void> {
  const edges = other.edges();
  const calm = debounce(edges, millis(10));
  for await (const level of calm) log("calm {}", level);
}
export function main(): void {
  spawn(each());
  spawn(last());
}`;
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table });
  sim.pin(4).drive(1);
  for (const [at, level] of [
    [10, 0],
    [11, 1],
    [12, 0],
    [13, 1],
    [50, 0],
  ] as const) {
    sim.runUntil(millis(at));
    sim.pin(4).drive(level);
  }
  sim.runUntil(millis(100));
  expect(sim.logs.map((line) => `${Number(line.time) / 1e6}: ${line.text}`)).toEqual([
    "10: 0",
    "11: 1",
    "16: 0",
    "16: 1",
    "23: calm 1",
    "50: 0",
    "60: calm 0",
  ]);
});

test("an input that is made in memory that was used knows of no edge", async () => {
  const text = `
import { Input, log, Pull, spawn, yieldNow } from "wakeful";
async function use(): Promise<u64> {
  let a: u64 = ~0;
  let b: u64 = ~0;
  let c: u64 = ~0;
  let d: u64 = ~0;
  await yieldNow();
  return a + b + c + d;
}
async function look(): Promise<void> {
  const input = Input.at(4, Pull.Up);
  log("{} {} {}", input.edgeCount, input.lastEdge, input.pending);
  await yieldNow();
  log("{}", input.lastEdge);
}
@task
async function work(): Promise<void> {
  log("{}", await use());
  await look();
}
export function main(): void {
  spawn(work());
}`;
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table });
  sim.runFor(millis(1));
  expect(sim.logs.map((line) => line.text).slice(1)).toEqual(["0 0 0", "0"]);
});
