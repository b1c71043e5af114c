import { beforeAll, expect, test } from "vitest";
import type { Compiled } from "../../../compiler/compile.ts";
import { micros, millis, seconds, Simulator } from "../../../simulator/index.ts";
import { SevenSegmentDisplay } from "../../../simulator/parts/index.ts";
import { uno } from "../../support/board.ts";
import { compileText } from "../../support/virtual.ts";

const program = (common: string, digits: string): string => `
import { Common, Input, log, millis, select, seconds, SevenSegment, sleep, spawn } from "wakeful";
const segments: StaticArray<u16> = [0, 1, 2, 3, 4, 5, 6, 7];
const digits: StaticArray<u16> = [${digits}];
const display = SevenSegment.at(segments, digits, Common.${common});
@task
async function refresh(): Promise<void> { await select(display.run(), sleep(seconds(1))); }
@task
async function count(): Promise<void> {
  display.number(-12);
  await sleep(millis(100));
  display.number(1234, 2);
  await sleep(millis(100));
  display.number(5, 2);
  await sleep(millis(100));
  display.number(12345);
  await sleep(millis(100));
  display.number(0);
  await sleep(millis(100));
  display.clear();
  display.set(0, 0x76);
}
export function main(): void { spawn(refresh()); spawn(count()); }`;

const segments = [..."ABCDEFG"].map((name, i) => `uno:${i} d:${name}`).concat("uno:7 d:DP");

let anode: Compiled;
let one: Compiled;
beforeAll(async () => {
  anode = await compileText(program("Anode", "8, 9, 10, 11"));
  one = await compileText(program("Cathode", ""));
});

function texts(
  { wasm, table }: Compiled,
  attrs: Record<string, string>,
  wires: string[],
): string[] {
  const board = uno({ d: ["7segment", attrs] }, ...segments, ...wires);
  const sim = Simulator.load(wasm, { table, board });
  const display = sim.parts.get(SevenSegmentDisplay, "d", "display");
  const seen = [0, 1, 2, 3, 4, 5].map((i) => {
    sim.runUntil(millis(50 + 100 * i));
    const text = display.text;
    // It does not flicker: at any moment it is the same.
    for (let k = 0; k < 20; k++) {
      sim.runFor(micros(1_300));
      expect(display.text).toBe(text);
    }
    return text;
  });
  sim.runUntil(seconds(1) + millis(30));
  return [...seen, display.text];
}

test("four digits in turn are seen at once, lit for as long each, and dark when nobody refreshes", () => {
  const wires = ["uno:8 d:DIG1", "uno:9 d:DIG2", "uno:10 d:DIG3", "uno:11 d:DIG4"];
  expect(texts(anode, { digits: "4" }, wires)).toEqual([
    " -12",
    "12.34",
    " 0.05",
    "----",
    "   0",
    "H   ",
    "    ",
  ]);
});

test("one digit with its common pin at a rail is shown as it is", () => {
  expect(texts(one, { common: "cathode" }, ["uno:GND.1 d:COM"])).toEqual([
    "-",
    "-",
    "-",
    "-",
    "0",
    "H",
    " ",
  ]);
});

test("a digit is lit for 2 ms, and never together with another one", () => {
  const wires = ["uno:8 d:DIG1", "uno:9 d:DIG2", "uno:10 d:DIG3", "uno:11 d:DIG4"];
  const board = uno({ d: ["7segment", { digits: "4" }] }, ...segments, ...wires);
  const sim = Simulator.load(anode.wasm, { table: anode.table, board });
  const lit = new Set<number>();
  sim.circuit.onLevel((pin, level) => {
    if (pin < 8 || pin > 11) return;
    if (level === 1) lit.add(pin);
    else lit.delete(pin);
    expect(lit.size).toBeLessThan(2);
  });
  sim.runUntil(millis(500));
  const rises = sim.pin(8).edges.filter(({ level, time }) => level === 1 && time > millis(5));
  const falls = sim.pin(8).edges.filter(({ level, time }) => level === 0 && time > rises[0]!.time);
  expect(falls[0]!.time - rises[0]!.time).toBe(millis(2));
  expect(rises[1]!.time - rises[0]!.time).toBe(millis(8));
});
