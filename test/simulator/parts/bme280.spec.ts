/** Bosch BST-BME280-DS002, rev. 1.6. */
import { expect, test } from "vitest";
import { FAST_MODE } from "../../../simulator/buses/i2c-timing.ts";
import { micros, millis, seconds } from "../../../simulator/index.ts";
import { Bme280 } from "../../../simulator/parts/bme280.ts";
import {
  fineTemperature,
  humidity,
  measureMicros,
  pressure,
  rawOf,
  temperature,
} from "../../../simulator/parts/bme280/compensation.ts";
import { bench } from "../../support/board.ts";
import { onBus, Wires } from "../../support/i2c.ts";

interface Sensor {
  readonly on: ReturnType<typeof bench>;
  readonly sensor: Bme280;
  read(register: number, count: number): number[];
  write(...pairs: number[]): boolean;
  /** What its registers tell: hundredths of a degree and of a per cent, and pascals. */
  values(): number[];
  wait(span: bigint): void;
}

function setUp(attrs: Record<string, string> = {}, wires: string[] = [], address = 0x76): Sensor {
  const on = bench(onBus("wokwi-bme280", attrs, ...wires));
  let begun = 0n;
  const begin = (): Wires => {
    begun = on.clock.now;
    return new Wires({ ...on, run: (at) => on.run(begun + at) }, FAST_MODE);
  };
  const read = (register: number, count: number): number[] => {
    const wire = begin();
    wire.start();
    wire.write(address << 1);
    wire.write(register);
    wire.restart();
    wire.write((address << 1) | 1);
    const bytes = Array.from({ length: count }, (_, i) => wire.read(i + 1 < count));
    wire.stop();
    return bytes;
  };
  return {
    on,
    sensor: on.parts.get(Bme280, "part", "sensor"),
    read,
    write(...pairs) {
      const wire = begin();
      wire.start();
      const all = [address << 1, ...pairs].map((byte) => wire.write(byte));
      wire.stop();
      return all.every(Boolean);
    },
    values() {
      const [p0, p1, p2, t0, t1, t2, h0, h1] = read(0xf7, 8) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const long = (a: number, b: number, c: number): number => (a << 12) | (b << 4) | (c >> 4);
      const fine = fineTemperature(long(t0, t1, t2));
      return [
        temperature(fine),
        Math.round(pressure(long(p0, p1, p2), fine) / 256),
        Math.round((humidity((h0 << 8) | h1, fine) * 100) / 1024),
      ];
    },
    wait: (span) => on.run(on.clock.now + span),
  };
}

/** Each value once, then to sleep. */
const FORCED = [0xf2, 1, 0xf4, 0x25] as const;

test("it says who it is", () => {
  expect(setUp().read(0xd0, 1)).toEqual([0x60]);
});

test("one measurement when it is asked for, of what is set while it runs", () => {
  const it = setUp({ temperature: "21.53", humidity: "55.5", pressure: "990.5" });
  expect(it.read(0xf7, 8)).toEqual([0x80, 0, 0, 0x80, 0, 0, 0x80, 0]);
  it.write(...FORCED);
  it.wait(millis(10));
  expect(it.values()).toEqual([2153, 99_050, 5550]);
  it.on.parts.set("part", "temperature", -12.34);
  it.on.parts.set("part", "pressure", 1100);
  it.on.parts.set("part", "humidity", 0);
  expect(it.values()).toEqual([2153, 99_050, 5550]);
  it.write(...FORCED);
  it.wait(millis(10));
  expect(it.values()).toEqual([-1234, 110_000, 0]);
  expect(() => it.on.parts.set("part", "humidity", 101)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: humidity of part cannot be "101"]`,
  );
});

test.each([
  [1, 1, 1, 9_300],
  [2, 16, 1, 46_100],
  [16, 16, 16, 112_800],
  [1, 0, 0, 3_550],
])("oversampling %i, %i, %i takes %i us", (t, p, h, span) => {
  expect(measureMicros(t, p, h)).toBe(span);
});

test("the values are there when the measurement is over, and not before", () => {
  const it = setUp();
  it.write(...FORCED);
  // It began with the acknowledge of the last byte; STOP came after it.
  const over = it.on.clock.now + micros(9_300);
  expect(it.sensor.measuring).toBe(true);
  expect(it.read(0xf3, 1)).toEqual([8]);
  it.on.run(over - micros(10));
  expect(it.sensor.measuring).toBe(true);
  it.on.run(over);
  expect(it.sensor.measuring).toBe(false);
  expect(it.read(0xf3, 2)).toEqual([0, 0x24]);
});

test("what is left out reads as skipped", () => {
  const it = setUp();
  it.write(0xf4, 0x21);
  it.wait(millis(4));
  const [p, , , t, , , h] = it.read(0xf7, 8);
  expect([p, h]).toEqual([0x80, 0x80]);
  expect(t).not.toBe(0x80);
});

test("in normal mode it measures again and again", () => {
  const it = setUp({ temperature: "20" });
  it.write(0xf2, 1, 0xf5, 0xa0, 0xf4, 0x27);
  it.wait(millis(10));
  expect(it.values()[0]).toBe(2000);
  it.on.parts.set("part", "temperature", 30);
  it.wait(millis(900));
  expect(it.values()[0]).toBe(2000);
  it.wait(seconds(1));
  expect(it.values()[0]).toBe(3000);
});

test("2 ms after a reset it answers, and not before", () => {
  const it = setUp();
  it.write(...FORCED);
  it.write(0xe0, 0xb6);
  const reset = it.on.clock.now;
  expect(it.write(0xf2, 1)).toBe(false);
  it.on.run(reset + millis(2));
  expect(it.write(0xf2, 1)).toBe(true);
  expect(it.read(0xf4, 1)).toEqual([0]);
});

test("SDO chooses the address", () => {
  expect(setUp({}, ["part:SDO uno:5V"], 0x77).read(0xd0, 1)).toEqual([0x60]);
  expect(setUp({}, ["part:SDO uno:GND.1"]).read(0xd0, 1)).toEqual([0x60]);
  expect(setUp({ i2cAddress: "0x77" }, [], 0x77).read(0xd0, 1)).toEqual([0x60]);
});

test("the raw values give back what was set, in the whole range", () => {
  for (let celsius = -40; celsius <= 85; celsius += 2.5) {
    for (const [hectopascal, percent] of [
      [300, 0],
      [850, 33.3],
      [1013.25, 50],
      [1100, 100],
    ] as const) {
      const raw = rawOf(celsius, hectopascal, percent);
      const fine = fineTemperature(raw.temperature);
      expect(Math.abs(temperature(fine) / 100 - celsius)).toBeLessThanOrEqual(0.01);
      expect(Math.abs(pressure(raw.pressure, fine) / 25_600 - hectopascal)).toBeLessThan(0.02);
      expect(Math.abs(humidity(raw.humidity, fine) / 1024 - percent)).toBeLessThan(0.05);
    }
  }
});
