/** A finding as a text for people. */
import { formatTime } from "../core/time.ts";
import { nameTask } from "../diagnosis/tasks.ts";
import { replayString, type Script } from "../script/script.ts";
import type { TraceData } from "../trace/trace.ts";
import { drawWaveform } from "../trace/waveform.ts";
import type { Fault, Run } from "./run.ts";
import type { Subject } from "./subject.ts";

const WIDTH = 80;
const MOST_SIGNALS = 10;
const MOST_TASKS = 12;
const MOST_LOGS = 8;

export interface FindingCounts {
  /** Number of the run that failed, from 0. */
  readonly run: number;
  /** Runs to shrink it. */
  readonly shrinkRuns: number;
}

/**
 * @param run of the script, recorded.
 * @param counts of what was found and shrunk; none of a run that was asked for.
 */
export function describeFinding(
  script: Script,
  { sim, fault }: Run,
  counts?: FindingCounts,
): string {
  const { kind, message, hint, at } = fault!;
  const events = script.happenings.length;
  const blocks = [
    `${counts ? `run ${counts.run + 1} ` : ""}failed at ${formatTime(at)} [${kind}]\n${indent(message.trimEnd().split("\n"))}` +
      (hint === undefined ? "" : `\n  way out: ${hint}`),
    counts
      ? `replay (${events} event${events === 1 ? "" : "s"}, shrunk in ${counts.shrinkRuns} runs)\n  ${replayString(script)}`
      : "",
    draw(sim, script, fault!),
    section("logs", logLines(sim)),
    section("tasks", taskLines(sim)),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`.trimEnd()).join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${indent(lines)}`;
}

/** From shortly before the first event to the fault. A fault that is told at the end came before: with the last edge. */
function draw(sim: Subject, script: Script, fault: Fault): string {
  const signals = sim.trace.signals
    .filter(({ kind, changes }) => kind !== "led" && changes.length > 0)
    .slice(0, MOST_SIGNALS);
  if (signals.length === 0) return "";
  const trace: TraceData = { board: sim.trace.board, start: sim.trace.start, signals };
  const last = signals
    .flatMap(({ changes }) => changes.map(({ time }) => time))
    .reduce((a, b) => (a > b ? a : b));
  const first = script.happenings[0]?.at ?? trace.start;
  const to = fault.kind === "check" && last < fault.at ? last : fault.at;
  const from = first < to ? first : trace.start;
  const margin = (to - from) / 8n + 1_000n;
  const start = from - margin > trace.start ? from - margin : trace.start;
  return drawWaveform(trace, { start, end: to + margin, width: WIDTH, mark: fault.at }).trimEnd();
}

function logLines(sim: Subject): string[] {
  const lines = sim.logs
    .slice(-MOST_LOGS)
    .map(({ time, text }) => `${formatTime(time).padEnd(12)}  ${text}`);
  const more = sim.logs.length - lines.length;
  return more > 0 ? [`(${more} more before)`, ...lines] : lines;
}

function taskLines(sim: Subject): string[] {
  const lines = sim.tasks().map((task) => `${nameTask(task)}${task.queued ? ", ready" : ""}`);
  const more = lines.length - MOST_TASKS;
  return more > 0 ? [...lines.slice(0, MOST_TASKS), `and ${more} more`] : lines;
}
