/**
 * What the conformance suite wants of a machine: it takes a module and stimuli, and tells what its pins did.
 * A machine is a file in `test/machines/hosts/`.
 */
import type { Sizes, Tool } from "../../hal/ports/index.ts";

/** Somebody drives a pin from outside. */
export interface Stimulus {
  /** Microseconds since reset. At 0 the level is there before the firmware starts. */
  readonly time: number;
  /** Logical pin. */
  readonly pin: number;
  readonly level: 0 | 1;
}

/** What a peripheral is given from outside, in microseconds since reset as all else. */
export type Input =
  /** A byte's start bit begins at the receiving pin of a serial port. */
  | { readonly kind: "uart"; readonly time: number; readonly port: number; readonly byte: number }
  /** From now on an analogue pin has a voltage, as a share of full scale: 0 to 65535. */
  | {
      readonly kind: "analog";
      readonly time: number;
      readonly pin: number;
      readonly value: number;
    };

/** A firmware, and what is done to it. */
export interface Run {
  /** For messages and files. */
  readonly name: string;
  readonly wasm: Uint8Array;
  /** The module's `__heap_base`. */
  readonly memoryBytes: number;
  readonly stimuli: readonly Stimulus[];
  /** What peripherals are given, in order of time. */
  readonly inputs?: readonly Input[];
  /** Devices on I2C buses. */
  readonly devices?: readonly I2cRegisters[];
  /** Microseconds since reset at which it is over. */
  readonly until: number;
  /**
   * Microseconds that the machine's clock shows at reset; for what happens when a counter wraps. All other times
   * count from reset, whatever the clock shows.
   */
  readonly start?: number;
}

/**
 * A device with registers of one byte on bus 0: the first byte that is written chooses one, the next ones are stored
 * from it on, and reading begins there.
 */
export interface I2cRegisters {
  /** 7 bits. */
  readonly address: number;
  /** What they hold at first; a register that is not among them does not take a byte. */
  readonly registers: readonly number[];
}

/** A byte that a serial port sent. */
export interface SentByte {
  /** When its start bit began, in nanoseconds since reset. */
  readonly time: bigint;
  readonly port: number;
  readonly byte: number;
}

export interface Edge {
  /** Nanoseconds since reset. */
  readonly time: bigint;
  /** Logical pin: an output of the firmware's. */
  readonly pin: number;
  readonly level: 0 | 1;
}

export interface Recording {
  /** Changes of outputs, in the order in which they happened. */
  readonly edges: readonly Edge[];
  /** Code as in hal/generated/wakeful_hal.h, if the firmware stopped. */
  readonly panic?: number;
  /** Absent where the machine cannot hear them. */
  readonly sent?: readonly SentByte[];
  readonly logs?: readonly { readonly head: number; readonly args: readonly bigint[] }[];
  /** By the linker; absent where a runtime interprets the module. */
  readonly sizes?: Sizes;
  /** Bytes of linear memory that the runtime really holds. */
  readonly memoryBytes?: number;
  /** The longest time from a wake-up to the next sleep, in microseconds. */
  readonly awakeMicros?: number;
  /** Deepest stack seen, in bytes. */
  readonly stackBytes?: number;
  /** Clock cycles of the emulated core from each stimulus that led to an edge, to the first edge after it. */
  readonly cyclesFromInput?: readonly number[];
  /** The same from the deadline of a timer. */
  readonly cyclesFromTimer?: readonly number[];
}

export interface Machine {
  readonly name: string;
  /** The machine that this one is another form of, if it is; the README has a row for the other alone. */
  readonly variantOf?: string;
  /** For people: what executes, and who counts its time. */
  readonly title: string;
  /** Kinds of hardware besides pins that it has. Default: none. */
  readonly peripherals?: readonly string[];
  /** The number of its first analogue pin; without one it has none. */
  readonly analogPin?: number;
  /** Microseconds by which an edge may come later than on the simulator with an ideal CPU. 0: exactly. */
  readonly toleranceMicros: number;
  /**
   * Microseconds between two edges of a pin that it always tells apart: what its interrupt routine takes. Where a
   * pulse is shorter, the chip keeps no count, and the routine sees the level that came of it. Default 0.
   */
  readonly edgeGapMicros?: number;
  /** What it calls, and where Debian and its kind have it; `npm run test:machines` installs them. */
  readonly tools?: readonly Tool[];
  /** Versions of what its figures depend on: compilers, emulators. Asked only where it can run. */
  versions?(): readonly string[];
  /** Why it cannot run here, and the command that would change this; undefined if it can. */
  missing(): string | undefined;
  run(run: Run): Promise<Recording>;
}
