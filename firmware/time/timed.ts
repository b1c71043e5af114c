/** The base of futures that wait for a deadline among other things: a timer node, as `Sleep` is one. */
import { Future } from "../executor/future";
import { Instant } from "./duration";
import { Sleep } from "./sleep";

/** Laid out as `Sleep` (24 bytes), with another result. */
@unmanaged
export abstract class Timed<T> extends Future<T> {
  private deadline: Instant;
  private link1: usize;
  private link2: usize;
  private link3: usize;
  private waker: usize;

  /** The timer. Begin it with `fresh` in memory that may hold anything. */
  @inline protected get timer(): Sleep {
    return changetype<Sleep>(this);
  }
}
