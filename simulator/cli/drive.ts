/**
 * Moves a simulation to its end in slices, so that Ctrl-C gets through and a picture can be drawn.
 * Slices end between two instants, so where they fall changes nothing in what the firmware does.
 */
import type { Simulator } from "../simulator.ts";
import type { Io } from "./io.ts";

/** Milliseconds on the wall that one slice may take. */
const SLICE = 50;
/** Milliseconds between two slices of a run in real time: 25 pictures a second. */
const FRAME = 40;

export type Ended = "time" | "finished" | "deadlock" | "crashed" | "interrupted";

export interface Outcome {
  readonly ended: Ended;
  /** What was thrown, if it crashed. */
  readonly error?: unknown;
}

export interface DriveOptions {
  /** Nanoseconds since reset. */
  readonly end: bigint;
  /** Not faster than the clock on the wall. */
  readonly realtime: boolean;
  /** Called after each slice. */
  readonly onSlice?: (() => void) | undefined;
}

/**
 * Runs until the end, or until nothing can happen any more. Whatever is thrown meanwhile is the
 * outcome, so that what was recorded up to there can still be saved.
 */
export async function drive(sim: Simulator, options: DriveOptions, io: Io): Promise<Outcome> {
  const { end, realtime, onSlice } = options;
  let isInterrupted = false;
  const release = io.onInterrupt(() => (isInterrupted = true));
  const started = io.now();
  try {
    for (;;) {
      const due = realtime ? BigInt(Math.floor((io.now() - started) * 1e6)) : end;
      const target = due < end ? due : end;
      const stop = io.now() + SLICE;
      // The condition is asked before the first instant too, and a slice must get somewhere.
      let asked = 0;
      sim.runUntil(
        // A look at the clock costs some 50 ns; one instant of heavy firmware takes a tenth of a second.
        () => isOver(sim) || isInterrupted || (asked++ > 0 && io.now() >= stop),
        target > sim.now ? target - sim.now : 0n,
      );
      onSlice?.();
      if (isOver(sim)) return { ended: sim.state === "deadlock" ? "deadlock" : "finished" };
      // Two conditions that hold at once: a run that reached its end was not cut short.
      if (sim.now >= end) return { ended: "time" };
      await io.sleep(realtime ? FRAME : 0);
      if (isInterrupted) return { ended: "interrupted" };
    }
  } catch (error) {
    return { ended: "crashed", error };
  } finally {
    release();
  }
}

/** A serial port sends what it was given, also when nothing will ever wake the firmware. */
function isOver(sim: Simulator): boolean {
  const isStill = sim.state === "finished" || sim.state === "deadlock";
  return isStill && sim.uart().isSettled;
}
