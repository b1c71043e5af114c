/** Frequencies and shares as people read them. */

const FREQUENCIES = [
  [1e9, "GHz"],
  [1e6, "MHz"],
  [1e3, "kHz"],
  [1, "Hz"],
  [1e-3, "mHz"],
] as const;

/** `1 kHz`, `12.3457 Hz`: six digits. */
export function frequencyText(hertz: number): string {
  // What is rounded up to a thousand is one of the next unit.
  const rounded = Number(hertz.toPrecision(6));
  const [unit, name] = FREQUENCIES.find(([least]) => rounded >= least) ?? FREQUENCIES.at(-1)!;
  return `${Number((rounded / unit).toPrecision(6))} ${name}`;
}

/** Of a time in nanoseconds: `1 kHz` of `1ms`; a dash for none. */
export function inverseText(time: number): string {
  return time > 0 ? frequencyText(1e9 / time) : "–";
}

/** `50 %`, `33.33 %`. */
export function shareText(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
