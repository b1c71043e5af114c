import type { MatcherState } from "vitest";
import type { Failure, Paint } from "../report/failure.ts";
import type { TestName } from "../report/replay.ts";

/** What a matcher knows besides its arguments. */
export interface MatcherContext {
  readonly paint: Paint;
  readonly test: TestName;
  /** Whether `.not` stands before it. */
  readonly isNot: boolean;
  /** Vitest's own, for golden files. */
  readonly golden: GoldenState;
}

/** What of vitest's snapshots a golden file needs. */
export interface GoldenState {
  /** Missing outside of a test. */
  readonly state: MatcherState["snapshotState"] | undefined;
  readonly testId: string | undefined;
  /** Differs between the retries and repeats of a test. */
  readonly attempt: string;
}

export interface Verdict {
  readonly pass: boolean;
  /** What to tell of it: of the fault, or with `.not` of what should not have been. */
  failure(): Failure;
}

/** `expected pin 13 (D13 led1) not to blink`. */
export function expected(what: string, pass: boolean, wish: string): string {
  return `expected ${what} ${pass ? "not " : ""}${wish}`;
}
