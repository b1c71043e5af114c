/** Thrown into the turn of a metered processor by a reset that comes meanwhile: the turn ends there. */
export class ResetSignal extends Error {
  /** Nanoseconds that the processor is held in reset. */
  readonly span: bigint;

  constructor(span: bigint) {
    super("reset");
    this.span = span;
  }
}
