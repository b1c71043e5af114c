import { now as halNow } from "../../hal/generated/bindings";
import { Instant } from "./duration";

/** The time: microseconds since reset. Monotonic, never wraps. */
export function now(): Instant {
  return halNow();
}
