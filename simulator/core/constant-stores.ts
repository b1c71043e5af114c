/**
 * Finds the stores to one word of memory that are written with a constant address, as the compiler
 * writes a static variable. Straight lines of code are followed and no more: an operand that comes from
 * elsewhere is unknown, and a store to it is not found.
 */

const Code = {
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  firstLoad: 0x28,
  lastLoad: 0x35,
  i32Store: 0x36,
  lastStore: 0x3e,
  i32Const: 0x41,
  lastConst: 0x44,
  firstNumeric: 0x45,
  lastNumeric: 0xc4,
} as const;

/** Instructions that take one operand, among those that compute. */
const unary: readonly (readonly [number, number])[] = [
  [0x45, 0x45],
  [0x50, 0x50],
  [0x67, 0x69],
  [0x79, 0x7b],
  [0x8b, 0x91],
  [0x99, 0x9f],
  [0xa7, 0xc4],
];

export interface ConstantStore {
  readonly address: number;
  /** Offset of the byte behind the instruction. */
  readonly end: number;
}

/** Is told of each operator in order. */
export class StoreFinder {
  readonly #stores: ConstantStore[] = [];
  /** The operands that are known to lie on top; null for one that is no constant. */
  #operands: (number | null)[] = [];

  /** Every `i32.store` to a constant address, in ascending order of offsets. */
  get stores(): readonly ConstantStore[] {
    return this.#stores;
  }

  /**
   * @param literal of a constant.
   * @param offset of a load or store.
   */
  operator(code: number, end: number, literal: unknown, offset: number | undefined): void {
    if (code === Code.i32Const) this.#operands.push(Number(literal));
    else if (code > Code.i32Const && code <= Code.lastConst) this.#operands.push(null);
    else if (code === Code.localGet || code === Code.globalGet) this.#operands.push(null);
    else if (code === Code.localTee) this.#replace(1);
    else if (code === Code.localSet || code === Code.globalSet || code === Code.drop) this.#take(1);
    else if (code === Code.select) this.#replace(3);
    else if (code >= Code.firstLoad && code <= Code.lastLoad) this.#replace(1);
    else if (code >= Code.i32Store && code <= Code.lastStore) {
      const address = this.#take(2);
      if (code !== Code.i32Store || address === null) return;
      this.#stores.push({ address: address + (offset ?? 0), end });
    } else if (code >= Code.firstNumeric && code <= Code.lastNumeric) {
      this.#replace(unary.some(([low, high]) => code >= low && code <= high) ? 1 : 2);
    } else this.#operands = [];
  }

  #replace(count: number): void {
    this.#take(count);
    this.#operands.push(null);
  }

  /** @returns the deepest of the operands taken. */
  #take(count: number): number | null {
    const known = this.#operands.length >= count;
    const taken = this.#operands.splice(Math.max(0, this.#operands.length - count), count);
    return known ? taken[0]! : null;
  }
}
