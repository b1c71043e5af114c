/** What a simulator tells of a run. */
import type { WakeCause } from "./core/cpu.ts";

/**
 * - `running`: awake, or asleep with a timer set.
 * - `waiting`: asleep until something outside raises an interrupt.
 * - `finished`: every task has ended; nothing will ever wake the firmware.
 * - `deadlock`: tasks are alive, and nothing will ever wake them.
 * - `crashed`: the firmware failed; see `failure`.
 *
 * Without a side table the tasks are not known, and a deadlock looks like the end.
 */
export type SimulatorState = "running" | "waiting" | "finished" | "deadlock" | "crashed";

export interface LogLine {
  /** Nanoseconds since reset. */
  readonly time: bigint;
  readonly text: string;
}

export interface Summary {
  /** Nanoseconds since reset. */
  readonly time: bigint;
  /** Changes of level, of all pins. */
  readonly edges: number;
  readonly polls: number;
  /** How often the processor left its sleep. */
  readonly wakes: Readonly<Record<WakeCause | "total", number>>;
  readonly awakeNs: bigint;
  /** From 0 to 1. */
  readonly awakeShare: number;
  readonly wasmBytes: number;
  /** Null if the firmware does not tell. */
  readonly ramBytes: number | null;
}
