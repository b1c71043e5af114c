import type { Arguments } from "./arguments.ts";
import type { Io } from "./io.ts";

/** What a flag takes, for parsing and for the help. */
export interface Flag {
  /** What stands for the value in the help, such as `duration`; absent if the flag takes none. */
  readonly value?: string;
  readonly help: string;
  /** May be given several times. */
  readonly multiple?: boolean;
}

export interface Command {
  readonly name: string;
  /** What it works on, as the help writes it: `<firmware>`. */
  readonly operand: string;
  /** What the operand may be. */
  readonly operandHelp: string;
  /** One line. */
  readonly summary: string;
  readonly flags: Readonly<Record<string, Flag>>;
  readonly examples: readonly string[];
  /**
   * @returns the exit code.
   * @throws UsageError, FirmwareError, CompileError, BinaryError: `main` explains them.
   */
  run(args: Arguments, io: Io): Promise<number>;
}
