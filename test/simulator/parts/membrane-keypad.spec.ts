import { expect, test } from "vitest";
import { DiagramError, parseDiagram } from "../../../simulator/index.ts";
import { MembraneKeypad } from "../../../simulator/parts/index.ts";
import { bench, uno, type Bench } from "../../support/board.ts";

const rows = ["uno:9 pad:R1", "uno:8 pad:R2", "uno:7 pad:R3", "uno:6 pad:R4"];
const columns = ["uno:5 pad:C1", "uno:4 pad:C2", "uno:3 pad:C3", "uno:2 pad:C4"];

function wired(attrs: Record<string, string> = {}): Bench {
  const on = bench(uno({ pad: ["membrane-keypad", attrs] }, ...rows, ...columns));
  for (const pin of [9, 8, 7, 6]) on.circuit.configure(pin, 1);
  return on;
}

/** Rows that are low while one column pulls low, by column. */
function scan({ circuit }: Bench): number[][] {
  return [5, 4, 3, 2].map((column) => {
    circuit.drive(column, 0);
    const low = [9, 8, 7, 6].filter((row) => circuit.level(row) === 0);
    circuit.release(column);
    return low;
  });
}

const ids = ({ parts }: Bench): string[] =>
  parts.get(MembraneKeypad, "pad", "keypad").keys.map(({ id }) => id.slice(4));

test("a key connects its row to its column", () => {
  const on = wired();
  expect(ids(on).join("")).toBe("123A456B789C*0#D");
  on.parts.button("pad:6").press(0n, 100_000_000n);
  on.run(50_000_000n);
  expect(scan(on)).toEqual([[], [], [8], []]);
});

test("three keys at the corners of a rectangle close the fourth one: there are no diodes", () => {
  const on = wired();
  for (const key of ["1", "2", "4"]) on.parts.button(`pad:${key}`).press(0n, 100_000_000n);
  on.run(50_000_000n);
  expect(scan(on)).toEqual([[9, 8], [9, 8], [], []]);
});

test("with three columns it has twelve keys; labels that are not alone go by their places", () => {
  expect(ids(wired({ columns: "3" })).join("")).toBe("123456789*0#");
  const keys = [..."QWERASDFZXCV"].concat("+", "+", "a b", "é");
  expect(ids(wired({ keys: JSON.stringify(keys) }))).toEqual(
    [..."QWERASDFZXCV"].concat("r4c1", "r4c2", "r4c3", "é"),
  );
});

test("labels are a list in the board file, as published, or its text; anything else is refused", () => {
  const parse = (keys: unknown): string => {
    const parts = [
      { type: "wokwi-arduino-uno", id: "uno" },
      { type: "wokwi-membrane-keypad", id: "pad", attrs: { keys } },
    ];
    try {
      const board = parseDiagram(JSON.stringify({ version: 1, parts, connections: [] }));
      return ids(bench(board)).join("");
    } catch (error) {
      if (error instanceof DiagramError) return error.message;
      throw error;
    }
  };
  const list = [..."0123456789abcdef"];
  expect(parse(list)).toBe("0123456789abcdef");
  expect(parse(JSON.stringify(list))).toBe("0123456789abcdef");
  expect([parse(list.slice(1)), parse(5), parse("123")]).toMatchInlineSnapshot(`
    [
      "diagram.json:1:122: "keys" of pad should be a list of 16 labels, four a row",
      "diagram.json:1:122: "keys" of pad should be a string",
      "diagram.json:1:122: "keys" of pad should be a list of 16 labels, four a row",
    ]
  `);
});
