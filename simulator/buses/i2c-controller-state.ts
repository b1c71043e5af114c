/** Where the side that gives the clock stands. */
import type { I2cSpeed } from "./i2c-timing.ts";
import type { TransactionState } from "./i2c-transaction.ts";

/** What happens in the clock cycle at hand. */
export type Cycle = "bit" | "restart" | "stop";

export type Phase =
  /** Nothing is asked for. The clock may be held low. */
  | "idle"
  /** Waits for both wires to be high, and the time between STOP and START. */
  | "free"
  /** START was given, the clock is still high. */
  | "start"
  /** The clock is low, the data of before is kept. */
  | "hold"
  /** The clock is low with the data of this cycle. */
  | "low"
  /** The clock was let go of, and is not high yet. */
  | "rise"
  | "high";

/** What was seen of the wires. */
export interface Seen {
  readonly sda: 0 | 1;
  readonly scl: 0 | 1;
  readonly changedAt: bigint;
  readonly freeSince: bigint;
  /** Another controller has given START, and no STOP yet. */
  readonly isTaken: boolean;
}

export interface ControllerState {
  readonly phase: Phase;
  readonly cycle: Cycle;
  readonly bit: 0 | 1;
  readonly isHeld: boolean;
  readonly seen: Seen;
  readonly speed: I2cSpeed;
  readonly clocks: number;
  readonly cancel: () => void;
  readonly cancelPatience: () => void;
  readonly work: TransactionState;
}
