/**
 * Spans and points of time, in whole microseconds, 64 bit: 292,000 years before they saturate.
 * Nothing wraps, and nothing is too long: sums that do not fit mean "never".
 *
 * A number with its top bit set is a negative one, which `deadline - now()` is when the deadline is
 * past: a span of no length, or a point of time that is over.
 */

/** A span of time in microseconds. */
export type Duration = u64;

/** A point in time: microseconds since reset. */
export type Instant = u64;

/** The point in time that never comes. */
export const NEVER: Instant = i64.MAX_VALUE;

function scaled(count: u64, unit: u64): Duration {
  if (<i64>count < 0) return 0;
  return count > NEVER / unit ? NEVER : count * unit;
}

/** `count` microseconds, the finest the clock tells. */
export function micros(count: u64): Duration {
  return count;
}

/** `count` milliseconds; `NEVER` if that is more than 292,000 years. */
export function millis(count: u64): Duration {
  return scaled(count, 1000);
}

/** `count` seconds; `NEVER` if that is more than 292,000 years. */
export function seconds(count: u64): Duration {
  return scaled(count, 1_000_000);
}

/** `time + span`, or `NEVER`. */
export function later(time: Instant, span: Duration): Instant {
  if (<i64>span < 0) return time;
  return span > NEVER - time ? NEVER : time + span;
}

/** The point of time that `time` means: one before reset is over, as 0 is. */
export function pointOf(time: Instant): Instant {
  return <i64>time < 0 ? 0 : time;
}
