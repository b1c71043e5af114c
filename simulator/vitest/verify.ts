/** What must be true of a simulation when its test ends. */
import { explainError } from "../cli/explain-error.ts";
import { FirmwareError, type FirmwareErrorCode } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import type { Simulator } from "../simulator.ts";
import type { TraceSignal } from "../trace/trace.ts";
import { partsOf } from "./report/names.ts";
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

/** Presses that no pin felt. Whether the firmware looked at the pin is not known. */
function unseenPresses(sim: Simulator): Problem[] {
  const { signals } = recordOf(sim);
  const buttons = signals.filter(({ kind }) => kind === "button");
  return buttons.flatMap(({ name, changes }) => {
    const pins = signals.filter(
      ({ kind, pin }) => kind === "pin" && partsOf(sim).get(pin!)?.includes(name) === true,
    );
    const presses = changes.filter(({ level }) => level === 1);
    const unseen = presses.find(({ time }) => !pins.some((pin) => changesAt(pin, time)));
    if (!unseen) return [];
    const why =
      pins.length === 0
        ? "no pin is wired to it"
        : `${pins.map((pin) => pin.name).join(" and ")} did not change`;
    return [
      {
        code: "unseen-press",
        text: `nobody can have seen ${name} pressed at ${formatTime(unseen.time)}: ${why} [unseen-press]\n  way out: wire the button between a pin and ground, and give the pin a pull-up`,
      },
    ];
  });
}

function recordOf(sim: Simulator): { readonly signals: readonly TraceSignal[] } {
  try {
    return sim.trace;
  } catch {
    // Loaded with `record: false`.
    return { signals: [] };
  }
}

function changesAt({ changes }: TraceSignal, time: bigint): boolean {
  return changes.some((change) => change.time === time);
}
