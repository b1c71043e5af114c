/** What is known of a simulator that the fixture made: what it takes to make it again. */
import type { Simulator } from "../../simulator.ts";

export interface Origin {
  /** The firmware, as the command line names it from the current folder. */
  readonly firmware: string;
  /** The board for `--board`; null if it is the one beside the firmware, or a bare one. */
  readonly board: string | null;
  readonly seed: number;
  /** More flags of `wakeful run`. */
  readonly flags: readonly string[];
  /** What `wakeful run` has no flag for. */
  readonly beyond: readonly string[];
  /** The text of a source of the firmware. */
  sourceText(file: string): string | undefined;
}

const origins = new WeakMap<Simulator, Origin>();

export function rememberOrigin(sim: Simulator, origin: Origin): void {
  origins.set(sim, origin);
}

/** Undefined for a simulator that a test loaded by itself. */
export function originOf(sim: Simulator): Origin | undefined {
  return origins.get(sim);
}
