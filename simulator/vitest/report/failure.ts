/** The text of a failure: what was expected, the picture around the fault, and how to see it again. */
import { labelledPins } from "../../cli/pin-labels.ts";
import { printable } from "../../core/printable.ts";
import type { Simulator } from "../../simulator.ts";
import { formatTime } from "../../core/time.ts";
import { nameTasks } from "../../diagnosis/tasks.ts";
import type { TraceData } from "../../trace/trace.ts";
import { drawWaveform } from "../../trace/waveform.ts";
import { partsOf } from "./names.ts";
import { replayLines, type TestName } from "./replay.ts";
import type { Window } from "./signal.ts";

/** What colours what; nothing is coloured where vitest does not colour. */
export interface Paint {
  dim(text: string): string;
  bold(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

const plain = (text: string): string => text;
export const PLAIN: Paint = { dim: plain, bold: plain, good: plain, bad: plain };

export interface Failure {
  /** Missing for what no simulator printed. */
  readonly sim: Simulator | undefined;
  /** What was expected and what happened, in words; lines. */
  readonly message: string;
  /** The instant of the fault, in nanoseconds. */
  readonly at?: bigint | undefined;
  /** The pin it is about. */
  readonly pin?: number | undefined;
  /** What was looked at, and so what is drawn at most. */
  readonly window?: Window | undefined;
  /** Whether lines of the log tell more than pins do. */
  readonly withLogs?: boolean;
  /** Whether the message has the diagnostics. Default false. */
  readonly toldDiagnostics?: boolean;
}

const WIDTH = 80;
/** Pins that are drawn at most, and edges on each side of the fault. */
const MOST_PINS = 8;
const EDGES_ASIDE = 4;
const MOST_DIAGNOSTICS = 3;
const MOST_LOGS = 8;
const MOST_TASKS = 12;

/** The whole text. */
export function failureText(failure: Failure, test: TestName, paint: Paint): string {
  const { sim, message } = failure;
  if (!sim) return `${message}\n`;
  const sections: [title: string, lines: readonly string[]][] = [
    ["logs", failure.withLogs === true ? logLines(sim) : []],
    ["tasks", taskLines(sim)],
    ["diagnostics", failure.toldDiagnostics === true ? [] : diagnosticLines(sim)],
    ["replay", replayLines(sim, test)],
  ];
  const blocks = [message, drawFailure(sim, failure)];
  for (const [title, lines] of sections) {
    if (lines.length === 0) continue;
    blocks.push([paint.bold(title), ...lines.map((line) => `  ${line}`)].join("\n"));
  }
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function drawFailure(sim: Simulator, { at: fault, pin, window }: Failure): string {
  // What is missed in the future is missed now: there is no later level to draw.
  const at = fault !== undefined && fault > sim.now ? sim.now : fault;
  const trace = drawnPins(sim, pin);
  if (trace.signals.length === 0 || sim.now === trace.start) return "";
  const { from, to } = windowAround(sim, at, pin, window);
  return drawWaveform(trace, { start: from, end: to, width: WIDTH, mark: at }).trimEnd();
}

/** The pins in use, the one that matters among them. */
function drawnPins(sim: Simulator, pin: number | undefined): TraceData {
  const { signals, ...rest } = labelledPins(sim.trace, partsOf(sim));
  const own = signals.filter((signal) => signal.pin === pin);
  const others = signals.filter(
    (s) => s.pin !== pin && (s.changes.length > 0 || s.initial !== "z"),
  );
  const kept = new Set([...own, ...others.slice(0, MOST_PINS - own.length)]);
  return { ...rest, signals: signals.filter((signal) => kept.has(signal)) };
}

/** Some edges of the pin on both sides of the fault, with a margin. */
function windowAround(
  sim: Simulator,
  at: bigint | undefined,
  pin: number | undefined,
  window: Window | undefined,
): Window {
  const first = window?.from ?? sim.trace.start;
  const last = window && window.to <= sim.now ? window.to : sim.now + 1n;
  if (at === undefined || pin === undefined) return { from: first, to: last };
  const times = sim.trace.pin(pin)!.changes.map(({ time }) => time);
  const before = times.filter((time) => time < at);
  const after = times.filter((time) => time > at);
  let from = before.at(-EDGES_ASIDE) ?? first;
  let to = after[EDGES_ASIDE - 1] ?? last;
  if (from < first) from = first;
  if (to > last) to = last;
  // The fault itself is seen, also where it is the very end.
  if (to <= at) to = at + 1n;
  if (from > at) from = at;
  const margin = (to - from) / 16n;
  from = from - margin > first ? from - margin : from < first ? from : first;
  to = to + margin < last ? to + margin : to > last ? to : last;
  return { from, to };
}

function logLines(sim: Simulator): string[] {
  const lines = sim.logs
    .slice(-MOST_LOGS)
    .map(({ time, text }) => `${formatTime(time).padEnd(12)}  ${printable(text)}`);
  const more = sim.logs.length - lines.length;
  return more > 0 ? [`(${more} more before)`, ...lines] : lines;
}

function taskLines(sim: Simulator): string[] {
  const counts = new Map<string, number>();
  for (const task of sim.tasks()) {
    const text = `${nameTasks([task])}${task.queued ? ", ready" : ""}`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const lines = [...counts].map(([text, n]) => printable(n > 1 ? `${n} × ${text}` : text));
  const more = lines.length - MOST_TASKS;
  return more > 0 ? [...lines.slice(0, MOST_TASKS), `and ${more} more`] : lines;
}

function diagnosticLines(sim: Simulator): string[] {
  const all = sim.diagnostics;
  const lines = all
    .slice(-MOST_DIAGNOSTICS)
    .flatMap(({ severity, code, time, message, hint }) => [
      `${severity} at ${formatTime(time)}: ${printable(message)} [${code}]`,
      `  way out: ${printable(hint)}`,
    ]);
  const more = all.length - MOST_DIAGNOSTICS;
  return more > 0 ? [`(${more} more before)`, ...lines] : lines;
}
