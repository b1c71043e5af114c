/** Parts on a two-wire bus at the times of their datasheets: kept to, and missed by a nanosecond. */
import { describe, expect, test } from "vitest";
import { FAST_MODE_PLUS } from "../../../simulator/buses/i2c-timing.ts";
import type { DeviceTiming } from "../../../simulator/buses/i2c-timing-watch.ts";
import { BME280_TIMING } from "../../../simulator/parts/bme280.ts";
import { DS3231_TIMING } from "../../../simulator/parts/ds3231.ts";
import { SSD1306_TIMING } from "../../../simulator/parts/ssd1306.ts";
import { bench } from "../../support/board.ts";
import { onBus, Wires } from "../../support/i2c.ts";

const parts: readonly [type: string, address: number, timing: DeviceTiming][] = [
  ["wakeful-i2c-device", 0x42, FAST_MODE_PLUS],
  ["wokwi-ssd1306", 0x3c, SSD1306_TIMING],
  ["wokwi-ds3231", 0x68, DS3231_TIMING],
  ["wokwi-bme280", 0x76, BME280_TIMING],
];

const limits = [
  "startHold",
  "low",
  "high",
  "startSetup",
  "dataSetup",
  "stopSetup",
  "free",
] as const satisfies readonly (keyof DeviceTiming)[];

/** A write, a repeated START, a read and STOP, twice. @returns what the part told of it. */
function play(type: string, address: number, timing: DeviceTiming): string[] {
  const on = bench(onBus(type));
  const wires = new Wires(on, timing);
  for (let i = 0; i < 2; i++) {
    wires.start();
    expect(wires.write(address << 1)).toBe(true);
    expect(wires.write(0x00)).toBe(true);
    wires.restart();
    expect(wires.write((address << 1) | 1)).toBe(true);
    wires.read(true);
    wires.read(false);
    wires.stop();
  }
  return on.diagnostics.map(({ message }) => message);
}

describe.each(parts)("%s", (type, address, timing) => {
  test("every time at its limit", () => {
    expect(play(type, address, timing)).toEqual([]);
  });

  test.each(limits)("%s a nanosecond too short", (limit) => {
    const short = { ...timing, [limit]: timing[limit] - 1n };
    const told = play(type, address, short);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("the bus is too fast for part");
  });
});

test("what is told names the time", () => {
  const short = { ...DS3231_TIMING, low: 1_299n };
  expect(play("wokwi-ds3231", 0x68, short)).toMatchInlineSnapshot(`
    [
      "the bus is too fast for part, a DS3231: tLOW, the clock's low, is 1.299us: it needs 1.3us",
    ]
  `);
});
