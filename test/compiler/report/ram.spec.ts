import { expect, test } from "vitest";
import { ramReport } from "../../../compiler/report/ram.ts";
import type { SideTable } from "../../../hal/border/side-table.ts";

const table: SideTable = {
  border: 1,
  name: "test",
  logs: [],
  panics: [],
  frames: [],
  tasks: [
    {
      name: "Blink",
      place: { file: "main.ts", line: 1, column: 1 },
      pool: 2,
      priority: 0,
      address: 16,
      slotBytes: 48,
      prefixBytes: 8,
      headerBytes: 8,
      frameBytes: 32,
      parts: [{ name: "nap", type: "Sleep", offset: 8, bytes: 24 }],
    },
    {
      name: "Idle",
      place: { file: "main.ts", line: 9, column: 1 },
      pool: 4,
      priority: 0,
      address: 0,
      slotBytes: 16,
      prefixBytes: 0,
      headerBytes: 8,
      frameBytes: 8,
      parts: [],
    },
  ],
  memory: {
    base: 8,
    dataEnd: 120,
    heapBase: 136,
    statics: [
      { name: "run queue", address: 8, bytes: 4 },
      { name: "padding", address: 12, bytes: 4 },
      { name: "pool of Blink", address: 16, bytes: 96 },
      { name: "timer queue", address: 112, bytes: 4 },
      { name: "padding", address: 116, bytes: 4 },
    ],
  },
  module: "",
  functions: [],
  map: null,
};

test("each byte is counted once: pools as tasks, the rest by name, the stack's reserve", () => {
  const report = ramReport(table, { dataEnd: 120, heapBase: 136 });
  expect(report).toMatchObject({
    base: 8,
    statics: [
      { name: "run queue", bytes: 4 },
      { name: "padding", bytes: 8 },
      { name: "timer queue", bytes: 4 },
    ],
    alignment: 16,
    sum: 128,
    total: 136,
    exact: true,
  });
  expect(
    report.tasks.map(({ name, pool, bytes, ownBytes }) => [name, pool, bytes, ownBytes]),
  ).toEqual([
    ["Blink", 2, 96, 8],
    ["Idle", 0, 0, 8],
  ]);
});

test("a table that does not account for the module's memory is found out", () => {
  expect(ramReport(table, { dataEnd: 124, heapBase: 144 })).toMatchObject({
    sum: 132,
    total: 144,
    exact: false,
  });
});
