import { ResetCause as causes } from "../../hal/generated/border.ts";

/** A member of the border's `ResetCause`. */
export type ResetCause = (typeof causes)[keyof typeof causes];

/** Thrown into the turn of a metered processor by a reset that comes meanwhile: the turn ends there. */
export class ResetSignal extends Error {
  /** Nanoseconds that the processor is held in reset. */
  readonly span: bigint;
  override readonly cause: ResetCause;

  constructor(span: bigint, cause: ResetCause) {
    super("reset");
    this.span = span;
    this.cause = cause;
  }
}
