import { formatTime } from "../../core/time.ts";
import { simulatorOf } from "../report/signal.ts";
import type { Simulator } from "../../simulator.ts";
import { wrongUse } from "../report/wrong-use.ts";
import { expected, type MatcherContext, type Verdict } from "./matcher.ts";

/**
 * Whether the firmware rests until something outside moves: it sleeps, no timer runs, no task is
 * ready. Also if all its tasks have ended.
 */
export function toBeQuiescent(_: MatcherContext, received: unknown): Verdict {
  const sim = simulatorOf("toBeQuiescent", received);
  if (sim.state !== "crashed" && sim.summary().polls === 0) {
    throw wrongUse(
      "toBeQuiescent cannot tell: the firmware has not been started",
      "run it first, if only for no time: `sim.runFor(0n)`",
    );
  }
  const reason = unrest(sim);
  const pass = reason === undefined;
  return {
    pass,
    failure: () => ({
      sim,
      message: `${expected("the firmware", pass, `to be quiescent at ${formatTime(sim.now)}`)},\nbut ${reason ?? (sim.state === "finished" ? "all its tasks have ended" : "it waits for something outside, and no timer runs")}`,
    }),
  };
}

function unrest(sim: Simulator): string | undefined {
  switch (sim.state) {
    case "waiting":
    case "finished":
      return undefined;
    case "deadlock":
      return "it is in a deadlock: nothing will ever wake it";
    case "crashed":
      return "it has crashed";
    case "running":
      return sim.tasks().some(({ queued }) => queued) ? "a task is ready to run" : "a timer runs";
  }
}
