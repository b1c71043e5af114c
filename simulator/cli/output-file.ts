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

export interface OutputFileOptions {
  /** Without its dashes. */
  readonly flag: string;
  /** What messages call the file: `the VCD file`. */
  readonly what: string;
  readonly path: string;
  /** Files that must not be overwritten. */
  readonly inputs: readonly string[];
}

/** A file that a run leaves, opened before it: a path that cannot be written is no news for the end. */
export class OutputFile {
  readonly #descriptor: number;
  readonly #options: OutputFileOptions;

  /** @throws UsageError if the file cannot be written. */
  constructor(options: OutputFileOptions, io: Io) {
    this.#options = options;
    const { flag, path, inputs } = options;
    if (inputs.some((input) => isSameFile(input, resolve(io.cwd, path)))) {
      throw new UsageError(
        `--${flag} ${path} would overwrite what the run is made of`,
        `give --${flag} a file of its own`,
      );
    }
    try {
      this.#descriptor = openSync(resolve(io.cwd, path), "w");
    } catch (error) {
      throw this.#explain(error);
    }
  }

  /**
   * Writes a text and closes the file.
   * @param text asked here: to make it may fail, too.
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
    const { flag, what, path } = this.#options;
    return new UsageError(
      `${what} ${path} cannot be written: ${reason}`,
      `give --${flag} a path in a folder that exists and that you may write to`,
    );
  }
}
