/** What a simulator tells of a run. */
import type { Cpu } from "./core/cpu.ts";
import type { Firmware } from "./core/firmware.ts";
import type { WakeCause } from "./core/wakes.ts";

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

/** A line that the firmware logged. */
export interface LogLine {
  /** Nanoseconds since reset. */
  readonly time: bigint;
  readonly text: string;
}

/** Counts of a run. */
export interface Summary {
  /** Nanoseconds since reset. */
  readonly time: bigint;
  /** Changes of level, of all pins. */
  readonly edges: number;
  /** What the queue of events had to do, and changes from outside. */
  readonly events: number;
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

/** What a summary is made from. */
export interface Counts {
  readonly time: bigint;
  readonly startTime: bigint;
  readonly edges: number;
  readonly events: number;
  readonly cpu: Cpu;
  readonly firmware: Firmware;
}

export function summarize({ time, startTime, edges, events, cpu, firmware }: Counts): Summary {
  const { wakes, polls, awakeNs } = cpu;
  const span = time - startTime;
  return {
    time,
    edges,
    events,
    polls,
    wakes: { ...wakes, total: wakes.reset + wakes.timer + wakes.interrupt },
    awakeNs,
    awakeShare: span === 0n ? 0 : Number(awakeNs) / Number(span),
    wasmBytes: firmware.wasmBytes,
    ramBytes: firmware.ramBytes,
  };
}
