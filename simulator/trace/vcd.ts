/**
 * Value change dump, IEEE 1364: what GTKWave, Surfer and sigrok read.
 *
 * ASCII only, no date, 1 ns: the same run gives the same bytes on every host. Times count from the
 * start of the trace. Each signal is a scalar; pins, LEDs and buttons lie in scopes of their own.
 */
import type { Level } from "../core/context.ts";
import type { TraceData, TraceSignal } from "./trace.ts";

const SCOPES = [
  { kind: "pin", scope: "pins" },
  { kind: "led", scope: "leds" },
  { kind: "button", scope: "buttons" },
] as const;

/**
 * Writes a trace as VCD.
 * @param end Nanoseconds since reset at which the dump closes; later changes are left out.
 */
export function toVcd(trace: TraceData, { end }: { end: bigint }): string {
  const signals = SCOPES.flatMap(({ kind }) => trace.signals.filter((s) => s.kind === kind));
  const lines = [
    `$comment Wakeful trace of ${ascii(trace.board)} $end`,
    "$timescale 1 ns $end",
    "$scope module board $end",
  ];
  let index = 0;
  for (const { kind, scope } of SCOPES) {
    const members = signals.filter((s) => s.kind === kind);
    if (members.length === 0) continue;
    lines.push(`$scope module ${scope} $end`);
    const taken = new Set<string>();
    for (const { name } of members) {
      lines.push(`$var wire 1 ${code(index++)} ${identifier(name, taken)} $end`);
    }
    lines.push("$upscope $end");
  }
  lines.push("$upscope $end", "$enddefinitions $end", "#0", "$dumpvars");
  signals.forEach((signal, i) => lines.push(value(signal.initial, i)));
  lines.push("$end");

  let time = 0n;
  for (const { at, level, signal } of inOrder(signals, trace.start, end)) {
    if (at !== time) lines.push(`#${(time = at)}`);
    lines.push(value(level, signal));
  }
  const close = end > trace.start ? end - trace.start : 0n;
  if (close !== time) lines.push(`#${close}`);
  return `${lines.join("\n")}\n`;
}

interface Step {
  readonly at: bigint;
  readonly level: Level;
  readonly signal: number;
}

/** All changes by time, at one instant by signal; those of one signal keep their order. */
function inOrder(signals: readonly TraceSignal[], start: bigint, end: bigint): Step[] {
  const steps = signals.flatMap(({ changes }, signal) =>
    changes
      .filter(({ time }) => time <= end)
      .map(({ time, level }): Step => ({ at: time - start, level, signal })),
  );
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.signal - b.signal));
}

function value(level: Level, signal: number): string {
  return `${level}${code(signal)}`;
}

/** Identifier codes: the printable ASCII characters as digits, lowest first. */
function code(index: number): string {
  const digit = String.fromCharCode(33 + (index % 94));
  return index < 94 ? digit : digit + code(Math.floor(index / 94) - 1);
}

/** A name every reader accepts, unlike the others of its scope. */
function identifier(name: string, taken: Set<string>): string {
  const plain = name.replace(/[^A-Za-z0-9_]/g, "_").replace(/^(?![A-Za-z_])/, "_");
  let free = plain;
  for (let n = 2; taken.has(free); n++) free = `${plain}_${n}`;
  taken.add(free);
  return free;
}

function ascii(text: string): string {
  return text.replace(/[^ -~]|\$/g, "_");
}
