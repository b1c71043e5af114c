/** The store's firmware on a flash of cells, without a simulator: each boot is an instance of its own. */
import { FlashInfo, Source } from "../../hal/generated/border.ts";
import { SeededRandom } from "../../simulator/core/random.ts";
import { Cells, type Operation } from "../../simulator/peripherals/flash/cells.ts";
import type { FlashModel } from "../../simulator/peripherals/flash/model.ts";
import type { Parts } from "./parts.ts";

interface StoreFirmware {
  begin(id: number, what: number, key: number, value: number): number;
  abort(handle: number): void;
  get(key: number): number;
  has(key: number): number;
  alarm(key: number): number;
  count(): number;
}

export const SET = 0;
export const REMOVE = 1;
export const SAVE = 2;

export function geometry(sectors: number, sectorBytes: number, writeBytes = 4): FlashModel {
  return {
    name: "test",
    bytes: sectors * sectorBytes,
    sectorBytes,
    writeBytes,
    eraseBytes: sectorBytes,
    writeTime: 1n,
    eraseTime: 1n,
    endurance: 100_000,
  };
}

export class StoreBench {
  readonly cells: Cells;
  readonly results = new Map<number, number>();
  /** Operations of the flash since the first boot. */
  operations = 0;
  /** Writes that would have set a bit. */
  overwrites = 0;
  /** What the flash is at. */
  running: Operation | undefined;
  firmware!: StoreFirmware & {
    start(): void;
    poll(): bigint;
    raise(s: number, v: number, t: bigint): void;
  };
  readonly #parts: Parts;
  readonly #model: FlashModel;
  readonly #random = SeededRandom.from(7);

  constructor(parts: Parts, model: FlashModel, image?: Uint8Array) {
    this.#parts = parts;
    this.#model = model;
    this.cells = new Cells(model, image);
    this.boot();
  }

  boot(): void {
    this.running = undefined;
    const { bytes, sectorBytes, writeBytes } = this.#model;
    const start = (operation: Operation): void => {
      if (this.running) throw new Error("two operations at once");
      this.running = operation;
      this.operations++;
    };
    this.firmware = this.#parts.instantiate(
      {
        flash_info: (what) =>
          what === FlashInfo.Bytes
            ? bytes
            : what === FlashInfo.SectorBytes
              ? sectorBytes
              : writeBytes,
        flash_read: (address) => this.cells.read(address),
        flash_write: (address, word) => {
          if ((word & ~this.cells.read(address)) !== 0) this.overwrites++;
          start({ kind: "write", address, word });
        },
        flash_erase: (address) => start({ kind: "erase", address, word: 0 }),
      },
      { ended: (id: number, result: number) => void this.results.set(id, result) },
    );
    this.firmware.start();
  }

  /** Power fails now, within the operation at hand, and comes back. */
  cut(): void {
    const { running } = this;
    if (running) {
      const { sectorBytes, writeBytes, eraseBytes } = this.#model;
      const steps = running.kind === "write" ? 4 / writeBytes : sectorBytes / eraseBytes;
      this.cells.apply(running, this.#random.below(steps), this.#random);
    }
    this.boot();
  }

  settle(): void {
    while (this.firmware.poll() === 0n);
  }

  /** Ends the operation at hand. @returns false if there is none. */
  step(status = 0): boolean {
    const { running } = this;
    if (!running) return false;
    this.running = undefined;
    this.cells.apply(
      running,
      running.kind === "write"
        ? 4 / this.#model.writeBytes
        : this.#model.sectorBytes / this.#model.eraseBytes,
    );
    this.firmware.raise(Source.Flash << 16, status, 0n);
    this.settle();
    return true;
  }

  /** Does one change to its end. @returns its result. */
  change(what: number, key: number, value = 0): number | undefined {
    const id = 1_000_000;
    this.results.delete(id);
    this.firmware.begin(id, what, key, value);
    this.settle();
    while (this.step());
    return this.results.get(id);
  }
}
