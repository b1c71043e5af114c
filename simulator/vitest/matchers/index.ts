/** The matchers, as vitest takes them. */
import type { MatcherResult, MatcherState } from "vitest";
import { failureText, type Paint, PLAIN } from "../report/failure.ts";
import { toBlink } from "./blink.ts";
import { toHaveDuty } from "./duty.ts";
import { toHaveEdges } from "./edges.ts";
import type { MatcherContext, Verdict } from "./matcher.ts";
import { toPrint } from "./print.ts";
import { toPulse } from "./pulse.ts";
import { toBeQuiescent } from "./quiescent.ts";
import { toStay } from "./stay.ts";
import { toMatchWaveform } from "./waveform.ts";

function paintOf({ utils }: MatcherState): Paint {
  const { DIM_COLOR, BOLD_WEIGHT, EXPECTED_COLOR, RECEIVED_COLOR } = utils;
  return {
    ...PLAIN,
    dim: DIM_COLOR,
    bold: BOLD_WEIGHT,
    good: EXPECTED_COLOR,
    bad: RECEIVED_COLOR,
  };
}

function contextOf(state: MatcherState): MatcherContext {
  const { task } = state;
  const { retryCount = 0, repeatCount = 0 } = task?.result ?? {};
  return {
    paint: paintOf(state),
    test: { file: state.testPath, name: state.currentTestName },
    isNot: state.isNot,
    golden: {
      state: state.snapshotState as MatcherState["snapshotState"] | undefined,
      testId: task?.id ?? state.currentTestName,
      attempt: `${retryCount} ${repeatCount}`,
    },
  };
}

function matcher<Args extends unknown[]>(
  judge: (context: MatcherContext, received: unknown, ...args: Args) => Verdict,
): (this: MatcherState, received: unknown, ...args: Args) => MatcherResult {
  return function (received, ...args) {
    const context = contextOf(this);
    const verdict = judge(context, received, ...args);
    return {
      pass: verdict.pass,
      message: () => failureText(verdict.failure(), context.test, context.paint),
    };
  };
}

/** For `expect.extend`. */
export const matchers = {
  toBlink: matcher(toBlink),
  toHaveEdges: matcher(toHaveEdges),
  toStay: matcher(toStay),
  toHaveDuty: matcher(toHaveDuty),
  toPulse: matcher(toPulse),
  toPrint: matcher(toPrint),
  toBeQuiescent: matcher(toBeQuiescent),
  toMatchWaveform: matcher(toMatchWaveform),
};
