/** A pin and a window of virtual time, as the matchers see them. */
import type { Level } from "../../core/context.ts";
import { formatTime } from "../../core/time.ts";
import type { PinView } from "../../pin-view.ts";
import type { Simulator } from "../../simulator.ts";
import { levelAt, type TraceChange, type TraceSignal } from "../../trace/trace.ts";
import { type Given, show, wrongUse } from "./wrong-use.ts";
import { pinName } from "./names.ts";

/** From `from` on, up to `to`, which is outside. */
export interface Window {
  readonly from: bigint;
  readonly to: bigint;
}

/** A pin's history. */
export interface Signal extends TraceSignal {
  readonly sim: Simulator;
  readonly pin: number;
  /** As messages name it: `pin 13 (D13 led1)`. */
  readonly title: string;
}

/** Both may come from the package and from its sources, which have classes of their own. */
function isPin(value: unknown): value is PinView {
  return typeof value === "object" && value !== null && "edges" in value && "drive" in value;
}

export function isSimulator(value: unknown): value is Simulator {
  return typeof value === "object" && value !== null && "runFor" in value && "trace" in value;
}

/** @throws UsageError unless it is a pin of a simulator that records. */
export function signalOf(matcher: string, value: unknown): Signal {
  if (!isPin(value)) {
    throw wrongUse(
      `${matcher} is about a pin, and was given ${describe(value)}`,
      `write expect(sim.pin(13)).${matcher}(...)`,
    );
  }
  const { simulator: sim, number: pin } = value;
  return { ...sim.trace.pin(pin)!, sim, pin, title: pinName(sim, pin) };
}

/** @throws UsageError unless it is a simulator. */
export function simulatorOf(matcher: string, value: unknown): Simulator {
  if (isSimulator(value)) return value;
  throw wrongUse(
    `${matcher} is about a simulator, and was given ${describe(value)}`,
    `write expect(sim).${matcher}(...)`,
  );
}

export function describe(value: unknown): string {
  if (isSimulator(value)) return "a simulator";
  if (isPin(value)) return "a pin";
  if (typeof value === "object" && value !== null && "on" in value && "color" in value)
    return "an LED: say the pin that drives it";
  return show(value);
}

/** The window that options ask for; without them it is all that has happened, this instant included. */
export function windowOf(given: Given, sim: Simulator): Window {
  const { start } = sim.trace;
  const from = given.time("from") ?? start;
  const to = given.time("to");
  const end = to ?? sim.now + 1n;
  if (to !== undefined && to > sim.now) {
    throw given.refuse(
      `has \`to\` ${formatTime(to)}, but the simulation has come to ${formatTime(sim.now)} only`,
      `run further before: sim.runUntil(...)`,
    );
  }
  if (from < start) {
    throw given.refuse(
      `has \`from\` ${formatTime(from)}, before the simulation began`,
      `give ${formatTime(start)} or later`,
    );
  }
  if (from >= end) {
    throw given.refuse(
      `has \`from\` ${formatTime(from)}, and its window ends ${to === undefined ? `now, at ${formatTime(sim.now)}` : `at ${formatTime(to)}`}`,
      "let it begin before it ends; times count from reset, not from now",
    );
  }
  return { from, to: end };
}

/** The last instant of a window, as messages tell it. */
export function lastOf({ to }: Window, sim: Simulator): bigint {
  return to > sim.now ? sim.now : to;
}

/** `from 0s to 2s`. */
export function spanText(window: Window, sim: Simulator): string {
  return `from ${formatTime(window.from)} to ${formatTime(lastOf(window, sim))}`;
}

export function changesIn(signal: TraceSignal, { from, to }: Window): readonly TraceChange[] {
  return signal.changes.filter(({ time }) => time >= from && time < to);
}

/** The level before all changes of an instant. */
export function levelBefore(signal: TraceSignal, time: bigint): Level {
  return time === 0n ? signal.initial : levelAt(signal, time - 1n);
}

const WORDS: Readonly<Record<Level, string>> = {
  0: "low",
  1: "high",
  z: "floating",
  x: "driven both ways",
};

/** `low`, `high`, `floating`, `driven both ways`. */
export function levelWord(level: Level): string {
  return WORDS[level];
}
