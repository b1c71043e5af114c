/** The emulated chip does what the datasheets say where rp2040js alone does not. */
import { beforeEach, describe, expect, test } from "vitest";
import { ChipClock } from "./rp2040/clock.ts";
import { Chip, RAM_START } from "./rp2040/chip.ts";

/** Thumb instructions, encoded. */
const CPSID = 0xb672;
const CPSIE = 0xb662;
const WFI = 0xbf30;
const STAY = 0xe7fe; /* b . */
const movs = (register: number, value: number): number => 0x2000 | (register << 8) | value;
const IO_IRQ_BANK0 = 13;
const CODE = RAM_START + 0x400;
const HANDLER = RAM_START + 0x800;

let chip: Chip;

/** Puts instructions into RAM. */
function load(address: number, ...code: number[]): void {
  code.forEach((half, index) => chip.rp2040.writeUint16(address + 2 * index, half));
}

/** Lets the chip run instructions from RAM; all vectors lead to `HANDLER`. */
function program(...code: number[]): void {
  const { core } = chip.rp2040;
  for (let vector = 2; vector < 48; vector++) {
    chip.rp2040.writeUint32(RAM_START + 4 * vector, HANDLER);
  }
  core.VTOR = RAM_START;
  core.SP = RAM_START + 0x2000;
  core.PC = CODE;
  load(CODE, ...code, STAY);
  load(HANDLER, STAY);
}

const register = (index: number): number => chip.rp2040.core.registers[index]!;

beforeEach(() => {
  chip = new Chip();
});

describe("sleep", () => {
  test("an interrupt that came between cpsid and wfi ends the sleep", () => {
    program(CPSID, WFI, movs(0, 1));
    chip.rp2040.core.enabledInterrupts = 1 << IO_IRQ_BANK0;
    chip.step();
    chip.rp2040.setInterrupt(IO_IRQ_BANK0, true);
    chip.runUntil(1000);
    expect(register(0)).toBe(1);
  });

  test("an interrupt that is pending but not enabled does not", () => {
    program(CPSID, WFI, movs(0, 1));
    chip.rp2040.setInterrupt(IO_IRQ_BANK0, true);
    chip.runUntil(1000);
    expect(register(0)).toBe(0);
    expect(chip.isAsleep).toBe(true);
  });

  test("a routine is entered only when interrupts are on again, not by the wake itself", () => {
    program(CPSID, WFI, movs(0, 1), CPSIE, movs(0, 2));
    load(HANDLER, 0x0001 /* movs r1, r0 */, STAY);
    chip.rp2040.core.enabledInterrupts = 1 << IO_IRQ_BANK0;
    chip.clock.at(500, () => chip.rp2040.setInterrupt(IO_IRQ_BANK0, true));
    chip.runUntil(2000);
    expect({ r0: register(0), r1: register(1) }).toEqual({ r0: 1, r1: 1 });
  });

  test("an hour asleep is passed in one step, and what is due in it comes at its time", () => {
    program(CPSID, WFI, movs(0, 1));
    chip.rp2040.core.enabledInterrupts = 1 << IO_IRQ_BANK0;
    const hour = 3600e9;
    let woke = 0;
    chip.onWake = () => (woke = chip.clock.nanos);
    chip.clock.at(hour - 8, () => chip.rp2040.setInterrupt(IO_IRQ_BANK0, true));
    chip.runUntil(hour + 80);
    expect(woke).toBe(hour - 8);
    expect(register(0)).toBe(1);
    expect(chip.rp2040.core.cycles).toBeLessThan(30);
  });

  test("entering a routine takes 15 cycles", () => {
    program(movs(0, 1));
    chip.rp2040.core.enabledInterrupts = 1 << IO_IRQ_BANK0;
    chip.rp2040.setInterrupt(IO_IRQ_BANK0, true);
    chip.step();
    expect(chip.rp2040.core.PC).toBe(HANDLER);
    expect(chip.clock.nanos).toBe((15 + 2) * 8);
  });
});

describe("timer", () => {
  const ALARM0 = 0x10;

  test("an alarm fires when the counter reaches it, whatever the fraction when it was set", () => {
    for (const phase of [0, 8, 504, 992]) {
      chip = new Chip(phase);
      chip.timer.writeUint32(ALARM0, 10);
      chip.clock.advanceTo(20_000);
      expect(chip.timer.firedAt).toBe(10_000);
    }
  });

  test("an alarm for the present or the past waits for the counter to come round", () => {
    for (const micros of [99, 100]) {
      chip = new Chip(100_008);
      chip.timer.writeUint32(ALARM0, micros);
      chip.clock.advanceTo(2 ** 32 * 1000);
      expect(chip.timer.firedAt).toBe(-Infinity);
      chip.clock.advanceTo(2 ** 32 * 1000 + 100_000);
      expect(chip.timer.firedAt).toBe((2 ** 32 + micros) * 1000);
    }
  });

  test("an alarm beyond the end of 32 bits fires after it", () => {
    chip = new Chip((2 ** 32 - 5) * 1000);
    chip.timer.writeUint32(ALARM0, 5);
    chip.clock.advanceTo((2 ** 32 + 100) * 1000);
    expect(chip.timer.firedAt).toBe((2 ** 32 + 5) * 1000);
  });
});

