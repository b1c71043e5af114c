import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { TraceData } from "../trace/trace.ts";
import { toVcd } from "../trace/vcd.ts";
import type { Io } from "./io.ts";
import { reasonOf } from "./system-error.ts";

/** Whether two paths lead to one file. */
function isSameFile(a: string, b: string): boolean {
  const [x, y] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false }));
  return x !== undefined && y !== undefined && x.ino === y.ino && x.dev === y.dev;
}

/** A VCD file, opened before the run: a path that cannot be written is no news for the end. */
export class VcdFile {
  readonly #descriptor: number;
  readonly #path: string;

  /**
   * @param inputs files that must not be overwritten.
   * @throws UsageError if the file cannot be written.
   */
  constructor(path: string, io: Io, inputs: readonly string[]) {
    this.#path = path;
    if (inputs.some((input) => isSameFile(input, resolve(io.cwd, path)))) {
      throw new UsageError(
        `--vcd ${path} would overwrite what the run is made of`,
        "give the waveforms a file of their own",
      );
    }
    try {
      this.#descriptor = openSync(resolve(io.cwd, path), "w");
    } catch (error) {
      throw this.#explain(error);
    }
  }

  /**
   * Writes the trace and closes the file.
   * @param end nanoseconds since reset.
   * @returns what went wrong, such as a full disk: the rest of the report is wanted all the same.
   */
  write(trace: TraceData, end: bigint): unknown {
    try {
      const bytes = new TextEncoder().encode(toVcd(trace, { end }));
      for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
      return undefined;
    } catch (error) {
      return this.#explain(error);
    } finally {
      closeSync(this.#descriptor);
    }
  }

  #explain(error: unknown): unknown {
    const reason = reasonOf(error);
    if (reason === undefined) return error;
    return new UsageError(
      `the VCD file ${this.#path} cannot be written: ${reason}`,
      "give --vcd a path in a folder that exists and that you may write to",
    );
  }
}
