/**
 * Random numbers for games, colours and waiting times; not for secrets.
 *
 * The chip's noise is slow, so it only seeds a generator, with the first number that is asked for. The generator is
 * xoroshiro64** of David Blackman and Sebastiano Vigna ("Scrambled linear pseudorandom number generators", ACM
 * Transactions on Mathematical Software 47, 2021), which needs 8 bytes and 32-bit arithmetic.
 */
import { random_bits } from "../generated/bindings";

/** Two words; both 0 before it is seeded. */
@unmanaged
class Static {
  // Firmware without it has no byte of it.
  @lazy static readonly state: usize = memory.data(8, 8);
}

/** Random numbers: `Random.between(1, 6)`. 8 bytes, of all together. */
@unmanaged
export class Random {
  /** 32 bits. */
  static bits(): u32 {
    // All but one of 2⁶⁴ seeds are good.
    while (load<u64>(Static.state) == 0) store<u64>(Static.state, random_bits());
    const a = load<u32>(Static.state);
    const b = load<u32>(Static.state + 4) ^ a;
    store<u32>(Static.state, rotl<u32>(a, 26) ^ b ^ (b << 9));
    store<u32>(Static.state + 4, rotl<u32>(b, 13));
    return rotl<u32>(a * 0x9e3779bb, 5) * 5;
  }

  /** From 0 to `limit - 1`, all equally likely; 0 if `limit` is 0. */
  static below(limit: u32): u32 {
    // D. Lemire, "Fast random integer generation in an interval", 2019: the high half of a product, without the
    // few products that would make some results likelier.
    let product = <u64>Random.bits() * limit;
    if (<u32>product < limit) {
      const surplus: u32 = (<u32>0 - limit) % limit;
      while (<u32>product < surplus) product = <u64>Random.bits() * limit;
    }
    return <u32>(product >> 32);
  }

  /** From `low` to `high`, both included, all equally likely. */
  static between(low: i32, high: i32): i32 {
    const count: u32 = high - low + 1;
    return low + (count == 0 ? Random.bits() : Random.below(count));
  }
}
