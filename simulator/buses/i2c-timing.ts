/**
 * Times on a two-wire bus, in nanoseconds: NXP UM10204 rev. 7, table 11, "Characteristics of the SDA and SCL
 * bus lines". Those not marked are least times.
 */
export interface I2cTiming {
  readonly name: string;
  /** fSCL, the most, in Hz. */
  readonly hz: number;
  /** tHD;STA: from START to the first low of the clock. */
  readonly startHold: bigint;
  /** tLOW */
  readonly low: bigint;
  /** tHIGH */
  readonly high: bigint;
  /** tSU;STA: high of the clock before a repeated START. */
  readonly startSetup: bigint;
  /** tSU;DAT: data before the clock rises. */
  readonly dataSetup: bigint;
  /** tSU;STO: high of the clock before STOP. */
  readonly stopSetup: bigint;
  /** tBUF: from STOP to START. */
  readonly free: bigint;
  /** tVD;DAT and tVD;ACK, the most: data of a device after the clock fell. */
  readonly valid: bigint;
}

export const STANDARD_MODE: I2cTiming = {
  name: "standard mode",
  hz: 100_000,
  startHold: 4_000n,
  low: 4_700n,
  high: 4_000n,
  startSetup: 4_700n,
  dataSetup: 250n,
  stopSetup: 4_000n,
  free: 4_700n,
  valid: 3_450n,
};

export const FAST_MODE: I2cTiming = {
  name: "fast mode",
  hz: 400_000,
  startHold: 600n,
  low: 1_300n,
  high: 600n,
  startSetup: 600n,
  dataSetup: 100n,
  stopSetup: 600n,
  free: 1_300n,
  valid: 900n,
};

export const FAST_MODE_PLUS: I2cTiming = {
  name: "fast mode plus",
  hz: 1_000_000,
  startHold: 260n,
  low: 500n,
  high: 260n,
  startSetup: 260n,
  dataSetup: 50n,
  stopSetup: 260n,
  free: 500n,
  valid: 450n,
};

/**
 * What a side that changes data keeps of the old after the clock fell, to bridge the undefined region of the falling
 * edge: note 8 of Maxim's DS3231 data sheet (19-5170 rev. 10), and tHD of the SSD1306's (rev. 1.4, table 13-6).
 */
export const DATA_HOLD = 300n;

/** A device lets go of the line a little later, so that nobody sees it free between two who pull it. */
export const RELEASE_HOLD = 320n;

/** The mode of a clock; undefined above them all. */
export function timingOf(hz: number): I2cTiming | undefined {
  return [STANDARD_MODE, FAST_MODE, FAST_MODE_PLUS].find((mode) => hz <= mode.hz);
}

export interface I2cSpeed {
  readonly timing: I2cTiming;
  readonly low: bigint;
  readonly high: bigint;
  /** For so long the clock may be held, and the bus may be busy. */
  readonly patience: bigint;
}

/** Both halves of a cycle as long as each other, but for what the mode asks of each. */
export function speedOf(hz: number, timing: I2cTiming, patience: bigint): I2cSpeed {
  const period = (1_000_000_000n + BigInt(hz) - 1n) / BigInt(hz);
  const half = period / 2n;
  const low = half > timing.low ? half : timing.low;
  const rest = period - low;
  return { timing, low, high: rest > timing.high ? rest : timing.high, patience };
}
