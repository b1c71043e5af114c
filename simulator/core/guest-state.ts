/**
 * What a firmware remembers between two calls: its linear memory and the globals it can write. Most
 * of the memory of a small firmware is zero, above what it uses, and is not copied.
 */
import { UsageError } from "./errors.ts";
import { GLOBAL_EXPORT } from "./guard.ts";
import type { ModuleShape } from "./module.ts";
import type { Snapshotted } from "./snapshotted.ts";

export interface GuestImage {
  /** Up to the last word that is not 0. */
  readonly memory: Uint8Array;
  readonly globals: readonly unknown[];
}

export class GuestState implements Snapshotted<GuestImage> {
  readonly #memory: WebAssembly.Memory;
  readonly #globals: readonly WebAssembly.Global[];
  readonly #unkept: readonly string[];

  /** @param instance of the guarded copy of the module. */
  constructor({ exports }: WebAssembly.Instance, shape: ModuleShape) {
    this.#memory = exports["memory"] as WebAssembly.Memory;
    this.#globals = shape.mutableGlobals.map(
      (_, i) => exports[`${GLOBAL_EXPORT}${i}`] as WebAssembly.Global,
    );
    this.#unkept = shape.unkept;
  }

  /** @throws UsageError if the module has state of another kind. */
  save(): GuestImage {
    if (this.#unkept.length > 0) {
      throw new UsageError(
        `no snapshot can be taken of this firmware: it has state outside its memory and globals (${this.#unkept.join(", ")})`,
        "build it with `wakeful build`, which needs none of that, or run it without snapshots and `history`",
      );
    }
    const { buffer } = this.#memory;
    const globals = this.#globals.map((global) => global.value as unknown);
    return { memory: new Uint8Array(buffer.slice(0, usedBytes(buffer))), globals };
  }

  restore({ memory, globals }: GuestImage): void {
    const bytes = new Uint8Array(this.#memory.buffer);
    bytes.set(memory);
    bytes.fill(0, memory.length);
    this.#globals.forEach((global, i) => (global.value = globals[i]));
  }
}

/** Looks through 64 KiB in 5 µs, half of what words of 32 bits take. */
function usedBytes(buffer: ArrayBuffer): number {
  const words = new BigInt64Array(buffer);
  let end = words.length;
  while (end > 0 && words[end - 1] === 0n) end--;
  return end * 8;
}