test("alarms for the same instant fire in the order in which they were set", () => {
  const clock = new ChipClock();
  const fired: string[] = [];
  clock.createAlarm(() => fired.push("first")).schedule(100);
  clock.createAlarm(() => fired.push("second")).schedule(100);
  clock.at(50, () => fired.push(`at ${clock.nanos}`));
  clock.advanceTo(1000);
  expect(fired).toEqual(["at 50", "first", "second"]);
});

test("an access that is not aligned ends in a HardFault", () => {
  for (const code of [
    0x6808 /* ldr r0, [r1] */, 0x8808 /* ldrh r0, [r1] */, 0x6008 /* str r0, [r1] */,
    0x8008 /* strh r0, [r1] */,
  ]) {
    chip = new Chip();
    program(code);
    chip.rp2040.core.registers[1] = RAM_START + 0x1001;
    chip.runUntil(1000);
    expect(chip.rp2040.core.IPSR).toBe(3);
    expect(chip.rp2040.core.PC).toBe(HANDLER);
  }
});

describe("arithmetic", () => {
  const CMP = 0x4288; /* cmp r0, r1 */
  const SBCS = 0x419a; /* sbcs r2, r3 */
  const BLT = 0xdb01; /* blt, over the next two */

  /** Whether the chip finds one number of 64 bits less than another, as compiled code asks. */
  function isLess(a: bigint, b: bigint): boolean {
    program(CMP, SBCS, BLT, movs(4, 0), STAY, movs(4, 1));
    const half = (value: bigint, shift: bigint): number => Number((value >> shift) & 0xffffffffn);
    const { registers } = chip.rp2040.core;
    registers.set([half(a, 0n), half(b, 0n), half(a, 32n), half(b, 32n), 9]);
    for (let step = 0; step < 5; step++) chip.step();
    return register(4) === 1;
  }

  test("any time is before the largest, which has to borrow from 0x7fffffff", () => {
    const edges = [-(2n ** 63n), -(2n ** 31n), -1n, 0n, 1n, 2n ** 31n, 2n ** 32n, 2n ** 63n - 1n];
    const numbers = edges.flatMap((edge) => [edge - 1n, edge, edge + 1n]);
    const inRange = numbers.filter((n) => BigInt.asIntN(64, n) === n);
    for (const a of inRange) {
      for (const b of inRange) expect([a, b, isLess(a, b)]).toEqual([a, b, a < b]);
    }
  });
});

describe("UART", () => {
  const DR = 0x00;
  const FR = 0x18;
  const TXFF = 1 << 5;
  const BUSY = 1 << 3;

  beforeEach(() => {
    chip.uart.writeUint32(0x24, 67);
    chip.uart.writeUint32(0x28, 52);
    // Eight bits, with FIFOs.
    chip.uart.writeUint32(0x2c, 0x70);
    chip.rp2040.gpio[0]!.ctrl = 2;
  });

  test("a byte takes the time of ten bits, and the FIFO is full after 32 more", () => {
    for (let n = 0; n < 33; n++) {
      expect(chip.uart.readUint32(FR) & TXFF).toBe(0);
      chip.uart.writeUint32(DR, 65 + n);
    }
    expect(chip.uart.readUint32(FR) & TXFF).not.toBe(0);
    expect(() => chip.uart.writeUint32(DR, 0)).toThrowErrorMatchingInlineSnapshot(
      `[Error: [UART0] a byte is written to a full FIFO]`,
    );
    chip.clock.advanceTo(86_799);
    expect(chip.uart.text).toBe("");
    chip.clock.advanceTo(86_800 + 10);
    expect(chip.uart.text).toBe("A");
    expect(chip.uart.readUint32(FR) & TXFF).toBe(0);
    chip.clock.advanceTo(33 * 86_817);
    expect(chip.uart.text).toHaveLength(33);
    expect(chip.uart.readUint32(FR) & BUSY).toBe(0);
  });

  test("a byte that is not on the pin is heard by nobody", () => {
    chip.rp2040.gpio[0]!.ctrl = 5;
    chip.uart.writeUint32(DR, 65);
    chip.clock.advanceTo(1e6);
    expect(chip.uart.text).toBe("");
  });
});

test("what the emulator does not know fails the test", () => {
  expect(() => chip.rp2040.readUint32(0x40060000)).toThrowErrorMatchingInlineSnapshot(
    `[Error: [ROSC_BASE] Unimplemented peripheral read from 0x0]`,
  );
});
