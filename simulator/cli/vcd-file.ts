import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { TraceData } from "../trace/trace.ts";
import { toVcd } from "../trace/vcd.ts";
import type { Io } from "./io.ts";
import { reasonOf } from "./system-error.ts";

/** A VCD file, open for as long as the run lasts, so that writing it at the end cannot fail late. */
export class VcdFile {
  readonly #descriptor: number;
  readonly #path: string;

  /** @throws UsageError if the file cannot be written. */
  constructor(path: string, io: Io) {
    this.#path = path;
    this.#descriptor = this.#try(() => openSync(resolve(io.cwd, path), "w"));
  }

  /**
   * Writes the trace and closes the file.
   * @param end nanoseconds since reset.
   * @throws UsageError if the disk is full, for example.
   */
  write(trace: TraceData, end: bigint): void {
    this.#try(() => {
      try {
        const bytes = new TextEncoder().encode(toVcd(trace, { end }));
        for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
      } finally {
        closeSync(this.#descriptor);
      }
    });
  }

  #try<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw new UsageError(
        `the VCD file ${this.#path} cannot be written: ${reasonOf(error)}`,
        "give --vcd a path in a folder that exists and that you may write to",
      );
    }
  }
}
