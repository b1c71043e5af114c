/** Two-wire buses at the level of their wires. */

/** A side's open drains. */
export interface I2cLines {
  /** 0 pulls the wire low, 1 lets go of it. */
  pullSda(level: 0 | 1): void;
  pullScl(level: 0 | 1): void;
  /** What the wires are now; one without a definite level is not high. */
  readonly sda: 0 | 1;
  readonly scl: 0 | 1;
}
