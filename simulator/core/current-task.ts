/** Which task is being polled, as the executor's own word for it says. */
import type { SideTable } from "../../hal/border/side-table.ts";

/** Address of the word; undefined if there is no side table that tells. */
export function currentTaskWord(table: SideTable | undefined): number | undefined {
  return table?.memory.statics.find(({ name }) => name === "current task")?.address;
}

export class CurrentTask {
  readonly #word: number | undefined;
  readonly #memory: () => WebAssembly.Memory;
  #view: DataView | undefined;

  /** @param memory of the firmware, which is asked for only when there is an instance. */
  constructor(word: number | undefined, memory: () => WebAssembly.Memory) {
    this.#word = word;
    this.#memory = memory;
  }

  /** Whether it can be told. */
  get isKnown(): boolean {
    return this.#word !== undefined;
  }

  /** Address of the task, or 0. */
  get address(): number {
    if (this.#word === undefined) return 0;
    // A memory that has grown has another buffer, and leaves this one empty. Asking it takes far longer.
    if (!this.#view || this.#view.buffer.byteLength === 0) {
      this.#view = new DataView(this.#memory().buffer);
    }
    return this.#view.getUint32(this.#word, true);
  }
}
