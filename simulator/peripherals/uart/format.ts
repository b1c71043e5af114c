/** How bytes lie on a line: baud rate, and the frame around each byte. */
import { UartFrame } from "../../../hal/generated/border.ts";

const SECOND = 1_000_000_000n;

/** How bytes are framed on a line, and how fast. */
export interface Format {
  /** Bits a second. */
  readonly baud: number;
  /** A set of `UartFrame`. */
  readonly frame: number;
}

/** Of these fewer than 8 or 9 are data. */
export function dataBits({ frame }: Format): number {
  return frame & UartFrame.SevenBits ? 7 : 8;
}

/** `N`, `E` or `O`. */
function parityOf({ frame }: Format): "N" | "E" | "O" {
  if (frame & UartFrame.EvenParity) return "E";
  return frame & UartFrame.OddParity ? "O" : "N";
}

export function hasParity(format: Format): boolean {
  return parityOf(format) !== "N";
}

/** The parity bit of a byte. */
export function parityBit(byte: number, format: Format): 0 | 1 {
  let ones = format.frame & UartFrame.OddParity ? 1 : 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) ones++;
  return (ones & 1) as 0 | 1;
}

/** All bits of a byte as they are sent, the first one lowest, and how many they are. */
export function framed(byte: number, format: Format): { bits: number; count: number } {
  const width = dataBits(format);
  const data = byte & ((1 << width) - 1);
  let count = 1 + width;
  let bits = data << 1;
  if (hasParity(format)) bits |= parityBit(data, format) << count++;
  const stops = format.frame & UartFrame.TwoStopBits ? 2 : 1;
  for (let i = 0; i < stops; i++) bits |= 1 << count++;
  return { bits, count };
}

/** When so many half bits are over, in nanoseconds, rounded once: no error adds up. */
export function halfBits(count: bigint, { baud }: Format): bigint {
  const rate = 2n * BigInt(baud);
  return (count * SECOND * 2n + rate) / (2n * rate);
}

/** `9600 baud 8N1`. */
export function describeFormat(format: Format): string {
  const stops = format.frame & UartFrame.TwoStopBits ? 2 : 1;
  return `${format.baud} baud ${dataBits(format)}${parityOf(format)}${stops}`;
}

export function isSameFormat(a: Format, b: Format): boolean {
  return a.baud === b.baud && a.frame === b.frame;
}
