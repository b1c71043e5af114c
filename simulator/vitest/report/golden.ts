/**
 * Golden waveforms: text with a line for each edge, so that a review shows which edge moved.
 *
 * ```
 * waveform of Arduino Uno from 0s to 1s
 *
 * D13 led1  z
 *   0s            0
 *   500ms         1
 * ```
 */
import { basename, dirname, join } from "node:path";
import { printable } from "../../core/printable.ts";
import type { Level } from "../../core/context.ts";
import { formatTime, parseDuration } from "../../core/time.ts";
import type { TraceChange, TraceSignal } from "../../trace/trace.ts";
import { partsOf } from "./names.ts";
import { changesIn, lastOf, levelBefore, type Window } from "./signal.ts";
import type { Simulator } from "../../simulator.ts";

/** A signal of a golden file. */
export interface GoldenSignal {
  readonly name: string;
  /** Of pins that were read from a trace. */
  readonly pin?: number | undefined;
  readonly initial: Level;
  readonly changes: readonly TraceChange[];
}

/** The file of a golden waveform: `__waveforms__/blink.spec.ts/two-leds.txt` beside the spec. */
export function goldenPath(spec: string, name: string): string {
  const file = `${name.trim().replace(/\s+/g, "-")}.txt`;
  return join(dirname(spec), "__waveforms__", basename(spec), file);
}

/** The pins in a window, with the level that each has before it. */
export function goldenSignals(sim: Simulator, window: Window, pin?: number): GoldenSignal[] {
  return (
    sim.trace.signals
      // LEDs follow from pins.
      .filter((signal) => signal.kind === "pin" && (pin === undefined || signal.pin === pin))
      .map((signal) => ({
        name: nameOf(sim, signal),
        pin: signal.pin,
        initial: levelBefore(signal, window.from),
        changes: changesIn(signal, window),
      }))
  );
}

function nameOf(sim: Simulator, { name, pin }: TraceSignal): string {
  return printable([name, ...(partsOf(sim).get(pin!) ?? [])].join(" "));
}

/** The text of a golden file. */
export function writeGolden(
  sim: Simulator,
  window: Window,
  signals: readonly GoldenSignal[],
): string {
  const span = `from ${formatTime(window.from)} to ${formatTime(lastOf(window, sim))}`;
  const blocks = signals.map(({ name, initial, changes }) =>
    [
      `${name}  ${initial}`,
      ...changes.map(({ time, level }) => `  ${formatTime(time).padEnd(12)}  ${level}`),
    ].join("\n"),
  );
  return `${[`waveform of ${printable(sim.circuit.board.name)} ${span}`, ...blocks].join("\n\n")}\n`;
}

/** Reads what `writeGolden` wrote; undefined if it is anything else, such as a file edited by hand. */
export function readGolden(text: string): GoldenSignal[] | undefined {
  const [head, ...blocks] = text.replaceAll("\r\n", "\n").trimEnd().split("\n\n");
  if (head?.startsWith("waveform of ") !== true) return undefined;
  const signals = blocks.map((block) => {
    const [first = "", ...lines] = block.split("\n");
    const title = /^(.*) {2}([01zx])$/.exec(first);
    const changes = lines.map((line) => {
      const edge = /^ {2}(\S+) +([01zx])$/.exec(line);
      return edge && { time: timeOf(edge[1]!), level: levelOf(edge[2]!) };
    });
    if (!title || changes.some((change) => change?.time === undefined)) return undefined;
    return { name: title[1]!, initial: levelOf(title[2]!), changes: changes as TraceChange[] };
  });
  return signals.every((signal) => signal !== undefined) ? signals : undefined;
}

function timeOf(text: string): bigint | undefined {
  try {
    return parseDuration(text);
  } catch {
    return undefined;
  }
}

function levelOf(text: string): Level {
  return text === "0" ? 0 : text === "1" ? 1 : (text as Level);
}

/** Where two waveforms differ first. */
export interface Difference {
  /** The signal. */
  readonly name: string;
  readonly at: bigint | undefined;
  readonly text: string;
}

/** The earliest difference; undefined if there is none in the signals. */
export function firstDifference(
  golden: readonly GoldenSignal[],
  actual: readonly GoldenSignal[],
): Difference | undefined {
  const names = [...new Set([...golden, ...actual].map(({ name }) => name))];
  const found = names.flatMap((name): Difference[] => {
    const before = golden.find((s) => s.name === name);
    const now = actual.find((s) => s.name === name);
    if (!now) return [{ name, at: undefined, text: `${name} is not there any more` }];
    if (!before) return [{ name, at: undefined, text: `${name} is new` }];
    if (before.initial !== now.initial) {
      return [
        {
          name,
          at: undefined,
          text: `${name} begins with ${now.initial}, not with ${before.initial}`,
        },
      ];
    }
    const i = now.changes.findIndex((change, n) => !isSame(change, before.changes[n]));
    const first = i < 0 ? now.changes.length : i;
    const [had, has] = [before.changes[first], now.changes[first]];
    if (!had && !has) return [];
    return [{ name, at: earlier(had?.time, has?.time), text: tell(name, had, has) }];
  });
  return found.sort((a, b) => Number((a.at ?? -1n) - (b.at ?? -1n)))[0];
}

function isSame(a: TraceChange, b: TraceChange | undefined): boolean {
  return b !== undefined && a.time === b.time && a.level === b.level;
}

function earlier(a: bigint | undefined, b: bigint | undefined): bigint {
  if (a === undefined || b === undefined) return (a ?? b)!;
  return a < b ? a : b;
}

function tell(name: string, had: TraceChange | undefined, has: TraceChange | undefined): string {
  const edge = ({ time, level }: TraceChange): string => `to ${level} at ${formatTime(time)}`;
  if (!has) return `${name} does not go ${edge(had!)} any more`;
  if (!had) return `${name} goes ${edge(has)}, and did not before`;
  return `${name} goes ${edge(has)}, and went ${edge(had)} before`;
}
