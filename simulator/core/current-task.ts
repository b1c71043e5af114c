/** Whether a task is being polled, as the executor's own word for it says. */
import type { SideTable } from "../../hal/border/side-table.ts";

export class CurrentTask {
  readonly #address: number | undefined;
  readonly #memory: () => WebAssembly.Memory;
  #bytes = new Uint8Array();

  /** @param memory of the firmware, which is asked for only when there is an instance. */
  constructor(table: SideTable | undefined, memory: () => WebAssembly.Memory) {
    const found = table?.memory.statics.find(({ name }) => name === "current task");
    this.#address = found?.address;
    this.#memory = memory;
  }

  /** Whether it can be told: there is a side table. */
  get isKnown(): boolean {
    return this.#address !== undefined;
  }

  get isPolled(): boolean {
    const at = this.#address;
    if (at === undefined) return false;
    // A memory that has grown has another buffer, and leaves this one empty. Asking it takes far longer.
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.#memory().buffer);
    const bytes = this.#bytes;
    return (bytes[at]! | bytes[at + 1]! | bytes[at + 2]! | bytes[at + 3]!) !== 0;
  }
}
