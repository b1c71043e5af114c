/** How fast a metered processor is, as an exact ratio: no double is a tenth. */
import { UsageError } from "./errors.ts";

const SECOND = 1_000_000_000n;

export interface CpuRate {
  /** Clock cycles a second. */
  readonly hz: number;
  /** WebAssembly instructions that a cycle executes; less than 1 on most small processors. Default 1. */
  readonly instructionsPerCycle?: number | undefined;
}

/** An instruction takes `time / parts` nanoseconds. */
export interface InstructionTime {
  readonly time: bigint;
  readonly parts: bigint;
}

/**
 * What an instruction takes.
 * @throws UsageError if a number is not above 0 and finite.
 */
export function instructionTime({ hz, instructionsPerCycle = 1 }: CpuRate): InstructionTime {
  const clock = ratio("cpu.hz", hz, "give the clock cycles of a second: 16_000_000");
  const width = ratio(
    "cpu.instructionsPerCycle",
    instructionsPerCycle,
    "give a number above 0: 0.25 if an instruction takes four cycles",
  );
  const time = SECOND * clock.parts * width.parts;
  const parts = clock.count * width.count;
  const common = greatestCommonDivisor(time, parts);
  return { time: time / common, parts: parts / common };
}

/** The number that `value` prints as. */
function ratio(name: string, value: number, hint: string): { count: bigint; parts: bigint } {
  const written = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!written || value === 0) throw new UsageError(`\`${name}\` is ${value}`, hint);
  const fraction = written[2] ?? "";
  const exponent = Number(written[3] ?? 0) - fraction.length;
  const digits = BigInt(written[1]! + fraction);
  return exponent >= 0
    ? { count: digits * 10n ** BigInt(exponent), parts: 1n }
    : { count: digits, parts: 10n ** BigInt(-exponent) };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
