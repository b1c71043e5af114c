/** Which holes of a breadboard are one. */
import { expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import { bench, uno } from "../../support/board.ts";

/** The holes that are high when pin 2 is, which is plugged in at `hole`. */
function lit(type: string, hole: string, holes: readonly string[]): string[] {
  const { circuit } = bench(uno({ bb: type }, `uno:2 bb:${hole}`));
  circuit.configure(2, PinMode.OutputHigh);
  return holes.filter((one) => circuit.levelAt(`bb:${one}`) === 1);
}

const rows = [..."abcdefghij"];
const holesOf = (column: number): string[] =>
  rows.map((row) => `${column}${row < "f" ? "t" : "b"}.${row}`);

test("five holes of half a column are one; the other half and the next column are not", () => {
  const near = [...holesOf(7), ...holesOf(8), ...holesOf(9), "tp.8", "bn.8"];
  expect(lit("breadboard", "8t.c", near)).toEqual(["8t.a", "8t.b", "8t.c", "8t.d", "8t.e"]);
  expect(lit("breadboard-mini", "8b.j", near.slice(0, -2))).toEqual([
    "8b.f",
    "8b.g",
    "8b.h",
    "8b.i",
    "8b.j",
  ]);
});

test.each([
  ["breadboard", 63, 50],
  ["breadboard-half", 30, 25],
])(
  "%s has %i columns, and rails that conduct from end to end, each for itself",
  (type, columns, holes) => {
    const ends = ["tp", "tn", "bp", "bn"].flatMap((rail) => [`${rail}.1`, `${rail}.${holes}`]);
    expect(lit(type, "bp.1", ends)).toEqual(["bp.1", `bp.${holes}`]);
    expect(lit(type, `${columns}t.a`, holesOf(columns))).toHaveLength(5);
    expect(() => lit(type, "1t.a", [`${columns + 1}t.a`])).toThrow(/no terminal/);
    expect(() => lit(type, "1t.a", [`tp.${holes + 1}`])).toThrow(/no terminal/);
  },
);

test("the small one has 17 columns and no rails", () => {
  expect(lit("breadboard-mini", "17b.f", holesOf(17))).toHaveLength(5);
  expect(() => lit("breadboard-mini", "1t.a", ["18t.a"])).toThrow(/no terminal/);
  expect(() => lit("breadboard-mini", "1t.a", ["tp.1"])).toThrow(/no terminal/);
});

test("a junction joins what meets there", () => {
  const { circuit } = bench(uno({ j1: "junction" }, "uno:2 j1:J", "j1:J uno:3"));
  circuit.configure(2, PinMode.OutputHigh);
  expect(circuit.read(3)).toBe(1);
});
