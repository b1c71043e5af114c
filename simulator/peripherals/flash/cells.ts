/**
 * The cells of a NOR flash: a write clears bits, an erase sets all of a sector. Sectors are never changed in place,
 * so a snapshot keeps the list of them and no copy.
 */
import type { Random } from "../../core/context.ts";
import type { Snapshotted } from "../../core/snapshotted.ts";
import type { FlashModel } from "./model.ts";

export interface CellsState {
  readonly sectors: readonly Uint8Array[];
  readonly erases: readonly number[];
}

/** An operation, from the outside: what becomes of the cells when it is over, or cut. */
export interface Operation {
  readonly kind: "write" | "erase";
  /** Bytes from the beginning. */
  readonly address: number;
  /** What is written. */
  readonly word: number;
}

export class Cells implements Snapshotted<CellsState> {
  readonly #model: FlashModel;
  #sectors: Uint8Array[];
  #erases: readonly number[];

  /** @param image contents; what it is too short for is erased. */
  constructor(model: FlashModel, image: Uint8Array = new Uint8Array()) {
    this.#model = model;
    const { bytes, sectorBytes } = model;
    this.#sectors = Array.from({ length: bytes / sectorBytes }, (_, i) => {
      const sector = new Uint8Array(sectorBytes).fill(0xff);
      sector.set(image.subarray(i * sectorBytes, (i + 1) * sectorBytes));
      return sector;
    });
    this.#erases = this.#sectors.map(() => 0);
  }

  /** A copy of all bytes. */
  get image(): Uint8Array {
    const image = new Uint8Array(this.#model.bytes);
    this.#sectors.forEach((sector, i) => image.set(sector, i * this.#model.sectorBytes));
    return image;
  }

  /** How often each sector was erased; one that was cut counts. */
  get erases(): readonly number[] {
    return this.#erases;
  }

  read(address: number): number {
    const sector = this.#sectors[this.#sectorOf(address)]!;
    const at = address % this.#model.sectorBytes;
    return sector[at]! | (sector[at + 1]! << 8) | (sector[at + 2]! << 16) | (sector[at + 3]! << 24);
  }

  /**
   * Does the first `steps` steps of an operation, each of which writes or erases as much as is done at once.
   * @param torn given if power fails within the next step: it decides which of its bits have changed already.
   */
  apply(operation: Operation, steps: number, torn?: Random): void {
    const { kind, address, word } = operation;
    const { sectorBytes, writeBytes, eraseBytes } = this.#model;
    const index = this.#sectorOf(address);
    const sector = this.#sectors[index]!.slice();
    const at = address % sectorBytes;
    if (kind === "write") {
      const end = Math.min(4, (steps + (torn ? 1 : 0)) * writeBytes);
      for (let i = 0; i < end; i++) {
        const lost = torn && i >= steps * writeBytes ? torn.below(256) : 0;
        sector[at + i]! &= (word >>> (8 * i)) | lost;
      }
    } else {
      this.#erases = this.#erases.with(index, this.#erases[index]! + 1);
      sector.fill(0xff, 0, steps * eraseBytes);
      if (torn) tear(sector.subarray(steps * eraseBytes, (steps + 1) * eraseBytes), torn);
    }
    this.#sectors[index] = sector;
  }

  save(): CellsState {
    return { sectors: [...this.#sectors], erases: this.#erases };
  }

  restore({ sectors, erases }: CellsState): void {
    this.#sectors = [...sectors];
    this.#erases = erases;
  }

  #sectorOf(address: number): number {
    return Math.floor(address / this.#model.sectorBytes);
  }
}

/** A chip clears all bits before it sets them, so a cut finds any bit changed, either way. */
function tear(bytes: Uint8Array, random: Random): void {
  const sets = random.below(2) === 1;
  for (let i = 0; i < bytes.length; i++) {
    const bits = random.below(256);
    bytes[i] = sets ? bytes[i]! | bits : bytes[i]! & bits;
  }
}
