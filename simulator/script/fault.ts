/** Happenings that nobody does: faults of the board or of the processor. A file each, as all kinds. */
import type { ResetCause } from "../core/reset-signal.ts";
import type { HappeningKind, Stage, Words } from "./happening.ts";

/** What faults act on, when their time has come. */
export interface FaultyBoard {
  /** @throws UsageError if the firmware cannot be reset. */
  checkReset(): void;
  /** @param span nanoseconds that the processor is held in reset; by default none. */
  reset(cause: ResetCause, span?: bigint): void;
  /** From now on the firmware's clock is fast by so many millionths. */
  drift(ppm: number): void;
  /** The firmware's clock jumps forward. */
  jump(span: bigint): void;
  /** An interrupt without an edge. */
  spurious(pin: number): void;
  readonly wires: FaultyWires;
}

/** Pins are those of the board. */
export interface FaultyWires {
  /** The pin's net is held at a level, for a span or until `mend`. */
  short(pin: number, level: 0 | 1, span: bigint | undefined): void;
  /** The pin is parted from its net, for a span or until `mend`. */
  cut(pin: number, span: bigint | undefined): void;
  mend(pin: number): void;
  /** So many spikes within a span. */
  noise(pin: number, spikes: number, span: bigint): void;
}

export interface FaultKind extends Omit<HappeningKind, "play"> {
  /** Reads its words, and tells what it does. It is refused here if the board cannot have it. */
  read(words: Words, board: FaultyBoard, stage: Stage): () => void;
}

export function defineFault({ name, usage, summary, read }: FaultKind): HappeningKind {
  return {
    name,
    usage,
    summary,
    play(stage, words, at) {
      const { happening } = words;
      stage.fault({ ...happening, at }, (board) => {
        const act = read(words, board, stage);
        words.end();
        return act;
      });
    },
  };
}
