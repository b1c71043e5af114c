/** One firmware of the conformance suite, what is done to it, and how its times are compared. */
import type { FirmwareText } from "../../support/wat.ts";
import type { I2cRegisters, Input, Machine, Recording, Run, Stimulus } from "../machine.ts";

/**
 * What is compared of times.
 *
 * - `grid`: when an edge happens. For tickers, `sleepUntil` and answers to stimuli, which hang on points in time that
 *   no latency moves. The tolerance is the same for the first edge and for the last.
 * - `relative`: the gap from one edge of a pin to the next. A chain of `sleep` counts each from the moment at which
 *   it is called, so a real processor shifts all that follows by its latency, each time. That is what `sleep` says;
 *   so it is not the edges that have to stay within the tolerance, but each gap.
 */
export type Times = "grid" | "relative";

export interface Case {
  readonly name: string;
  /** A source file from the project's root, or WebAssembly text. */
  readonly firmware: string | FirmwareText;
  readonly stimuli?: readonly Stimulus[];
  /** Kinds of hardware besides pins that a machine needs to be held to it. */
  readonly needs?: readonly string[];
  /** What peripherals are given; `BOARD_PIN` is the board's first analogue pin. */
  readonly inputs?: readonly Input[];
  readonly devices?: readonly I2cRegisters[];
  /** What must come of it, where the simulator is not asked. */
  readonly expected?: Recording;
  /** Microseconds since reset at which it is over: nothing happens shortly before. */
  readonly until: number;
  readonly times: Times;
  /** Microseconds that the clock shows at reset. */
  readonly start?: number;
  /**
   * How many things come faster than they can be served, or are done before what is due is looked at again: the last
   * waits for all the others. The tolerance counts so many times. Default 1.
   */
  readonly atOnce?: number;
  /** How close the edges of a pin come, if that is closer than a slow board can tell apart. */
  readonly edgeGapMicros?: number;
}

/** Stands for the board's first analogue pin. */
export const BOARD_PIN = -1;
/** By its level a firmware learns where that is: high at 14, low at 26. */
const TELLS_BOARD = 2;

/** What the machine is to run: its board's own pins in the place of those that stand for them. */
export function runOn(machine: Pick<Machine, "analogPin">, run: Run): Run {
  const { analogPin } = machine;
  if (!run.inputs?.some(({ kind }) => kind === "analog") || analogPin === undefined) return run;
  const level = analogPin === 14 ? 1 : 0;
  return {
    ...run,
    stimuli: [{ time: 0, pin: TELLS_BOARD, level }, ...run.stimuli],
    inputs: run.inputs.map((input) =>
      input.kind === "analog" && input.pin === BOARD_PIN ? { ...input, pin: analogPin } : input,
    ),
  };
}

/** Levels of a pin: the first from reset on, then one at each time, each the opposite of the one before. */
export function levels(pin: number, first: 0 | 1, ...times: readonly number[]): Stimulus[] {
  const opposite = first === 0 ? 1 : 0;
  return [0, ...times].map((time, i) => ({ time, pin, level: i % 2 === 0 ? first : opposite }));
}

/** Stimuli of several pins in order of time. */
export function together(...all: readonly (readonly Stimulus[])[]): Stimulus[] {
  return all.flat().sort((a, b) => a.time - b.time);
}
