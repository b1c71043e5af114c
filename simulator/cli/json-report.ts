/**
 * A run as one JSON document. Keys always stand in the same order and are always there, so equal
 * runs are equal texts; times are decimal strings of nanoseconds, exact at any length.
 */
import { CompileError } from "../../compiler/diagnostics/compile-error.ts";
import type { Place } from "../../hal/border/side-table.ts";
import type { Diagnostic } from "../core/context.ts";
import { FirmwareError } from "../core/errors.ts";
import type { TaskInspection } from "../diagnosis/inspection.ts";
import type { Energy } from "../energy/energy.ts";
import type { Simulator } from "../simulator.ts";
import type { TraceChange } from "../trace/trace.ts";
import type { Outcome } from "./drive.ts";
import { serialOf } from "./serial-text.ts";
import type { RunRecord, RunRequest } from "./run-request.ts";
import { findDeadlockReport } from "./text-report.ts";

interface JsonError {
  readonly kind: "compile" | "firmware";
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly place: Place | null;
  /** Null if the firmware did not run yet. */
  readonly time: string | null;
  /** Of a compilation: the errors behind the first. */
  readonly others: readonly Omit<JsonError, "others" | "kind" | "time">[];
}

/** The document of a run that took place. */
export function jsonReport(sim: Simulator, record: RunRecord, outcome: Outcome): string {
  const { trace, parts, request } = record;
  const { time, edges, polls, wakes, awakeNs, awakeShare, wasmBytes, ramBytes } = sim.summary();
  const pins = trace.signals.filter((signal) => signal.kind === "pin");
  return documentOf(request, {
    state: sim.state,
    ended: outcome.ended,
    pins: pins.map(({ name, pin, initial, changes }) => ({
      pin,
      name,
      parts: parts.get(pin!) ?? [],
      initial,
      edges: changes.map(edge),
    })),
    leds: sim.parts.leds.map(({ id, color, label, initial, on, changes }) => ({
      id,
      color,
      label,
      initial,
      on,
      changes: changes.map((change) => ({ time: `${change.time}`, on: change.on })),
    })),
    logs: sim.logs.map((log) => ({ time: `${log.time}`, text: log.text })),
    serial: serialOf(sim).map(({ port, text }) => ({ port, text })),
    diagnostics: sim.diagnostics.map(diagnostic),
    tasks: sim.inspect().map(inspected),
    summary: {
      time: `${time}`,
      edges,
      wakes: {
        total: wakes.total,
        reset: wakes.reset,
        timer: wakes.timer,
        interrupt: wakes.interrupt,
      },
      polls,
      awake: `${awakeNs}`,
      awakeShare,
      idealCpu: request.cpu.turnTime === undefined && request.cpu.hz === undefined,
      wasmBytes,
      ramBytes,
      tasks: sim
        .tasks()
        .filter(({ alive }) => alive)
        .map(({ name, slot, queued, place }) => ({ name, slot, queued, place })),
      pollsByTask: sim.polls.map(({ name, count, total, longest, buckets }) => ({
        task: name,
        count,
        total: `${total}`,
        longest: `${longest}`,
        buckets,
      })),
    },
    energy: request.energy ? taken(sim.energy(request.energy.measured)) : null,
    error: errorOf(sim, outcome),
  });
}

/** The document of a firmware that was not built, or not let run. */
export function jsonRefusal(request: RunRequest, error: CompileError | FirmwareError): string {
  return documentOf(request, {
    state: "refused",
    ended: "refused",
    pins: [],
    leds: [],
    logs: [],
    serial: [],
    diagnostics: [],
    tasks: [],
    summary: null,
    energy: null,
    error: thrown(error),
  });
}

function documentOf({ firmware, board, script, duration }: RunRequest, rest: object): string {
  const { seed } = script;
  const head = { firmware, board: board.name, seed, duration: `${duration}` };
  return `${JSON.stringify({ version: 1, ...head, ...rest })}\n`;
}

function edge({ time, level }: TraceChange): { time: string; level: TraceChange["level"] } {
  return { time: `${time}`, level };
}

function diagnostic({ severity, code, time, message, hint }: Diagnostic): object {
  return { severity, code, time: `${time}`, message, hint };
}

function inspected({ waits, polls, ...task }: TaskInspection): object {
  return {
    ...task,
    waits: waits.map(({ future, object = null, until, pin = null, holders, text }) => ({
      future,
      object,
      until: until === undefined ? null : `${until}`,
      pin,
      holders,
      text,
    })),
    polls: polls ? { ...polls, total: `${polls.total}`, longest: `${polls.longest}` } : null,
  };
}

function taken({ span, awakeNs, wakes, leds, ...rest }: Energy): object {
  return {
    span: `${span}`,
    awake: `${awakeNs}`,
    ...rest,
    wakes: wakes.map(({ pin = null, ...wake }) => ({ ...wake, pin })),
    leds: leds.map(({ litNs, ...led }) => ({ ...led, lit: `${litNs}` })),
  };
}

function errorOf(sim: Simulator, { ended, error }: Outcome): JsonError | null {
  const deadlock = ended === "deadlock" ? findDeadlockReport(sim) : undefined;
  if (deadlock) {
    const { code, message, hint, time } = deadlock;
    return { kind: "firmware", code, message, hint, place: null, time: `${time}`, others: [] };
  }
  return error instanceof FirmwareError ? thrown(error) : null;
}

function thrown(error: CompileError | FirmwareError): JsonError {
  if (error instanceof FirmwareError) {
    const { code, message, hint, place = null } = error;
    const time = error.time === undefined ? null : `${error.time}`;
    return { kind: "firmware", code, message, hint, place, time, others: [] };
  }
  const [first, ...others] = error.diagnostics.map(({ code, message, hint, place = null }) => ({
    code,
    message,
    hint,
    place,
  }));
  const unknown = { code: "compile", message: error.message, hint: "", place: null };
  return { kind: "compile", ...(first ?? unknown), time: null, others };
}
