/** What must be true of a simulation when its test ends. */
import { explainError } from "../cli/explain-error.ts";
import { FirmwareError, type FirmwareErrorCode } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import { UNSEEN_PRESS } from "../diagnosis/presses.ts";
import type { Simulator } from "../simulator.ts";
import { originOf } from "./report/origin.ts";

/** Codes of what a test expects: of a diagnostic, of a crash, or of a press that went wrong. */
export type Allowed =
  FirmwareErrorCode | "deadlock" | "unseen-press" | "press-to-come" | (string & {});

export interface Problem {
  readonly code: string;
  /** Lines. */
  readonly text: string;
}

/** What ended the run, if it was a fault of the firmware that is not allowed. */
export function crashOf(sim: Simulator, allow: readonly Allowed[]): Problem[] {
  if (sim.state !== "crashed") return [];
  const code = sim.failure instanceof FirmwareError ? sim.failure.code : "crash";
  if (allow.includes(code)) return [];
  const { text } = explainError(sim.failure, { env: {} }, originOf(sim)?.sourceText);
  return [{ code, text }];
}

/** All that is wrong at the end of a test. */
export function problemsOf(sim: Simulator, allow: readonly Allowed[]): Problem[] {
  const errors = sim.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, time, message, hint }) => ({
      code,
      text: `error at ${formatTime(time)}: ${message} [${code}]\n  way out: ${hint}`,
    }));
  const all = [...crashOf(sim, allow), ...errors, ...pressesToCome(sim), ...unseenPresses(sim)];
  return all.filter(({ code }) => !allow.includes(code));
}

function pressesToCome(sim: Simulator): Problem[] {
  if (sim.state === "crashed") return [];
  return sim.parts.buttons.flatMap(({ id, upcoming }) =>
    upcoming.map((at) => ({
      code: "press-to-come",
      text: `${id} would be pressed at ${formatTime(at)}, but the test ends at ${formatTime(sim.now)} [press-to-come]\n  way out: run longer, or press earlier`,
    })),
  );
}

/** Presses that the firmware cannot know of. */
function unseenPresses(sim: Simulator): Problem[] {
  return [...sim.diagnostics.filter(({ code }) => code === UNSEEN_PRESS), ...sim.unseenPresses].map(
    ({ code, message, hint }) => ({ code, text: `${message} [${code}]\n  way out: ${hint}` }),
  );
}
