import { now as halNow } from "../../hal/generated/bindings";
import { Duration, Instant, NEVER } from "./duration";

/** The time: microseconds since reset. Monotonic, never wraps. */
export function now(): Instant {
  return halNow();
}

/**
 * Whether `span` is longer than 146,000 years, which the clock never reaches: less than that, added to the time, fits.
 * Of most spans the optimiser knows that they are not, as it would not know of the sum.
 */
@inline
function isTooLong(span: Duration): bool {
  return <i64>(span << 1) < 0;
}

/**
 * The time `span` from now, or `NEVER`. Less than nothing gives what is of no use: who asks knows of it.
 */
@inline
export function afterNow(span: Duration): Instant {
  const then = now() + span;
  return isTooLong(span) ? NEVER : then;
}

/** The time `span` from now, or `NEVER`; less than nothing is taken for nothing. */
export function fromNow(span: Duration): Instant {
  const time = now();
  if (<i64>span <= 0) return time;
  return isTooLong(span) ? NEVER : time + span;
}
