/** What is told of a machine that measures everything. */
import { expect, test } from "vitest";
import type { Recording } from "../machine.ts";
import { type MachineFigures, rowOf } from "./figures.ts";
import { drawFirmware, drawMachines } from "./table.ts";

const recording: Recording = {
  edges: [],
  sizes: { flash: 4430, ram: 391 },
  stackBytes: 92,
  cyclesFromInput: [900, 700, 800],
  cyclesFromTimer: [2000],
};

const board: MachineFigures = {
  name: "board",
  title: "A board",
  toleranceMicros: 1500,
  versions: ["gcc 1.2", "emulator 3.4"],
  rows: [
    rowOf("blink", { edges: 55, deviationMicros: 312.5 }, recording),
    rowOf("panic", { edges: 1, deviationMicros: 20 }, { edges: [] }),
  ],
};

const runtime: MachineFigures = {
  name: "runtime",
  title: "A runtime",
  toleranceMicros: 0,
  versions: [],
  rows: [rowOf("blink", { edges: 55, deviationMicros: 0 }, { edges: [], memoryBytes: 128 })],
};

test("a machine with all its firmwares", () => {
  expect(drawMachines([board])).toMatchInlineSnapshot(`
    "### board

    A board. Tolerance: 1,500 µs. Measured with gcc 1.2, emulator 3.4.

    | firmware | edges | largest deviation, µs | flash | RAM, static | stack | cycles, edge to LED | cycles, timer to LED |
    | --- | --: | --: | --: | --: | --: | --: | --: |
    | blink | 55 | 312.5 | 4,430 | 391 | 92 | 800 (900) | 2,000 (2,000) |
    | panic | 1 | 20 | – | – | – | – | – |
    "
  `);
});

test("a firmware on all machines; what one does not tell is left open", () => {
  expect(drawFirmware([board, runtime], "blink")).toMatchInlineSnapshot(`
    "| blink | edges | largest deviation, µs | flash | RAM, static | stack | linear memory | cycles, edge to LED | cycles, timer to LED |
    | --- | --: | --: | --: | --: | --: | --: | --: | --: |
    | board | 55 | 312.5 | 4,430 | 391 | 92 | – | 800 (900) | 2,000 (2,000) |
    | runtime | 55 | 0 | – | – | – | 128 | – | – |
    "
  `);
});
