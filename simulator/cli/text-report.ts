/** What a run leaves on a page: picture, logs, diagnostics, figures. */
import type { Diagnostic } from "../core/context.ts";
import type { Simulator } from "../simulator.ts";
import type { LogLine } from "../summary.ts";
import { formatTime } from "../core/time.ts";
import { drawWaveform } from "../trace/waveform.ts";
import type { Ended } from "./drive.ts";
import { drawLeds } from "./leds.ts";
import type { Palette } from "./palette.ts";
import { labelledPins } from "./pin-labels.ts";
import type { RunRecord, RunRequest } from "./run-request.ts";
import { printable } from "../core/printable.ts";
import { columns, count } from "./text.ts";

/** `examples/blink/blink.ts on Arduino Uno for 5s, seed 1`. */
export function describeRun({ firmware, board, duration, script }: RunRequest): string {
  return `${firmware} on ${board.name} for ${formatTime(duration)}, seed ${script.seed}`;
}

/** One log with its time. */
export function logLine({ time, text }: LogLine): string {
  return `  ${formatTime(time).padEnd(12)}  ${printable(text)}\n`;
}

/** The picture: the pins' waveforms and the LEDs. */
export function drawRun(
  sim: Simulator,
  { request, trace, parts }: RunRecord,
  { palette, width }: { palette: Palette; width: number },
): string {
  const pins = labelledPins(trace, parts);
  const { ascii } = request;
  const end = sim.now > trace.start ? sim.now : trace.start + 1n;
  const isIdle = pins.signals.length === 0;
  const wave = isIdle ? "no pin was used\n" : drawWaveform(pins, { end, width, ascii });
  const leds = drawLeds(sim.parts.leds, { palette, width, ascii });
  return leds.length > 0 ? `${wave}\n${leds.join("\n")}\n` : wave;
}

/** Logs under their heading, or nothing. */
export function describeLogs(sim: Simulator, palette: Palette): string {
  if (sim.logs.length === 0) return "";
  return `\n${palette.bold("logs")}\n${sim.logs.map(logLine).join("")}`;
}

/** So many diagnostics fit a screen with their ways out. */
const MOST_DIAGNOSTICS = 8;

/** Diagnostics under their heading, or nothing. The deadlock that ended a run is told apart. */
export function describeDiagnostics(sim: Simulator, palette: Palette): string {
  const told = sim.diagnostics.filter(({ code }) => code !== "deadlock");
  if (told.length === 0) return "";
  const texts = told.slice(0, MOST_DIAGNOSTICS).map(({ severity, code, time, message, hint }) => {
    const word = severity === "error" ? palette.red(severity) : palette.yellow(severity);
    return `  ${word} at ${formatTime(time)}: ${message} [${code}]\n    way out: ${hint}\n`;
  });
  const more = told.length - texts.length;
  if (more > 0) texts.push(`  and ${more} more; --json has them all\n`);
  return `\n${palette.bold("diagnostics")}\n${texts.join("")}`;
}

/** The figures of a run. */
export function describeSummary(
  sim: Simulator,
  { request, built }: RunRecord,
  ended: Ended,
  palette: Palette,
): string {
  const { edges, wakes, polls, wasmBytes, ramBytes } = sim.summary();
  const causes = [
    `${wakes.reset} by reset`,
    `${wakes.timer} by timer`,
    `${wakes.interrupt} by interrupt`,
  ];
  const rows: [string, string][] = [
    ["end", describeEnd(sim, ended, built.table !== undefined, request)],
    ["edges", `${edges}`],
    ["wakes", `${wakes.total}: ${causes.join(", ")}`],
    ["polls", `${polls}`],
    ["awake", describeAwake(sim, request)],
    ["wasm", count(wasmBytes, "byte")],
    ["RAM", ramBytes === null ? "unknown: no __heap_base" : count(ramBytes, "byte")],
    ["tasks", describeTasks(sim, built.table !== undefined)],
  ];
  return `\n${palette.bold("summary")}\n${columns(rows)}`;
}

/** The deadlock that ended the run. */
export function findDeadlockReport(sim: Simulator): Diagnostic | undefined {
  return sim.diagnostics.find(({ code }) => code === "deadlock");
}

function describeEnd(
  sim: Simulator,
  ended: Ended,
  hasTable: boolean,
  { duration }: RunRequest,
): string {
  const at = formatTime(sim.now);
  switch (ended) {
    case "time":
      if (sim.now > duration)
        return `at ${at}, in a turn that began before ${formatTime(duration)}`;
      return `at ${at}, as asked`;
    case "finished":
      return hasTable
        ? `at ${at}: all tasks have ended`
        : `at ${at}: nothing will ever wake the firmware`;
    case "deadlock":
      return `at ${at}: deadlock`;
    case "crashed":
      return `at ${at}: the firmware failed`;
    case "interrupted":
      return `at ${at}: interrupted`;
  }
}

function describeAwake(sim: Simulator, { cpu }: RunRequest): string {
  const { awakeShare, awakeNs } = sim.summary();
  const share = `${(awakeShare * 100).toFixed(3)} % of the time (${formatTime(awakeNs)})`;
  const { hz, instructionsPerCycle = 1, turnTime } = cpu;
  if (hz !== undefined) {
    return `${share}; ${formatClock(hz)}, ${instructionsPerCycle} wasm ${instructionsPerCycle === 1 ? "instruction" : "instructions"} a cycle`;
  }
  return turnTime === undefined
    ? `${share}; ideal CPU: code takes no time`
    : `${share}; a poll takes ${formatTime(turnTime)}`;
}

function formatClock(hz: number): string {
  if (hz >= 1e6) return `${hz / 1e6} MHz`;
  return hz >= 1e3 ? `${hz / 1e3} kHz` : `${hz} Hz`;
}

function describeTasks(sim: Simulator, hasTable: boolean): string {
  if (!hasTable) return "unknown: no side table";
  const counts = new Map<string, number>();
  for (const { name, alive } of sim.tasks()) {
    if (alive) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return "none alive";
  const names = [...counts].map(([name, n]) => (n > 1 ? `${n} × ${name}` : name));
  return `alive: ${names.join(", ")}`;
}
