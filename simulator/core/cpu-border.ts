/** What the processor is given, and whom it tells. */
import type { Deliver } from "./interrupts.ts";
import type { Meter } from "./meter.ts";
import type { ResetSignal } from "./reset-signal.ts";

/** What `poll` returns when only an interrupt can wake. */
export const NEVER = 0x7fff_ffff_ffff_ffffn;

/** What the processor runs. */
export interface Program {
  start(): void;
  poll(): bigint;
  raise: Deliver;
}

export interface CpuOptions {
  /** Nanoseconds from the interrupt or alarm that ends a sleep to the turn. */
  readonly wakeLatency: bigint;
  /** Nanoseconds that a turn takes; 0 is the ideal processor. Not with a meter. */
  readonly turnTime: bigint;
  /** Counts what the turns take. */
  readonly meter?: Meter | undefined;
  /** How many turns may run at one instant. */
  readonly turnLimit: number;
}

/** Why there is another turn without a sleep. */
export type TurnReason = "ready" | "interrupt" | "past-deadline";

export interface CpuListener {
  /** The processor goes to sleep; `deadline` is in nanoseconds, null if only an interrupt can wake. */
  onSleep(deadline: bigint | null): void;
  /** A reset has cut a turn off. */
  onReset?(signal: ResetSignal): void;
  /** It was switched off. */
  onOff?(): void;
  /** One of the last turns that may run at this instant has run, and there is another. */
  onLateTurn?(): void;
  /** The turns at this instant have no end. Throws. */
  onLivelock(reason: TurnReason): never;
}
