import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { Io } from "./io.ts";
import { reasonOf } from "./system-error.ts";

/** Whether two paths lead to one file. */
function isSameFile(a: string, b: string): boolean {
  const [x, y] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false }));
  return x !== undefined && y !== undefined && x.ino === y.ino && x.dev === y.dev;
}

/** What a run writes its trace to, opened before the run: a path that cannot be written is no news for the end. */
export class TraceFile {
  readonly #flag: string;
  readonly #descriptor: number;
  readonly #path: string;

  /**
   * @param flag that gave the path.
   * @param inputs files that must not be overwritten.
   * @throws UsageError if the file cannot be written.
   */
  constructor(flag: string, path: string, io: Io, inputs: readonly string[]) {
    this.#flag = flag;
    this.#path = path;
    if (inputs.some((input) => isSameFile(input, resolve(io.cwd, path)))) {
      throw new UsageError(
        `--${flag} ${path} would overwrite what the run is made of`,
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
   * @param text makes it.
   * @returns what went wrong, such as a full disk: the rest of the report is wanted all the same.
   */
  write(text: () => string): unknown {
    try {
      const bytes = new TextEncoder().encode(text());
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
      `the file ${this.#path} cannot be written: ${reason}`,
      `give --${this.#flag} a path in a folder that exists and that you may write to`,
    );
  }
}
