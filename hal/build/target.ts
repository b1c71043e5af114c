/**
 * What a board has to tell the build besides its C: which tools, which limits, and how to make the file that
 * is flashed. Each folder of `hal/ports` is one; `hal/ports/index.ts` lists them.
 */

/** A program that the build calls, and where Debian and its kind have it. */
export interface Tool {
  readonly command: string;
  /** Package of apt. */
  readonly apt: string;
}

/** Firmware on its way to a board. */
export interface Job {
  /** Name of the firmware, for files. */
  readonly name: string;
  readonly wasm: Uint8Array;
  /** Bytes of linear memory that the module uses: its `__heap_base`. */
  readonly memoryBytes: number;
  /** Absolute; exists, and is empty or ours. */
  readonly folder: string;
  /** What matters more. Only a target with `canShrink` is asked for the size. Default: the speed. */
  readonly optimize?: Optimize;
}

/** What a build is to be good at. */
export type Optimize = "size" | "speed";

export interface Artefact {
  /** Absolute. */
  readonly path: string;
  /** What it is for, in a few words. */
  readonly note: string;
}

/** Bytes, as the linker placed them. The stack is not in it: `StackRoom` is what is left. */
export interface Sizes {
  readonly flash: number;
  readonly ram: number;
}

export interface Built {
  readonly files: readonly Artefact[];
  /** Absent where what is built runs inside another program. */
  readonly sizes?: Sizes;
}

export interface Target {
  /** What is given to `--target`. */
  readonly name: string;
  /** For people: `Arduino Uno (ATmega328p)`. */
  readonly title: string;
  readonly tools: readonly Tool[];
  /** What the chip has, in bytes; source in the folder's own comment. */
  readonly limits?: Sizes;
  /** Kinds of hardware besides pins that it has, as `hal/border/peripherals` names them. */
  readonly peripherals: readonly string[] | "all";
  /** Bytes of RAM that must stay free for the stack. */
  readonly stackBytes?: number;
  /** Whether it can trade speed for flash: `--optimize size`. */
  readonly canShrink?: boolean;
  /** Builds into the job's folder. Throws `BuildError`. */
  build(job: Job): Built;
}
