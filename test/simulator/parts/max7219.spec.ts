import { describe, expect, test } from "vitest";
import { Max7219Matrix } from "../../../simulator/parts/max7219-matrix.ts";
import {
  CLOCK_PULSE,
  DATA_SETUP,
  execute,
  LOAD_PULSE,
  LOAD_TO_CLOCK,
  OUT_DELAY,
  RESET_REGISTERS,
  segments,
} from "../../../simulator/parts/max7219.ts";
import { bench, uno, type Bench } from "../../support/board.ts";
import { Wave } from "../../support/wave.ts";

const DIN = 2;
const CLK = 3;
const CS = 4;

const wires = (id: string): string[] => [
  ...[`uno:5V ${id}:VCC`, `uno:GND.1 ${id}:GND`],
  ...[`uno:3 ${id}:CLK`, `uno:4 ${id}:CS`],
];

function one(attrs: Record<string, string> = {}): {
  table: Bench;
  wave: Wave;
  matrix: Max7219Matrix;
} {
  const table = bench(uno({ m: ["max7219-matrix", attrs] }, ...wires("m"), "uno:2 m:DIN"));
  const wave = new Wave(table).set(DIN, 0).set(CLK, 0).set(CS, 0).wait(1_000n);
  return { table, wave, matrix: table.parts.get(Max7219Matrix, "m", "matrix") };
}

/** Sends commands, the first for the farthest module, at 10 MHz. */
function send(wave: Wave, ...commands: number[]): void {
  for (const command of commands) {
    for (let place = 15; place >= 0; place--) {
      wave.set(DIN, ((command >> place) & 1) as 0 | 1).wait(50n);
      wave.pulse(CLK, 50n, 0n);
    }
  }
  wave.wait(50n).pulse(CS, 50n, 50n);
}

const messages = (table: Bench): string[] => table.diagnostics.map(({ message }) => message);
const rows = (matrix: Max7219Matrix): string[] => matrix.picture.split("\n");

test("it is dark until it is switched on, and shows as many digits as it is told", () => {
  const { table, wave, matrix } = one({ layout: "fc16" });
  for (let row = 1; row <= 8; row++) send(wave, (row << 8) | (1 << (row - 1)));
  expect(matrix.picture).not.toContain("#");
  send(wave, 0x0c01);
  expect(rows(matrix).filter((row) => row.includes("#"))).toEqual([".......#"]);
  send(wave, 0x0b07);
  expect(rows(matrix)).toEqual(
    Array.from({ length: 8 }, (_, i) => `${".".repeat(7 - i)}#${".".repeat(i)}`),
  );
  send(wave, 0x0a0f);
  expect(matrix.chips[0]!.intensity).toBe(15);
  send(wave, 0x0c00);
  expect(matrix.picture).not.toContain("#");
  send(wave, 0x0f01);
  expect(matrix.picture).not.toContain(".");
  expect(messages(table)).toEqual([]);
  expect(matrix.changes).toHaveLength(4);
});

test("modules of the layout parola are the other way round", () => {
  const { wave, matrix } = one();
  send(wave, 0x0101);
  send(wave, 0x0c01);
  expect(rows(matrix)[0]).toBe("#.......");
});

test("decoded digits are those of code B, with the point beside", () => {
  const set = (command: number, from = RESET_REGISTERS): typeof RESET_REGISTERS =>
    execute(from, command);
  let chip = set(0x09ff, set(0x0b07, set(0x0c01)));
  for (let digit = 0; digit < 8; digit++) chip = set(((digit + 1) << 8) | digit, chip);
  expect(segments(chip)).toEqual([0x7e, 0x30, 0x6d, 0x79, 0x33, 0x5b, 0x5f, 0x70]);
  for (let digit = 0; digit < 8; digit++) chip = set(((digit + 1) << 8) | 0x88 | digit, chip);
  // 8 9 - E H L P and blank, each with its point.
  expect(segments(chip)).toEqual([0xff, 0xfb, 0x81, 0xcf, 0xb7, 0x8e, 0xe7, 0x80]);
  // Only digit 0 is decoded.
  expect(segments(set(0x0901, chip)).slice(0, 2)).toEqual([0xff, 0x89]);
  expect(segments(set(0x0000, chip))).toEqual(segments(chip));
});

