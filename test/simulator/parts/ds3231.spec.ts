/** Maxim DS3231, rev. 10: registers in figure 1, alarms in table 2. */
import { expect, test } from "vitest";
import { FAST_MODE } from "../../../simulator/buses/i2c-timing.ts";
import { seconds } from "../../../simulator/index.ts";
import { Ds3231 } from "../../../simulator/parts/ds3231.ts";
import { later, parseTime } from "../../../simulator/parts/ds3231/calendar.ts";
import { bench } from "../../support/board.ts";
import { onBus, Wires } from "../../support/i2c.ts";

interface Clock {
  readonly on: ReturnType<typeof bench>;
  readonly clock: Ds3231;
  read(register: number, count: number): number[];
  write(register: number, ...bytes: number[]): void;
  /** From now on. */
  wait(span: bigint): void;
}

function setUp(initTime = "2024-02-28T23:59:58Z"): Clock {
  const on = bench(onBus("wokwi-ds3231", { initTime, temperature: "-1.25" }, "uno:2 part:SQW"));
  // Time goes on while bits are moved, and each transfer has wires of its own.
  const wires = (): Wires => new Wires({ ...on, run: (at) => on.run(begun + at) }, FAST_MODE);
  let begun = 0n;
  const begin = (): Wires => {
    begun = on.clock.now;
    return wires();
  };
  return {
    on,
    clock: on.parts.get(Ds3231, "part", "clock"),
    read(register, count) {
      const wire = begin();
      wire.start();
      wire.write(0xd0);
      wire.write(register);
      wire.restart();
      wire.write(0xd1);
      const bytes = Array.from({ length: count }, (_, i) => wire.read(i + 1 < count));
      wire.stop();
      return bytes;
    },
    write(register, ...bytes) {
      const wire = begin();
      wire.start();
      for (const byte of [0xd0, register, ...bytes]) expect(wire.write(byte)).toBe(true);
      wire.stop();
    },
    wait: (span) => on.run(on.clock.now + span),
  };
}

test("time goes on in BCD, over the end of February in a leap year", () => {
  const it = setUp();
  expect(it.read(0, 7)).toEqual([0x58, 0x59, 0x23, 4, 0x28, 0x02, 0x24]);
  it.on.run(seconds(2) - 1n);
  expect(it.clock.time).toBe("2024-02-28T23:59:59");
  it.on.run(seconds(2));
  expect(it.clock.time).toBe("2024-02-29T00:00:00");
  expect(it.read(0, 7)).toEqual([0, 0, 0, 5, 0x29, 0x02, 0x24]);
});

test.each([
  ["2023-02-28T23:59:59", "2023-03-01T00:00:00"],
  ["2024-02-29T23:59:59", "2024-03-01T00:00:00"],
  ["2000-02-28T23:59:59", "2000-02-29T00:00:00"],
  ["2026-12-31T23:59:59", "2027-01-01T00:00:00"],
  ["2026-04-30T23:59:59", "2026-05-01T00:00:00"],
])("a second after %s is %s", (before, after) => {
  const it = setUp(before);
  it.on.run(seconds(1));
  expect(it.clock.time).toBe(after);
});

test("the century turns over after 2099, and 2100 is a leap year to the chip", () => {
  const it = setUp("2099-12-31T23:59:59");
  it.on.run(seconds(1));
  expect(it.read(5, 2)).toEqual([0x81, 0x00]);
  const end = later(parseTime("2099-12-31T00:00:00")!, (1 + 31 + 28) * 86_400);
  expect([end.month, end.day, end.century]).toEqual([2, 29, 1]);
});

test("the calendar is that of JavaScript for all days of its century", () => {
  let time = parseTime("2000-01-01")!;
  for (let day = 0; day < 36_525; day++) {
    const date = new Date(Date.UTC(2000, 0, 1 + day));
    expect([time.year, time.month, time.day, time.weekday]).toEqual([
      date.getUTCFullYear() - 2000,
      date.getUTCMonth() + 1,
      date.getUTCDate(),
      date.getUTCDay() + 1,
    ]);
    time = later(time, 86_400);
  }
});

