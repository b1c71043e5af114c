import type { Place } from "../../hal/border/side-table.ts";

/** Stable names of what firmware can do wrong, for filters and tests. */
export type FirmwareErrorCode =
  | "panic"
  | "trap"
  | "endless-poll"
  | "livelock"
  | "bad-module"
  | "missing-export"
  | "unknown-import"
  | "abi-version"
  | "unknown-pin"
  | "unknown-port"
  | "port-closed"
  | "bad-argument";

/** What a `FirmwareError` is made of. */
export interface FirmwareErrorDetails {
  readonly code: FirmwareErrorCode;
  /** What happened. */
  readonly message: string;
  /** The way out. */
  readonly hint: string;
  /** Where in the author's source, if it is known. */
  readonly place?: Place | undefined;
  /** Virtual time in nanoseconds since reset; absent for a module that was refused at load. */
  readonly time?: bigint | undefined;
  /** The task that was being polled, and the awaits in which it stood. */
  readonly task?: string | undefined;
  readonly cause?: unknown;
}

/** A fault of the firmware. The simulator that threw it does not run any further. */
export class FirmwareError extends Error {
  override readonly name = "FirmwareError";
  readonly code: FirmwareErrorCode;
  readonly hint: string;
  readonly place: Place | undefined;
  readonly time: bigint | undefined;
  readonly task: string | undefined;

  constructor(details: FirmwareErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.hint = details.hint;
    this.place = details.place;
    this.time = details.time;
    this.task = details.task;
  }
}

/** The simulator was used wrongly: by a test, a command line, a board. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** The way out. */
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