describe("at the limits of the data sheet", () => {
  const cases: readonly [string, bigint, (wave: Wave, time: bigint) => void][] = [
    ["CLK was high for", CLOCK_PULSE, (wave, time) => wave.pulse(CLK, time, 100n)],
    [
      "CLK was low for",
      CLOCK_PULSE,
      (wave, time) => wave.pulse(CLK, 100n, time).pulse(CLK, 100n, 100n),
    ],
    ["CS was high for", LOAD_PULSE, (wave, time) => wave.pulse(CS, time, 100n)],
    [
      "DIN came before CLK by",
      DATA_SETUP,
      (wave, time) => wave.set(DIN, 1).wait(time).pulse(CLK, 100n, 100n),
    ],
    [
      "CLK came behind CS by",
      LOAD_TO_CLOCK,
      (wave, time) => wave.set(CS, 1).wait(time).pulse(CLK, 100n, 100n).set(CS, 0).wait(100n),
    ],
  ];
  test.each(cases)("%s %s ns is enough, and one less is told of", (what, least, act) => {
    const good = one();
    act(good.wave, least);
    expect(messages(good.table)).toEqual([]);
    const bad = one();
    act(bad.wave, least - 1n);
    expect(messages(bad.table)).toEqual([
      `m: ${what} ${least - 1n}ns, and the MAX7219 needs ${least}ns at least`,
    ]);
  });
});

describe("in a row", () => {
  const words = [0x0180, 0x0101, 0x01ff];

  test("the first word is for the farthest, which is the leftmost", () => {
    const { wave, matrix } = one({ chain: "3", layout: "fc16" });
    send(wave, 0x0c01, 0x0c01, 0x0c01);
    send(wave, ...words);
    expect(rows(matrix)[0]).toBe("#..............#########");
  });

  test.each([
    ["wires", 50n],
    ["pulses of no time", 0n],
  ])("so it is for parts that are wired DOUT to DIN, by %s", (_, half) => {
    const ids = ["c", "b", "a"];
    const table = bench(
      uno(
        Object.fromEntries(ids.map((id) => [id, ["max7219-matrix", { layout: "fc16" }]])),
        ...ids.flatMap(wires),
        ...["uno:2 a:DIN", "a:DOUT b:DIN", "b:DOUT c:DIN"],
      ),
    );
    const wave = new Wave(table).set(DIN, 0).set(CLK, 0).set(CS, 0).wait(1_000n);
    for (const all of [[0x0c01, 0x0c01, 0x0c01], words]) {
      for (const word of all) {
        for (let place = 15; place >= 0; place--) {
          wave.set(DIN, ((word >> place) & 1) as 0 | 1).wait(half);
          wave.pulse(CLK, half, 0n);
        }
      }
      wave.wait(half).pulse(CS, half, half);
    }
    const shown = ids.map((id) => rows(table.parts.get(Max7219Matrix, id, "matrix"))[0]);
    expect(shown).toEqual(["#.......", ".......#", "########"]);
    expect(messages(table)).toEqual([]);
  });

  test("DOUT changes behind the falling edge", () => {
    const { table, wave } = one();
    wave.set(DIN, 1).wait(50n);
    for (let i = 0; i < 15; i++) wave.pulse(CLK, 50n, 50n);
    wave.set(CLK, 1).wait(50n);
    expect(table.circuit.levelAt("m:DOUT")).toBe(0);
    wave.set(CLK, 0).wait(OUT_DELAY - 1n);
    expect(table.circuit.levelAt("m:DOUT")).toBe(0);
    wave.wait(1n);
    expect(table.circuit.levelAt("m:DOUT")).toBe(1);
  });
});
