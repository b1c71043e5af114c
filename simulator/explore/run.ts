/** One run: a script on a fresh board, and what went wrong. Nothing else decides it. */
import { UsageError } from "../core/errors.ts";
import { playScript, type Script } from "../script/script.ts";
import type { Snapshot } from "../travel/snapshot.ts";
import type { Scenario, Verdict } from "./scenario.ts";
import type { Subject } from "./subject.ts";

export interface Fault {
  /** What kind of failure: the code of a crash or diagnostic, `check`, `always`. */
  readonly kind: string;
  /** Lines. */
  readonly message: string;
  /** The way out, if the simulator knows one. */
  readonly hint?: string | undefined;
  /** When it was found, in nanoseconds since reset. */
  readonly at: bigint;
}

export interface Run {
  readonly sim: Subject;
  readonly fault: Fault | undefined;
}

/**
 * @param steps is told of each instant at which the firmware had a turn or a pin changed, in order.
 * @throws UsageError if the scenario, and not the firmware, is wrong.
 */
export function runScript(
  scenario: Scenario,
  script: Script,
  { record = scenario.record ?? false, steps }: RunOptions = {},
): Run {
  const sim = simulatorFor(scenario, script.seed, record);
  playScript(sim, script);
  const undo = steps && watch(sim, steps);
  const fault = findFault(scenario, sim, steps);
  undo?.();
  return { sim, fault };
}

interface Kept {
  readonly sim: Subject;
  readonly beginning: Snapshot;
}

const kept = new WeakMap<Scenario, Map<number, Kept>>();

function simulatorFor(scenario: Scenario, seed: number, record: boolean): Subject {
  const isKept =
    seed >= 1 && seed <= (scenario.seeds ?? 0) && record === (scenario.record ?? false);
  if (!isKept) return load(scenario, seed, record);
  let simulators = kept.get(scenario);
  if (!simulators) kept.set(scenario, (simulators = new Map<number, Kept>()));
  const known = simulators.get(seed);
  if (known) {
    known.sim.restore(known.beginning);
    return known.sim;
  }
  const sim = load(scenario, seed, record);
  simulators.set(seed, { sim, beginning: sim.snapshot() });
  return sim;
}

function load(scenario: Scenario, seed: number, record: boolean): Subject {
  const sim = scenario.load({ seed, record }) as Partial<Subject> | null | undefined;
  if (typeof sim?.runUntil === "function") return sim as Subject;
  const isPromise = typeof (sim as { then?: unknown } | null | undefined)?.then === "function";
  throw new UsageError(
    `\`load\` of a scenario returned ${isPromise ? "a promise" : String(sim)}, not a simulator`,
    isPromise
      ? "compile the firmware before, and write `load: (given) => Simulator.load(wasm, { table, board, ...given })`"
      : "write `load: (given) => Simulator.load(wasm, { table, board, ...given })`",
  );
}

export interface RunOptions {
  readonly record?: boolean;
  readonly steps?: (time: bigint) => void;
}

function watch(sim: Subject, steps: (time: bigint) => void): () => void {
  return sim.circuit.onLevel(() => steps(sim.now));
}

function findFault(
  scenario: Scenario,
  sim: Subject,
  steps: ((time: bigint) => void) | undefined,
): Fault | undefined {
  const { until, allow = [] } = scenario;
  let broken: Fault | undefined;
  let polls = 0;
  const afterInstant = (): boolean => {
    if (steps) {
      const { polls: now } = sim.summary();
      if (now !== polls) steps(sim.now);
      polls = now;
    }
    broken = scenario.always && judge("always", sim, () => scenario.always!(sim));
    return broken !== undefined;
  };
  try {
    if (steps || scenario.always) sim.runUntil(afterInstant, until - sim.now);
    else sim.runUntil(until);
  } catch (error) {
    if (isNamed(error, "UsageError")) throw error;
    const { code, message, hint } = error as { code?: string; message: string; hint?: string };
    const kind = isNamed(error, "FirmwareError") && code !== undefined ? code : "crash";
    if (!allow.includes(kind)) return { kind, message: placed(error, message), hint, at: sim.now };
  }
  const wrong = sim.diagnostics.find((d) => d.severity === "error" && !allow.includes(d.code));
  if (wrong) return { kind: wrong.code, message: wrong.message, hint: wrong.hint, at: wrong.time };
  if (broken) return broken;
  return scenario.check && judge("check", sim, () => scenario.check!(sim));
}

function judge(kind: string, sim: Subject, ask: () => Verdict): Fault | undefined {
  let message: unknown;
  try {
    message = ask();
  } catch (error) {
    if (isNamed(error, "UsageError")) throw error;
    message = textOf(error);
  }
  if (message === undefined) return undefined;
  if (typeof message === "string") return { kind, message, at: sim.now };
  throw new UsageError(
    `\`${kind}\` of a scenario returned ${typeof (message as { then?: unknown } | null)?.then === "function" ? "a promise" : String(message)}`,
    "return nothing if all is well, else a text that says what is wrong; or throw",
  );
}

/** Of what was thrown, which may be anything. */
function textOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  try {
    return (typeof error === "object" ? JSON.stringify(error) : undefined) ?? String(error);
  } catch {
    return "something was thrown that has no text";
  }
}

function placed(error: unknown, message: string): string {
  const { place, task } = error as {
    place?: { file: string; line: number; column: number };
    task?: string;
  };
  const at = place ? ` at ${place.file}:${place.line}:${place.column}` : "";
  return `${message}${at}${task === undefined ? "" : `\nin task ${task}`}`;
}

/** By name: a scenario may have its simulator from another copy of the package. */
function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
