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
import { Given } from "../report/wrong-use.ts";
import { within } from "./blink.ts";
import { expected, type MatcherContext, type Verdict } from "./matcher.ts";

/** What `toPulse` asks of a pin. */
export interface PulseOptions {
  /** Level of the pulse. */
  readonly level: 0 | 1;
  /** How long each pulse lasts, in nanoseconds. */
  readonly width: bigint;
  /** How far each width may be off, in nanoseconds. Default 0: exact. */
  readonly tolerance?: bigint;
  /** How many pulses there are, exactly. Default: at least one. */
  readonly count?: number;
  /** Nanoseconds since reset. Default: the beginning. */
  readonly from?: bigint;
  /** Nanoseconds since reset, itself outside. Default: all until now. */
  readonly to?: bigint;
}

interface Pulse {
  readonly start: bigint;
  /** Undefined while it lasts. */
  readonly end?: bigint;
}

export function toPulse(_: MatcherContext, received: unknown, options: PulseOptions): Verdict {
  const signal = signalOf("toPulse", received);
  const given = new Given("toPulse", "toPulse({ level: 1, width: millis(20) })", options, [
    "level",
    "width",
    "tolerance",
    "count",
    "from",
    "to",
  ]);
  const level = given.level("level");
  const width = given.span("width");
  const tolerance = given.time("tolerance") ?? 0n;
  const count = given.count("count", 0);
  const window = windowOf(given, signal.sim);
  const { sim, pin, title } = signal;
  const pulses = pulsesIn(signal, window, level);
  const whole = pulses.filter(({ end }) => end !== undefined);
  const span = spanText(window, sim);
  const fault = findFault(pulses, { width, tolerance, last: lastOf(window, sim) });
  const isCount = count === undefined ? whole.length > 0 : whole.length === count;
  const kind = `${levelWord(level)} pulse`;
  const wish = `to give ${count === undefined ? `${kind}s` : numberOf(count, kind)} of ${formatTime(width)}${within(tolerance)} ${span}`;
  const pass = !fault && isCount;
  return {
    pass,
    failure: () => {
      if (pass)
        return {
          sim,
          pin,
          window,
          message: `${expected(title, true, wish)},\nbut it gives ${numberOf(whole.length, kind)}`,
        };
      const what =
        fault?.text ?? `there ${whole.length === 1 ? "is" : "are"} ${numberOf(whole.length, kind)}`;
      // Of too many, the first that is too much.
      const extra = count === undefined ? undefined : whole[count]?.start;
      return {
        sim,
        pin,
        window,
        at: fault?.at ?? extra,
        message: `${expected(title, false, wish)},\nbut ${what}`,
      };
    },
  };
}

function numberOf(count: number, kind: string): string {
  return count === 0 ? `no ${kind}s` : `${count} ${kind}${count === 1 ? "" : "s"}`;
}

/** Those that begin in the window with an edge from the other level. */
function pulsesIn(signal: Signal, window: Window, level: 0 | 1): readonly Pulse[] {
  const pulses: Pulse[] = [];
  let before = levelBefore(signal, window.from);
  let start: bigint | undefined;
  for (const change of changesIn(signal, window)) {
    if (start !== undefined) pulses.push({ start, end: change.time });
    start = change.level === level && before === 1 - level ? change.time : undefined;
    before = change.level;
  }
  return start === undefined ? pulses : [...pulses, { start }];
}

function findFault(
  pulses: readonly Pulse[],
  { width, tolerance, last }: { width: bigint; tolerance: bigint; last: bigint },
): { at: bigint; text: string } | undefined {
  for (const { start, end } of pulses) {
    const took = (end ?? last) - start;
    const at = end ?? start + width + tolerance;
    const off = took < width ? width - took : took - width;
    if (off <= tolerance || (end === undefined && took < width)) continue;
    const text =
      end === undefined
        ? `the one at ${formatTime(start)} lasts for ${formatTime(took)} and has not ended`
        : `the one at ${formatTime(start)} lasts for ${formatTime(took)}`;
    return { at, text };
  }
  return undefined;
}
