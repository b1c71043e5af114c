import { formatTime } from "../../core/time.ts";
import {
  changesIn,
  lastOf,
  levelBefore,
  levelWord,
  type Signal,
  signalOf,
  spanText,
  type Window,
  windowOf,
} from "../report/signal.ts";
import { Given, wrongUse } from "../report/wrong-use.ts";
import { expected, type MatcherContext, type Verdict } from "./matcher.ts";

/** What `toBlink` asks of a pin. */
export interface BlinkOptions {
  /** From rise to rise, and from fall to fall, in nanoseconds. */
  readonly period: bigint;
  /** How far a period may be off, in nanoseconds. Default 0: exact. */
  readonly tolerance?: bigint;
  /** Whole periods that must be seen at least. Default 2. */
  readonly cycles?: number;
  /** Nanoseconds since reset. Default: the beginning. */
  readonly from?: bigint;
  /** Nanoseconds since reset, itself outside. Default: all until now. */
  readonly to?: bigint;
}

interface Fault {
  readonly at: bigint;
  readonly text: string;
}

interface Wanted {
  readonly period: bigint;
  readonly tolerance: bigint;
}

export function toBlink(_: MatcherContext, received: unknown, options: BlinkOptions): Verdict {
  const signal = signalOf("toBlink", received);
  const given = new Given("toBlink", "toBlink({ period: millis(1000) })", options, [
    "period",
    "tolerance",
    "cycles",
    "from",
    "to",
  ]);
  const wanted = { period: given.span("period"), tolerance: given.time("tolerance") ?? 0n };
  const cycles = given.count("cycles", 1) ?? 2;
  const window = windowOf(given, signal.sim);
  const { sim, pin, title } = signal;
  const { fault, seen } = watch(signal, window, wanted);
  const span = spanText(window, sim);
  if (!fault && seen < cycles) {
    throw wrongUse(
      `toBlink cannot tell whether ${title} blinks: ${span} it sees ${seen} of the ${cycles} periods that it wants`,
      `run longer before${seen > 0 ? `, or ask for fewer: \`cycles: ${seen}\`` : ""}`,
    );
  }
  const wish = `to blink with a period of ${formatTime(wanted.period)}${within(wanted.tolerance)}`;
  return {
    pass: !fault,
    failure: () => ({
      sim,
      pin,
      window,
      at: fault?.at,
      message: fault
        ? `${expected(title, false, wish)},\nbut ${fault.text}`
        : `${expected(title, true, wish)},\nbut it does so for ${seen} periods ${span}`,
    }),
  };
}

/** ` ± 1ms`, or nothing. */
export function within(tolerance: bigint): string {
  return tolerance === 0n ? "" : ` ± ${formatTime(tolerance)}`;
}

const NAMES = { 0: "fall", 1: "rise" } as const;

/** The first fault, and how many whole periods were right before it. */
function watch(
  signal: Signal,
  window: Window,
  { period, tolerance }: Wanted,
): { fault?: Fault; seen: number } {
  const { sim } = signal;
  const longest = period + tolerance;
  const last: { 0?: bigint; 1?: bigint } = {};
  let before = levelBefore(signal, window.from);
  let seen = 0;
  for (const { time, level } of changesIn(signal, window)) {
    const isFirst = last[0] === undefined && last[1] === undefined;
    if (level === "z" || level === "x") {
      const late = overdue(last, longest, time);
      if (late) return { fault: late, seen };
      if (!isFirst)
        return {
          fault: { at: time, text: `at ${formatTime(time)} it is ${levelWord(level)}` },
          seen,
        };
    } else if (before === 0 || before === 1) {
      if (isFirst && time - window.from > longest) {
        const text = `nothing happens before ${formatTime(time)}`;
        return { fault: { at: time, text }, seen };
      }
      const previous = last[level];
      if (previous !== undefined) {
        const took = time - previous;
        const off = took < period ? period - took : took - period;
        const name = NAMES[level];
        const text = `from the ${name} at ${formatTime(previous)} to the one at ${formatTime(time)} it takes ${formatTime(took)}`;
        if (off > tolerance) return { fault: { at: time, text }, seen };
        if (level === 1) seen++;
      }
      last[level] = time;
    }
    before = level;
  }
  const end = lastOf(window, sim);
  const late = overdue(last, longest, end);
  if (late) return { fault: late, seen };
  if (last[0] === undefined && last[1] === undefined && end - window.from > longest) {
    const text = `it is ${levelWord(before)} all the time ${spanText(window, sim)}`;
    return { fault: { at: window.from + longest, text }, seen };
  }
  return { seen };
}

/** An edge that should have come before `time`. */
function overdue(
  last: { 0?: bigint; 1?: bigint },
  longest: bigint,
  time: bigint,
): Fault | undefined {
  const faults = ([0, 1] as const).flatMap((level) => {
    const previous = last[level];
    if (previous === undefined || time - previous <= longest) return [];
    const name = NAMES[level];
    const at = previous + longest;
    const text = `after the ${name} at ${formatTime(previous)} there is no other by ${formatTime(at)}`;
    return [{ at, text }];
  });
  return faults.sort((a, b) => (a.at < b.at ? -1 : 1))[0];
}
