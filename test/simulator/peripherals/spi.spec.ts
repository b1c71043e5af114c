import { expect, test } from "vitest";
import { ResetCause } from "../../../hal/generated/border.ts";
import { bareBoard } from "../../../simulator/core/board.ts";
import type { Level } from "../../../simulator/core/context.ts";
import { createSpi, halfAt, SPI_ROOM } from "../../../simulator/peripherals/spi.ts";
import { peripheralBench, type PeripheralBench } from "../../support/peripheral.ts";

interface Imports {
  spi_open(bus: number, hz: number, mode: number): void;
  spi_put(bus: number, byte: number): number;
  spi_run(bus: number): void;
  spi_get(bus: number): number;
}

const MOSI = 11;
const MISO = 12;
const SCK = 13;

function setUp(hz: number, mode: number): PeripheralBench<Imports> {
  const table = peripheralBench<Imports>(createSpi);
  table.imports.spi_open(0, hz, mode);
  return table;
}

/** What a device sees of a byte: the levels at the edges at which it takes data. */
function taken(mode: number, byte: number): { bits: Level[]; edges: readonly string[] } {
  const table = setUp(1_000_000, mode);
  const { circuit, imports } = table;
  const edges = table.edges(SCK);
  const bits: Level[] = [];
  const rising = (mode & 3) === 0 || (mode & 3) === 3;
  circuit.onLevel((pin, level) => {
    if (pin === SCK && level === (rising ? 1 : 0)) bits.push(circuit.level(MOSI));
  });
  imports.spi_put(0, byte);
  imports.spi_run(0);
  table.run(100_000n);
  return { bits, edges };
}

test.each([
  [0, "1@500", "0@8000"],
  [1, "1@500", "0@8000"],
  [2, "0@500", "1@8000"],
  [3, "0@500", "1@8000"],
])("mode %i: eight bits, the highest first", (mode, first, last) => {
  const { bits, edges } = taken(mode, 0xb2);
  expect(bits).toEqual([1, 0, 1, 1, 0, 0, 1, 0]);
  expect([edges.length, edges[0], edges.at(-1)]).toEqual([16, first, last]);
});

test.each([0, 1, 2, 3])("mode %i with the lowest bit first", (mode) => {
  expect(taken(mode | 4, 0xb2).bits).toEqual([0, 1, 0, 0, 1, 1, 0, 1]);
});

test.each([0, 1, 2, 3, 4])("mode %i: what MOSI sends comes back on MISO", (mode) => {
  const { circuit, imports, run, raised } = setUp(3_000_000, mode);
  circuit.onLevel((pin, level) => {
    if (pin === MOSI) circuit.drive(MISO, level as 0 | 1);
  });
  circuit.drive(MISO, 0);
  for (const byte of [0xb2, 0x01, 0xff]) imports.spi_put(0, byte);
  imports.spi_run(0);
  expect(imports.spi_get(0)).toBe(-1);
  run(100_000n);
  expect([0, 1, 2, 3].map(() => imports.spi_get(0))).toEqual([0xb2, 0x01, 0xff, -1]);
  // 24 bits and a half at 3 MHz: 8166.7 ns.
  expect(raised).toEqual([[8167n, 0, 3]]);
});

test("no error adds up: each edge is the nearest nanosecond to where it should be", () => {
  const table = setUp(3_000_000, 0);
  const edges = table.edges(SCK);
  for (let i = 0; i < SPI_ROOM; i++) table.imports.spi_put(0, 0);
  table.imports.spi_run(0);
  table.run(1_000_000n);
  expect(edges).toHaveLength(512);
  edges.forEach((edge, i) => {
    const exact = ((i + 1) * 1e9) / 6e6;
    expect(Math.abs(Number(edge.split("@")[1]) - exact)).toBeLessThanOrEqual(0.5);
  });
  expect([1, 2, 3, 6].map((half) => halfAt(half, 3_000_000))).toEqual([167n, 333n, 500n, 1000n]);
});

test("there is room for 32 bytes, and for none while a transfer goes on", () => {
  const { imports, run } = setUp(1_000_000, 0);
  const taken = Array.from({ length: SPI_ROOM + 1 }, () => imports.spi_put(0, 0x155));
  expect(taken.lastIndexOf(1)).toBe(SPI_ROOM - 1);
  expect(taken.at(-1)).toBe(0);
  imports.spi_run(0);
  expect(imports.spi_put(0, 1)).toBe(0);
  run(1_000_000n);
  expect(imports.spi_put(0, 1)).toBe(1);
});

test("a transfer of nothing is over after half a period", () => {
  const { imports, run, raised } = setUp(1_000_000, 0);
  imports.spi_run(0);
  run(10_000n);
  expect(raised).toEqual([[500n, 0, 0]]);
});

test("a reset stops a transfer in the middle of a byte", () => {
  const { imports, run, raised, peripheral } = setUp(1_000_000, 0);
  imports.spi_put(0, 1);
  imports.spi_run(0);
  run(3_000n);
  expect(peripheral.listening).toBe(true);
  peripheral.reset(ResetCause.Pin);
  run(100_000n);
  expect(raised).toEqual([]);
  expect(peripheral.listening).toBe(false);
  expect(() => imports.spi_run(0)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: SPI bus 0 is not open]`,
  );
});

test("wrong use is refused", () => {
  const { imports } = setUp(1_000_000, 0);
  expect(() => imports.spi_open(0, 0, 0)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: SPI bus 0 was opened with 0 Hz]`,
  );
  expect(() => imports.spi_open(0, 1000, 8)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: SPI bus 0 was opened with mode 8]`,
  );
  expect(() => imports.spi_put(1, 0)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: there is no SPI bus 1: this board has SPI bus 0 alone]`,
  );
  imports.spi_put(0, 0);
  imports.spi_run(0);
  expect(() => imports.spi_run(0)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: a transfer of SPI bus 0 goes on already]`,
  );
  expect(() => imports.spi_open(0, 1000, 0)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: SPI bus 0 was opened while a transfer goes on]`,
  );
});

test("a board without SPI says so", () => {
  const none = { ...bareBoard(), functions: { uart: [], i2c: [], spi: [] } };
  const { imports } = peripheralBench<Imports>(createSpi, none);
  expect(() => imports.spi_open(0, 1000, 0)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: there is no SPI bus 0: this board has no SPI]`,
  );
});
