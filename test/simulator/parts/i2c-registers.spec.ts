import { expect, test } from "vitest";
import { FAST_MODE } from "../../../simulator/buses/i2c-timing.ts";
import { I2cRegisters, parseRegisters } from "../../../simulator/parts/i2c-registers.ts";
import { bench } from "../../support/board.ts";
import { onBus, Wires } from "../../support/i2c.ts";

function setUp(attrs: Record<string, string> = {}): {
  on: ReturnType<typeof bench>;
  wires: Wires;
  device: I2cRegisters;
} {
  const on = bench(onBus("wakeful-i2c-device", attrs));
  const device = on.parts.get(I2cRegisters, "part", "I2C device");
  return { on, wires: new Wires(on, FAST_MODE), device };
}

test("registers are written and read from one on, and 0 follows 255", () => {
  const { wires, device } = setUp({ address: "0x20", registers: "0xfe:0102 00:03" });
  wires.start();
  expect([0x40, 0xfe].map((byte) => wires.write(byte))).toEqual([true, true]);
  wires.restart();
  wires.write(0x41);
  expect([wires.read(true), wires.read(true), wires.read(false)]).toEqual([1, 2, 3]);
  wires.stop();
  wires.start();
  for (const byte of [0x40, 0xff, 7, 8]) wires.write(byte);
  wires.stop();
  expect([device.read(0xff), device.read(0)]).toEqual([7, 8]);
  expect(device.transactions).toBe(3);
});

test("it answers to its own address only", () => {
  const { wires, device } = setUp();
  wires.start();
  expect(wires.write(0x43 << 1)).toBe(false);
  wires.stop();
  expect(device.transactions).toBe(0);
});

test("a test sets registers, and what it does not take", () => {
  const { on, wires, device } = setUp();
  device.write(0x10, 0xaa, 0xbb);
  on.parts.set("part", "registers", "0x12:cc");
  expect([0x10, 0x11, 0x12].map((register) => device.read(register))).toEqual([0xaa, 0xbb, 0xcc]);
  on.parts.set("part", "nack", "data");
  wires.start();
  expect([wires.write(0x84), wires.write(0)]).toEqual([true, false]);
  wires.stop();
  on.parts.set("part", "nack", "address");
  wires.start();
  expect(wires.write(0x84)).toBe(false);
  wires.stop();
  expect(on.clock.deeds.items.map(({ words }) => words.join(" "))).toEqual([
    "part registers 0x10:aabb",
    "part registers 0x12:cc",
    "part nack data",
    "part nack address",
  ]);
});

test("a part whose supply comes from its own pull-ups only is without power", () => {
  const board = onBus("wakeful-i2c-device");
  const on = bench({
    ...board,
    connections: board.connections.filter(([a, b]) => !`${a} ${b}`.includes("part:VCC")),
  });
  const wires = new Wires(on, FAST_MODE);
  wires.start();
  expect(wires.write(0x84)).toBe(false);
  expect(on.diagnostics.map(({ code }) => code)).toEqual(["no-power"]);
});

test("how registers are written", () => {
  expect([...parseRegisters("0x10:12ff  3:00")!]).toEqual([
    [0x10, 0x12],
    [0x11, 0xff],
    [3, 0],
  ]);
  expect(parseRegisters("")?.size).toBe(0);
  for (const wrong of ["12ff", "0x10:1", "0x100:00", "0x10 12", "zz:00"]) {
    expect(parseRegisters(wrong), wrong).toBeUndefined();
  }
  const { device } = setUp();
  expect(() => device.read(256)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: part has no register 256]`,
  );
});
