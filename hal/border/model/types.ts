/** What the border is described with. */
import type { FutureLayout } from "./futures.ts";

export type Scalar = "i32" | "i64";

export interface Parameter {
  readonly name: string;
  readonly type: Scalar;
  readonly doc: string;
}

export interface BorderFunction {
  readonly name: string;
  readonly params: readonly Parameter[];
  readonly result: Scalar | "void";
  readonly doc: string;
}

export interface BorderEnum {
  readonly name: string;
  readonly doc: string;
  readonly members: readonly {
    readonly name: string;
    readonly value: number;
    readonly doc: string;
  }[];
}

export interface Border {
  /** Name of the import module, and of the C symbols' prefix. */
  readonly module: string;
  /** Name of the custom section that carries the version as one LEB128 number. */
  readonly section: string;
  readonly version: number;
  readonly enums: readonly BorderEnum[];
  readonly imports: readonly BorderFunction[];
  readonly exports: readonly BorderFunction[];
  /** Exported immutable i32 globals that tell a host how much memory the firmware really uses. */
  readonly globals: readonly { readonly name: string; readonly doc: string }[];
}

/** Which driver serves an interrupt source. The compiler writes `raise` from this. */
export interface Driver {
  /** Member of the border's `Source`. */
  readonly source: string;
  /** File under the package, without extension. */
  readonly module: string;
  /** Names that firmware imports whose import brings the driver in. */
  readonly names: readonly string[];
  /** What the module exports; it has static `deliver(index, value, time)` and `resync(time)`. */
  readonly target: string;
}

/**
 * A driver that the executor asks at the end of each turn: it has a static `supervise(deadline)`, which is given
 * what `poll` would return and says what it returns.
 */
export type Supervisor = Omit<Driver, "source">;

/** Static memory of a driver, as the side table calls it. */
export interface DriverStatic {
  /** File under the package and variable: `hal/drivers/lost/lost`. */
  readonly global: string;
  readonly name: string;
  readonly bytes: number;
}

/**
 * One kind of hardware: its part of the border, and the drivers that firmware has for it. A file of its own in
 * `hal/border/peripherals`, whose index `npm run generate` writes; all else follows from it.
 */
export interface PeripheralBorder {
  /** Prefix of its functions: `uart` of `uart_open`. Also the name of its file in `simulator/peripherals`. */
  readonly name: string;
  /** Heading of its names in docs/api.md, and what stands under it. */
  readonly area: { readonly title: string; readonly intro: string };
  /** Its members of `Source`; no two peripherals share a value. */
  readonly sources: BorderEnum["members"];
  readonly enums: readonly BorderEnum[];
  readonly imports: readonly BorderFunction[];
  /** Those that interrupts wake. */
  readonly drivers: readonly Driver[];
  readonly supervisor?: Supervisor;
  /** What firmware imports from "wakeful", by the file in `hal/drivers` that exports it. */
  readonly exports: Readonly<Record<string, readonly string[]>>;
  /** Of these exports, those for futures written by hand. */
  readonly byHand?: readonly string[];
  /** How its futures lie in memory, by class. */
  readonly futures?: Readonly<Record<string, FutureLayout>>;
  readonly statics?: readonly DriverStatic[];
}
