/** Which signals are shown: those the user chose, and perhaps not those that never change. */
import type { SignalInfo } from "../protocol.ts";

/** A board of more signals than this hides the silent ones at first. */
const MANY = 12;

export interface Choice {
  /** By name, so that it outlives a build that numbers them anew. */
  readonly unwanted: ReadonlySet<string>;
  readonly hideSilent: boolean;
}

export function firstChoice(signals: readonly SignalInfo[]): Choice {
  return { unwanted: new Set(), hideSilent: signals.length > MANY };
}

/** Shows a signal, or not. */
export function want(choice: Choice, name: string, isWanted: boolean): Choice {
  const unwanted = new Set(choice.unwanted);
  if (isWanted) unwanted.delete(name);
  else unwanted.add(name);
  return { ...choice, unwanted };
}

/** @param hasEdges signals that are known to change, by index. */
export function shownSignals(
  signals: readonly SignalInfo[],
  { unwanted, hideSilent }: Choice,
  hasEdges: ReadonlySet<number>,
): number[] {
  return signals.flatMap(({ name }, i) =>
    unwanted.has(name) || (hideSilent && !hasEdges.has(i)) ? [] : [i],
  );
}
