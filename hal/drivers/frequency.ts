/** How often something happens in a second. */

/** Whole periods a second. */
export type Frequency = u32;

/** `count` times a second. */
export function hertz(count: u32): Frequency {
  return count;
}

/** `count` thousand times a second. */
export function kilohertz(count: u32): Frequency {
  return count > u32.MAX_VALUE / 1000 ? u32.MAX_VALUE : count * 1000;
}

/**
 * Nanoseconds from one to the next, rounded; at least 1 Hz.
 * @internal
 */
export function nanosOf(frequency: Frequency): u32 {
  const count = max<u32>(frequency, 1);
  return (1_000_000_000 + (count >> 1)) / count;
}
