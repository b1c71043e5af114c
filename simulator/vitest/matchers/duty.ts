import { formatTime } from "../../core/time.ts";
import {
  changesIn,
  lastOf,
  levelBefore,
  type Signal,
  signalOf,
  spanText,
  type Window,
  windowOf,
} from "../report/signal.ts";
import { Given } from "../report/wrong-use.ts";
import { expected, type MatcherContext, type Verdict } from "./matcher.ts";

/** How exactly `toHaveDuty` asks, and of which span. */
export interface DutyOptions {
  /** How far the share may be off, from 0 to 1. Default 0: exact. */
  readonly tolerance?: number;
  /** Nanoseconds since reset. Default: the beginning. */
  readonly from?: bigint;
  /** Nanoseconds since reset, itself outside. Default: now. */
  readonly to?: bigint;
}

export function toHaveDuty(
  _: MatcherContext,
  received: unknown,
  share: number,
  options: DutyOptions = {},
): Verdict {
  const signal = signalOf("toHaveDuty", received);
  const example = "toHaveDuty(0.5, { from: 0n, to: seconds(2) })";
  const given = new Given("toHaveDuty", example, options, ["tolerance", "from", "to"]);
  const wanted = given.checkShare("is given the share", share);
  const tolerance = given.share("tolerance") ?? 0;
  const { sim, pin, title } = signal;
  const asked = windowOf(given, sim);
  const window = { ...asked, to: lastOf(asked, sim) };
  const total = window.to - window.from;
  if (total === 0n) throw given.wrong("has nothing to measure: no time has passed");
  const high = timeHigh(signal, window);
  const pass = isWithin(high, total, wanted, tolerance);
  const span = spanText(window, sim);
  const wish = `to be high for ${percent(wanted)}${tolerance === 0 ? "" : ` ± ${percent(tolerance)}`} of the time ${span}`;
  const measured = `${percent(Number(high) / Number(total))}: ${formatTime(high)} of ${formatTime(total)}`;
  return {
    pass,
    failure: () => ({
      sim,
      pin,
      window,
      message: `${expected(title, pass, wish)},\nbut it is for ${measured}`,
    }),
  };
}

function timeHigh(signal: Signal, window: Window): bigint {
  let high = 0n;
  let since = window.from;
  let level = levelBefore(signal, window.from);
  for (const change of changesIn(signal, window)) {
    if (level === 1) high += change.time - since;
    since = change.time;
    level = change.level;
  }
  return level === 1 ? high + window.to - since : high;
}

/** Exact for shares that have a decimal, as times are. */
function isWithin(high: bigint, total: bigint, share: number, tolerance: number): boolean {
  const scale = 10 ** 15;
  const units = (value: number): bigint => BigInt(Math.round(value * scale));
  const off = high * BigInt(scale) - units(share) * total;
  return (off < 0n ? -off : off) <= units(tolerance) * total;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))} %`;
}
