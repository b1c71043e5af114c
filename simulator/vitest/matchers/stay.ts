import { formatTime } from "../../core/time.ts";
import { changesIn, levelWord, signalOf, spanText, windowOf } from "../report/signal.ts";
import { levelAt } from "../../trace/trace.ts";
import { Given } from "../report/wrong-use.ts";
import { expected, type MatcherContext, type Verdict } from "./matcher.ts";

/** Of which span `toStay` asks. */
export interface StayOptions {
  /** Nanoseconds since reset; edges at that very instant come before. Default: the beginning. */
  readonly from?: bigint;
  /** Nanoseconds since reset, itself outside. Default: all until now. */
  readonly to?: bigint;
}

export function toStay(
  _: MatcherContext,
  received: unknown,
  level: 0 | 1,
  options: StayOptions = {},
): Verdict {
  const signal = signalOf("toStay", received);
  const given = new Given("toStay", "toStay(1, { from: 0n, to: millis(500) })", options, [
    "from",
    "to",
  ]);
  given.checkLevel("is given the level", level);
  const window = windowOf(given, signal.sim);
  const { sim, pin, title } = signal;
  const first = levelAt(signal, window.from);
  const change = changesIn(signal, { ...window, from: window.from + 1n })[0];
  const pass = first === level && !change;
  const wish = `to stay ${levelWord(level)} ${spanText(window, sim)}`;
  return {
    pass,
    failure: () => {
      const message = pass
        ? `${expected(title, true, wish)},\nbut it does`
        : first === level
          ? `${expected(title, false, wish)},\nbut at ${formatTime(change!.time)} it becomes ${levelWord(change!.level)}`
          : `${expected(title, false, wish)},\nbut at ${formatTime(window.from)} it is ${levelWord(first)}`;
      const at = pass ? undefined : first === level ? change!.time : window.from;
      return { sim, pin, window: pass ? window : undefined, at, message };
    },
  };
}
