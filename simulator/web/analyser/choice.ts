/** Which signals are shown: those in use, unless the user chose otherwise, and perhaps not those that never change. */
import type { SignalInfo } from "../protocol.ts";

export interface Choice {
  /** What the user wants and does not want, by name: it outlives a build that numbers signals anew. */
  readonly wanted: ReadonlyMap<string, boolean>;
  readonly hideSilent: boolean;
}

export const FIRST_CHOICE: Choice = { wanted: new Map(), hideSilent: false };

/** Shows a signal, or not. */
export function want(choice: Choice, name: string, isWanted: boolean): Choice {
  return { ...choice, wanted: new Map(choice.wanted).set(name, isWanted) };
}

/** @param active signals that are in use, by index. */
export function isWanted(
  { wanted }: Choice,
  signals: readonly SignalInfo[],
  signal: number,
  active: ReadonlySet<number>,
): boolean {
  return wanted.get(signals[signal]!.name) ?? active.has(signal);
}

/** @param hasEdges signals that are known to change, by index. */
export function shownSignals(
  signals: readonly SignalInfo[],
  choice: Choice,
  active: ReadonlySet<number>,
  hasEdges: ReadonlySet<number>,
): number[] {
  return signals.flatMap((_, i) => {
    const isShown = isWanted(choice, signals, i, active);
    return isShown && !(choice.hideSilent && !hasEdges.has(i)) ? [i] : [];
  });
}
