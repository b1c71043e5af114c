import { uniformBigInt } from "pure-rand/distribution/uniformBigInt";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import type { Random } from "./context.ts";
import { UsageError } from "./errors.ts";

/**
 * FNV-1a, 32 bits, with the finaliser of MurmurHash3: without it names that differ in one character
 * give seeds that differ in few bits, and the generator's first numbers show them.
 */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}

/**
 * A stream whose numbers depend on the seed and its own name alone. So a new part draws from a new
 * stream, and the bounces of the others stay what they were.
 */
export class SeededRandom implements Random {
  readonly #name: string;
  #generator: RandomGenerator;

  private constructor(name: string) {
    this.#name = name;
    this.#generator = xoroshiro128plus(hash(name));
  }

  /**
   * @param seed a whole number.
   * @throws UsageError if it is not.
   */
  static from(seed: number): SeededRandom {
    if (!Number.isSafeInteger(seed)) {
      throw new UsageError(`the seed ${seed} is not a whole number`, "give a whole number, like 1");
    }
    return new SeededRandom(String(seed));
  }

  below(limit: number): number {
    return uniformInt(this.#generator, 0, limit - 1);
  }

  between(low: bigint, high: bigint): bigint {
    return uniformBigInt(this.#generator, low, high);
  }

  fork(name: string): Random {
    return new SeededRandom(`${this.#name}/${name}`);
  }

  /** Of this stream alone; who forks another keeps it. */
  save(): RandomGenerator {
    return this.#generator.clone();
  }

  restore(state: RandomGenerator): void {
    this.#generator = state.clone();
  }
}
