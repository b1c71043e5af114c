/**
 * Deferred log: `log("temp {} C", t)` sends the number of the text and the raw value. The text stays
 * with the host, and the device builds no string. The compiler turns the text into its number.
 *
 * Integers, floats and bools can be sent, up to four.
 */
import { log } from "../../hal/generated/bindings";

/** The type of a value in four bits: see `log` in hal/border/description.ts. */
function tag<T>(): i32 {
  if (isBoolean<T>()) return 4;
  if (isFloat<T>()) return 3;
  if (isSigned<T>()) return 1;
  return 2;
}

function bits<T>(value: T): i64 {
  if (isFloat<T>()) return reinterpret<i64>(<f64>value);
  return <i64>value;
}

export function log0(id: i32): void {
  log(id, 0, 0, 0, 0);
}

export function log1<A>(id: i32, a: A): void {
  log(id | (tag<A>() << 16), bits<A>(a), 0, 0, 0);
}

export function log2<A, B>(id: i32, a: A, b: B): void {
  log(id | (tag<A>() << 16) | (tag<B>() << 20), bits<A>(a), bits<B>(b), 0, 0);
}

export function log3<A, B, C>(id: i32, a: A, b: B, c: C): void {
  log(
    id | (tag<A>() << 16) | (tag<B>() << 20) | (tag<C>() << 24),
    bits<A>(a),
    bits<B>(b),
    bits<C>(c),
    0,
  );
}

export function log4<A, B, C, D>(id: i32, a: A, b: B, c: C, d: D): void {
  log(
    id | (tag<A>() << 16) | (tag<B>() << 20) | (tag<C>() << 24) | (tag<D>() << 28),
    bits<A>(a),
    bits<B>(b),
    bits<C>(c),
    bits<D>(d),
  );
}
