/**
 * From what a BME280 measures to what it tells, and back. Bosch BST-BME280-DS002 rev. 1.6, 4.2.3: the formulas in
 * whole numbers, which drivers use; searched for the raw value that gives what is to be shown.
 */

/** Trimming of the part, as table 16 names it. Values of one sensor; all have their own. */
export const TRIM = {
  T: [27_504, 26_435, -1_000],
  P: [36_477, -10_685, 3_024, 2_855, 140, -7, 15_500, -14_600, 6_000],
  H: [75, 362, 0, 315, 50, 30],
} as const;

/** The fine temperature, which the other two are corrected with. */
export function fineTemperature(raw: number): number {
  const [t1, t2, t3] = TRIM.T;
  const a = (((raw >> 3) - (t1 << 1)) * t2) >> 11;
  const b = (raw >> 4) - t1;
  return a + ((((b * b) >> 12) * t3) >> 14);
}

/** Hundredths of a degree Celsius. */
export function temperature(fine: number): number {
  return (fine * 5 + 128) >> 8;
}

/** 256ths of a pascal. */
export function pressure(raw: number, fine: number): number {
  const [p1, p2, p3, p4, p5, p6, p7, p8, p9] = TRIM.P.map(BigInt) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  let a = BigInt(fine) - 128_000n;
  let b = a * a * p6;
  b += (a * p5) << 17n;
  b += p4 << 35n;
  a = ((a * a * p3) >> 8n) + ((a * p2) << 12n);
  a = (((1n << 47n) + a) * p1) >> 33n;
  if (a === 0n) return 0;
  let p = 1_048_576n - BigInt(raw);
  p = (((p << 31n) - b) * 3_125n) / a;
  const c = (p9 * (p >> 13n) * (p >> 13n)) >> 25n;
  const d = (p8 * p) >> 19n;
  return Number(((p + c + d) >> 8n) + (p7 << 4n));
}

/** 1024ths of a per cent. */
export function humidity(raw: number, fine: number): number {
  const [h1, h2, h3, h4, h5, h6] = TRIM.H;
  const t = fine - 76_800;
  const a = ((raw << 14) - (h4 << 20) - h5 * t + 16_384) >> 15;
  const b = (((t * h6) >> 10) * (((t * h3) >> 11) + 32_768)) >> 10;
  // Beyond 32 bits in between, as in the datasheet's own: it wraps there, too.
  const c = (Math.imul(b + 2_097_152, h2) + 8_192) >> 14;
  let v = Math.imul(a, c);
  v -= ((((v >> 15) * (v >> 15)) >> 7) * h1) >> 4;
  v = Math.min(Math.max(v, 0), 419_430_400);
  return v >> 12;
}

/** The first whole number from 0 to `most` for which a condition holds that holds from there on. */
function first(most: number, condition: (raw: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (condition(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Of two neighbours, the one that comes nearer to what is wanted. */
function nearest(raw: number, wanted: number, of: (raw: number) => number): number {
  const before = Math.max(raw - 1, 0);
  return Math.abs(of(before) - wanted) <= Math.abs(of(raw) - wanted) ? before : raw;
}

export interface Raw {
  readonly temperature: number;
  readonly pressure: number;
  readonly humidity: number;
}

/** What the sensor would measure. */
export function rawOf(celsius: number, hectopascal: number, percent: number): Raw {
  const wantedFine = (celsius * 100 * 256) / 5;
  const warm = first(0xfffff, (raw) => fineTemperature(raw) >= wantedFine);
  const ofT = (raw: number): number => fineTemperature(raw);
  const t = nearest(warm, wantedFine, ofT);
  const fine = fineTemperature(t);
  const wantedP = hectopascal * 100 * 256;
  const ofP = (raw: number): number => pressure(raw, fine);
  const p = nearest(
    first(0xfffff, (raw) => ofP(raw) <= wantedP),
    wantedP,
    ofP,
  );
  const wantedH = percent * 1024;
  const ofH = (raw: number): number => humidity(raw, fine);
  const h = nearest(
    first(0xffff, (raw) => ofH(raw) >= wantedH),
    wantedH,
    ofH,
  );
  return { temperature: t, pressure: p, humidity: h };
}

/** Registers 0x88 to 0xA1: table 16. */
export function trimLow(): number[] {
  const words = [...TRIM.T, ...TRIM.P];
  return [...words.flatMap((word) => [word & 0xff, (word >> 8) & 0xff]), 0, TRIM.H[0]];
}

/** Registers 0xE1 to 0xE7. */
export function trimHigh(): number[] {
  const [, h2, h3, h4, h5, h6] = TRIM.H;
  return [
    h2 & 0xff,
    h2 >> 8,
    h3,
    (h4 >> 4) & 0xff,
    (h4 & 0x0f) | ((h5 & 0x0f) << 4),
    (h5 >> 4) & 0xff,
    h6,
  ];
}

/** Microseconds that a measurement takes at most, by the factor of each oversampling: appendix B, 9.1. */
export function measureMicros(t: number, p: number, h: number): number {
  return 1_250 + 2_300 * t + (p > 0 ? 2_300 * p + 575 : 0) + (h > 0 ? 2_300 * h + 575 : 0);
}