test("it is set, and a write of the seconds begins a second", () => {
  const it = setUp();
  it.on.run(900_000_000n);
  it.write(0, 0x30, 0x45, 0x12, 1, 0x31, 0x12, 0x25);
  expect(it.clock.time).toBe("2025-12-31T12:45:30");
  it.wait(seconds(0.9));
  expect(it.clock.time).toBe("2025-12-31T12:45:30");
  it.wait(seconds(0.2));
  expect(it.clock.time).toBe("2025-12-31T12:45:31");
});

test.each([
  [0x40 | 0x12, "00"],
  [0x40 | 0x01, "01"],
  [0x60 | 0x12, "12"],
  [0x60 | 0x11, "23"],
  [0x23, "23"],
])("hours of twelve: 0x%s", (byte, hour) => {
  const it = setUp();
  it.write(2, byte);
  expect(it.clock.time.slice(11, 13)).toBe(hour);
  expect(it.read(2, 1)).toEqual([byte]);
});

test("a time that is being read does not change", () => {
  const it = setUp("2026-01-01T00:00:59");
  it.on.run(seconds(1) - 60_000n);
  // The second ends while the bytes are moved.
  expect(it.read(0, 2)).toEqual([0x59, 0x00]);
});

test("the temperature in quarters of a degree, as it is set", () => {
  const it = setUp();
  expect(it.read(0x11, 2)).toEqual([0xfe, 0xc0]);
  it.on.parts.set("part", "temperature", 30.5);
  expect(it.read(0x11, 2)).toEqual([30, 0x80]);
  expect(() => it.on.parts.set("part", "temperature", 86)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: temperature of part cannot be "86"]`,
  );
});

test("the time is not to be trusted until it was set once", () => {
  const fresh = setUp("now");
  expect(fresh.clock.time).toBe("2000-01-01T00:00:00");
  expect(fresh.read(0x0f, 1)).toEqual([0x88]);
  fresh.write(0x0f, 0x00);
  expect(fresh.read(0x0f, 1)).toEqual([0x00]);
  fresh.on.parts.set("part", "time", "2030-05-06T07:08:09Z");
  expect(fresh.clock.time).toBe("2030-05-06T07:08:09");
});

test("an alarm at a time of day pulls its pin low, until its flag is cleared", () => {
  const it = setUp("2026-01-01T06:59:58");
  // Alarm 1 at 07:00:01 on any day.
  it.write(0x07, 0x01, 0x00, 0x07, 0x80);
  it.write(0x0e, 0x05);
  it.on.run(seconds(3) - 1n);
  expect(it.on.circuit.level(2)).toBe(1);
  it.on.run(seconds(3));
  expect(it.on.circuit.level(2)).toBe(0);
  expect(it.read(0x0f, 1)[0]! & 3).toBe(1);
  it.write(0x0f, 0x08);
  expect(it.on.circuit.level(2)).toBe(1);
});

test("an alarm each minute, and one that nobody asks for has its flag only", () => {
  const it = setUp("2026-01-01T06:59:58");
  it.write(0x0b, 0x80, 0x80, 0x80);
  it.on.run(seconds(1.9));
  expect(it.read(0x0f, 1)[0]! & 2).toBe(0);
  it.on.run(seconds(2));
  expect(it.read(0x0f, 1)[0]! & 2).toBe(2);
  expect(it.on.circuit.level(2)).toBe(1);
});

test("wrong attributes", () => {
  expect(parseTime("2026-02-29")).toBeUndefined();
  expect(parseTime("2024-02-29")).toBeDefined();
  expect(parseTime("1999-12-31")).toBeUndefined();
  expect(parseTime("2026-01-01T24:00:00")).toBeUndefined();
});
