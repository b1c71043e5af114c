/** What turns voltages into numbers. */

/** How long a conversion takes. In nanoseconds. */
export interface ConversionTime {
  /** From its beginning to the moment whose voltage counts. */
  readonly hold: bigint;
  /** From its beginning to the value. */
  readonly whole: bigint;
}

/** The converter of a board. It has one, which its pins share. */
export interface Converter {
  /** Logical numbers of its pins. */
  readonly pins: readonly number[];
  readonly bits: number;
  readonly each: ConversionTime;
  /** The first one after it was switched on. */
  readonly first: ConversionTime;
}

/** With the clock that Arduino gives it: 16 MHz / 128. */
const ATMEGA328P_CYCLE = 8_000n;

/**
 * ATmega328P datasheet (Microchip DS40002061), 24.4 "Prescaling and Conversion Timing": 13 cycles, of which the
 * voltage is held after 1.5; the first conversion 25 and 13.5. The wait for an edge of the converter's clock, up to a
 * cycle, is left out. Full scale is AVCC.
 */
export const ATMEGA328P_CONVERTER: Converter = {
  pins: [14, 15, 16, 17, 18, 19],
  bits: 10,
  each: { hold: (ATMEGA328P_CYCLE * 3n) / 2n, whole: ATMEGA328P_CYCLE * 13n },
  first: { hold: (ATMEGA328P_CYCLE * 27n) / 2n, whole: ATMEGA328P_CYCLE * 25n },
};

/**
 * RP2040 datasheet, 4.9.2: 96 cycles of 48 MHz a conversion (as others quote it: not checked against its text). It
 * does not tell when in them the voltage is held: the beginning is taken. GP26 to GP28 are inputs 0 to 2.
 */
export const RP2040_CONVERTER: Converter = {
  pins: [26, 27, 28],
  bits: 12,
  each: { hold: 0n, whole: 2_000n },
  first: { hold: 0n, whole: 2_000n },
};

/**
 * ESP32 datasheet (v3.8), table 7 "ADC Characteristics": 12 bits, 200,000 samples a second by the RTC controller. When in them the
 * voltage is held is not told: the beginning is taken. Full scale is taken to be the supply, as with the highest
 * attenuation, and linear, which the chip's is not.
 */
export const ESP32_CONVERTER: Converter = {
  pins: [0, 2, 4, 12, 13, 14, 15, 25, 26, 27, 32, 33, 34, 35, 36, 39],
  bits: 12,
  each: { hold: 0n, whole: 5_000n },
  first: { hold: 0n, whole: 5_000n },
};

/** The value of a voltage as a share of full scale, in the converter's bits. What is beyond has the value at the end. */
export function quantised(share: number, bits: number): number {
  const steps = 2 ** bits;
  return Math.min(Math.max(Math.floor(share * steps), 0), steps - 1);
}

/** A value in 16 bits: its bits over and over, so that full scale is 65535 and 0 is 0. */
export function widened(value: number, bits: number): number {
  let wide = 0;
  for (let shift = 16 - bits; shift > -bits; shift -= bits) {
    wide |= shift >= 0 ? value << shift : value >> -shift;
  }
  return wide;
}
