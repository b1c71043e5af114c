import { expect, test } from "vitest";
import { ResetCause } from "../../../hal/generated/border.ts";
import { createStrip, STRIP_ROOM } from "../../../simulator/peripherals/strip.ts";
import { peripheralBench, type PeripheralBench } from "../../support/peripheral.ts";

interface Imports {
  strip_open(pin: number, bit: number, zero: number, one: number, latch: number): void;
  strip_put(pin: number, byte: number): number;
  strip_run(pin: number): void;
}

const PIN = 6;

function setUp(): PeripheralBench<Imports> {
  const table = peripheralBench<Imports>(createStrip);
  table.imports.strip_open(PIN, 1250, 350, 700, 300);
  return table;
}

test("a bit is a pulse, short for 0 and long for 1, the highest first", () => {
  const table = setUp();
  const edges = table.edges(PIN);
  table.imports.strip_put(PIN, 0b1010_0000);
  table.imports.strip_run(PIN);
  table.run(1_000_000n);
  expect(edges.slice(0, 6)).toEqual(["1@0", "0@700", "1@1250", "0@1600", "1@2500", "0@3200"]);
  expect(edges.at(-1)).toBe("0@9100");
  // Eight bits, and the latch.
  expect(table.raised).toEqual([[310_000n, PIN, 2]]);
});

test("bits go on without a gap while bytes are put in time, and room is told at half", () => {
  const table = setUp();
  const edges = table.edges(PIN);
  const taken = Array.from({ length: STRIP_ROOM + 1 }, () => table.imports.strip_put(PIN, 0));
  expect(taken.filter((one) => one === 1)).toHaveLength(STRIP_ROOM);
  table.imports.strip_run(PIN);
  table.run(240_000n - 1n);
  expect(table.raised).toEqual([]);
  table.run(240_000n);
  expect(table.raised).toEqual([[240_000n, PIN, 1]]);
  for (let i = 0; i < STRIP_ROOM / 2; i++) expect(table.imports.strip_put(PIN, 0)).toBe(1);
  table.run(2_000_000n);
  const rising = edges.filter((edge) => edge.startsWith("1"));
  expect(rising).toEqual(Array.from({ length: 72 * 8 }, (_, i) => `1@${1250 * i}`));
  // Room is told once, since nothing was refused after it.
  expect(table.raised.slice(1)).toEqual([[BigInt(72 * 8 * 1250 + 300_000), PIN, 2]]);
  expect(table.told).toEqual([]);
});

test("a gap before the latch is told of, and one after it is another picture", () => {
  const table = setUp();
  table.imports.strip_put(PIN, 1);
  table.imports.strip_run(PIN);
  table.run(309_999n);
  table.imports.strip_put(PIN, 1);
  table.imports.strip_run(PIN);
  table.run(2_000_000n);
  table.imports.strip_put(PIN, 1);
  table.imports.strip_run(PIN);
  table.run(4_000_000n);
  expect(table.raised.map(([time]) => time)).toEqual([619_999n, 2_310_000n]);
  expect(table.told).toMatchInlineSnapshot(`
    [
      {
        "code": "strip-gap",
        "hint": "another task computes for too long without an await, or \`show\` was given up",
        "message": "the strip on pin 6 waited 299.999us for its next byte: a longer gap cuts the picture in two",
        "severity": "warning",
        "time": 309999n,
      },
    ]
  `);
});

test("a reset stops it, and wrong use is refused", () => {
  const { imports, peripheral, run, raised } = setUp();
  imports.strip_put(PIN, 1);
  imports.strip_run(PIN);
  run(2_000n);
  peripheral.reset(ResetCause.Pin);
  run(1_000_000n);
  expect(raised).toEqual([]);
  expect(peripheral.listening).toBe(false);
  expect(() => imports.strip_put(PIN, 1)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: pin 6 was made no strip]`,
  );
  expect(() => imports.strip_open(99, 1250, 350, 700, 300)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: pin 99: this board has no such pin]`,
  );
  expect(() => imports.strip_open(6, 1250, 700, 350, 300)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: the strip on pin 6 was opened with bits of 1250 ns, high for 700 and 350 ns, and a latch of 300 us]`,
  );
});
