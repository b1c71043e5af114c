/**
 * Values that pass from task to task: scalars, handles that are their own value, and records, which
 * are copied byte by byte. Whoever receives a record gets it in memory of its own:
 *
 * ```
 *   future, or object                    rounded up to 8
 *   v                                    v
 *   +------------------------------------+--------------------------------+
 *   | its fields; `value` is the address | the record                     |
 *   |           of what lies behind ─────┼─►                              |
 *   +------------------------------------+--------------------------------+
 * ```
 *
 * The compiler knows the classes below by name, and gives what extends them that room. Scalars lie
 * in the field itself.
 */
import { Waiting } from "./wait-list";

/** Whether a T is a record in memory: it is copied, where other values are what they are. */
@inline
export function isRecord<T>(): bool {
  if (!isReference<T>()) return false;
  if (isManaged<T>()) ERROR("only scalars and @unmanaged records can pass from task to task");
  return offsetof<T>() > 0;
}

/** Bytes of a T where several lie in a row. */
@inline
export function widthOf<T>(): usize {
  return isRecord<T>() ? (offsetof<T>() + 7) & ~7 : sizeof<T>();
}

/** The first address from `start` on where a T may lie. */
@inline
export function aligned<T>(start: usize): usize {
  const mask: usize = isRecord<T>() ? 7 : sizeof<T>() - 1;
  return (start + mask) & ~mask;
}

/** Writes a value at an address. */
@inline
export function put<T>(address: usize, value: T): void {
  if (isRecord<T>()) memory.copy(address, changetype<usize>(value), offsetof<T>());
  else store<T>(address, value);
}

/** The value at an address; of a record it is the address. */
@inline
export function at<T>(address: usize): T {
  return isRecord<T>() ? changetype<T>(address) : load<T>(address);
}

/** Address of the room behind the fields of `owner`. */
@inline
function roomOf<F>(owner: F): usize {
  return (changetype<usize>(owner) + offsetof<F>() + 7) & ~7;
}

/** A value as `owner` keeps it: of a record, the copy in the room behind the owner's fields. */
@inline
export function kept<F, T>(owner: F, value: T): T {
  if (!isRecord<T>()) return value;
  const room = roomOf<F>(owner);
  memory.copy(room, changetype<usize>(value), offsetof<T>());
  return changetype<T>(room);
}

/** What `owner` keeps at first: all zero. */
@inline
export function zeroed<F, T>(owner: F): T {
  if (!isRecord<T>()) return none<T>();
  const room = roomOf<F>(owner);
  memory.fill(room, 0, offsetof<T>());
  return changetype<T>(room);
}

/** What stands for a value that is not there: zero. */
@inline
export function none<T>(): T {
  return isReference<T>() ? changetype<T>(0) : <T>0;
}

/** The base of futures that wait for a value, and have room for it. */
@unmanaged
export abstract class Receiving<T> extends Waiting<T> {
  /** What it waits at. */
  protected owner: usize;
  protected value: T;

  output(): T {
    return this.value;
  }
}

/** The base of objects that keep one value. */
@unmanaged
export abstract class Holding<T> {}

/** The base of objects with a `capacity`, if what they have room for is not their first type argument. */
@unmanaged
export abstract class Elements<E> {}

/** As `Elements`, but they lie in a row without gaps, as many bytes each as their fields have. */
@unmanaged
export abstract class Packed<E> extends Elements<E> {}

/**
 * Memory for a record, all zero: `const reading = blank<Reading>()`. It lies in the frame of the
 * async function.
 */
export function blank<T>(place: T): T {
  memory.fill(changetype<usize>(place), 0, offsetof<T>());
  return place;
}

/** A copy of a record, in the frame of the async function: `const kept = copy(reading)`. */
export function copy<T>(place: T, record: T): T {
  memory.copy(changetype<usize>(place), changetype<usize>(record), offsetof<T>());
  return place;
}
