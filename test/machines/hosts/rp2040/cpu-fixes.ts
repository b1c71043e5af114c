/** What a Cortex-M0+ does and rp2040js 1.4.1's core does not. Each has a test in pico.spec.ts. */
import type { RP2040 } from "rp2040js";

/** An access that is not aligned to its size. */
export class UnalignedAccess extends Error {
  constructor(address: number, bytes: number) {
    super(`an access of ${bytes} bytes at 0x${(address >>> 0).toString(16)}`);
    this.name = "UnalignedAccess";
  }
}

/**
 * The core reads and writes any address; a Cortex-M0+ takes a HardFault unless the address is a multiple of the
 * size (ARMv6-M, A3.2.1).
 */
export function faultWhenUnaligned({ core }: RP2040): void {
  const guard = (address: number, bytes: number): void => {
    if (address & (bytes - 1)) throw new UnalignedAccess(address, bytes);
  };
  const read32 = core.readUint32.bind(core);
  const read16 = core.readUint16.bind(core);
  const write32 = core.writeUint32.bind(core);
  const write16 = core.writeUint16.bind(core);
  core.readUint32 = (address) => (guard(address, 4), read32(address));
  core.readUint16 = (address) => (guard(address, 2), read16(address));
  core.writeUint32 = (address, value) => (guard(address, 4), write32(address, value));
  core.writeUint16 = (address, value) => (guard(address, 2), write16(address, value));
}

/** Not public there. */
interface Arithmetic {
  substractUpdateFlags(minuend: number, subtrahend: number): number;
  addUpdateFlags(addend1: number, addend2: number): number;
}

const SBCS = 0b0100000110;
const ADCS = 0b0100000101;

/**
 * SBCS and ADCS add the carry to an operand first. Where that makes 0x80000000 of 0x7fffffff the overflow flag
 * comes out wrong, and with it each signed comparison of 64 bits with the largest number, which is the deadline
 * of a firmware that waits for an interrupt only.
 */
export function countCarryOnce(rp2040: RP2040): void {
  const cpu = rp2040.core;
  const arithmetic = cpu as unknown as Arithmetic;
  const subtract = arithmetic.substractUpdateFlags.bind(cpu);
  const add = arithmetic.addUpdateFlags.bind(cpu);
  const isOperation = (operation: number): boolean =>
    rp2040.readUint16((cpu.PC - 2) & ~1) >> 6 === operation;
  arithmetic.substractUpdateFlags = (minuend, subtrahend) => {
    const isCarried = subtrahend === 0x80000000 && !cpu.C && isOperation(SBCS);
    const result = subtract(minuend, subtrahend);
    if (isCarried) cpu.V = (minuend | 0) < 0;
    return result;
  };
  arithmetic.addUpdateFlags = (addend1, addend2) => {
    const isCarried = addend2 === 0x80000000 && cpu.C && isOperation(ADCS);
    const result = add(addend1, addend2);
    if (isCarried) cpu.V = (addend1 | 0) >= 0;
    return result;
  };
}
