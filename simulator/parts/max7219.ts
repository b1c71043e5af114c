/**
 * MAX7219: drives 8 by 8 LEDs. Bits are shifted in when CLK rises, and the last 16 of them are a command when CS
 * rises; what is pushed out comes to DOUT when CLK falls, for the next chip.
 *
 * Times are those of Maxim's MAX7219/MAX7221 data sheet (19-4452 rev. 6), "Timing Characteristics"; registers are
 * those of its tables 2 to 10. Two of its times are 0, so nothing can be too short for them: tDH, DIN behind CLK, and
 * tCSH, CS behind CLK. tCSS is of the MAX7221 alone.
 */
import type { Clock } from "../core/context.ts";
import { Limits } from "./limits.ts";

/** tCP: the period of CLK, at least. Nanoseconds. */
export const CLOCK_PERIOD = 100n;
/** tCH and tCL: CLK high, and low. */
export const CLOCK_PULSE = 50n;
/** tDS: DIN before CLK rises. */
export const DATA_SETUP = 25n;
/** tCSW: CS high. */
export const LOAD_PULSE = 50n;
/** tLDCK: from CS to the next CLK. */
export const LOAD_TO_CLOCK = 50n;
/** tDO: CLK to DOUT, at most. */
export const OUT_DELAY = 25n;

const SLOWER = "Use a slower clock, 10 MHz at most.";

/** Code B, table 5: segments of a digit as bits `DP A B C D E F G`. */
const CODE_B = [
  0x7e, 0x30, 0x6d, 0x79, 0x33, 0x5b, 0x5f, 0x70, 0x7f, 0x7b, 0x01, 0x4f, 0x37, 0x0e, 0x67, 0x00,
];

/** What one chip keeps. */
export interface Max7219Registers {
  /** Digits 0 to 7. */
  readonly digits: readonly number[];
  readonly decode: number;
  /** 0 to 15: the LEDs are lit for `2 × intensity + 1` of 32 parts of the time. */
  readonly intensity: number;
  /** The last digit that is shown. */
  readonly scanLimit: number;
  readonly isOn: boolean;
  readonly isTest: boolean;
}

/** As they are when power comes: all registers are reset, and the chip is shut down. */
export const RESET_REGISTERS: Max7219Registers = {
  digits: [0, 0, 0, 0, 0, 0, 0, 0],
  decode: 0,
  intensity: 0,
  scanLimit: 0,
  isOn: false,
  isTest: false,
};

/** The registers behind a command. */
export function execute(registers: Max7219Registers, command: number): Max7219Registers {
  const data = command & 0xff;
  const address = (command >> 8) & 0xf;
  if (address >= 1 && address <= 8) {
    return { ...registers, digits: registers.digits.with(address - 1, data) };
  }
  switch (address) {
    case 0x9:
      return { ...registers, decode: data };
    case 0xa:
      return { ...registers, intensity: data & 0xf };
    case 0xb:
      return { ...registers, scanLimit: data & 7 };
    case 0xc:
      return { ...registers, isOn: (data & 1) === 1 };
    case 0xf:
      return { ...registers, isTest: (data & 1) === 1 };
    default:
      // 0 does nothing, 0xd and 0xe are none.
      return registers;
  }
}

/** The segments that are lit in each digit, as bits `DP A B C D E F G`. */
export function segments(registers: Max7219Registers): number[] {
  const { digits, decode, scanLimit, isOn, isTest } = registers;
  return digits.map((data, digit) => {
    if (isTest) return 0xff;
    if (!isOn || digit > scanLimit) return 0;
    return (decode >> digit) & 1 ? CODE_B[data & 0xf]! | (data & 0x80) : data;
  });
}

export type Wire = "DIN" | "CLK" | "CS";

/** Holds the times between edges against the data sheet. */
export class Max7219Timing {
  readonly #clock: Clock;
  readonly limits: Limits;
  /** When each wire changed last, and when CLK rose. Replaced at each change. */
  changed: Readonly<Record<Wire | "rise", bigint>> = { DIN: 0n, CLK: 0n, CS: 0n, rise: 0n };

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.limits = limits;
  }

  /** A wire changes to a level. */
  onChange(wire: Wire, level: 0 | 1): void {
    const { now } = this.#clock;
    const before = this.changed;
    const judge = (what: string, since: bigint, least: bigint): void => {
      if (since > 0n) this.limits.atLeast(what, now - since, least, SLOWER);
    };
    if (wire === "CLK") {
      judge(`CLK was ${level === 1 ? "low" : "high"} for`, before.CLK, CLOCK_PULSE);
      if (level === 1) {
        judge("CLK has a period of", before.rise, CLOCK_PERIOD);
        judge("DIN came before CLK by", before.DIN, DATA_SETUP);
        judge("CLK came behind CS by", before.CS, LOAD_TO_CLOCK);
      }
    }
    if (wire === "CS" && level === 0) judge("CS was high for", before.CS, LOAD_PULSE);
    const rise = wire === "CLK" && level === 1 ? { rise: now } : {};
    this.changed = { ...before, [wire]: now, ...rise };
  }
}
