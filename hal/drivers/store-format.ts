/**
 * How the store lies in the flash.
 *
 * ```
 *   sector:   word 0   1          2                3 ...
 *            +--------+----------+----------------+--------+--------+- - - -+--------+
 *            | MARK   | sequence | check of it    | record | record |       | erased |
 *            +--------+----------+----------------+--------+--------+- - - -+--------+
 *   record:  +---------------------------------+--------------+---------------+
 *            | key 16 | words 8 | what it is 8 | those words  | CRC-32 of all |
 *            +---------------------------------+--------------+---------------+
 * ```
 *
 * The last word of a record makes it valid. MARK is written when an erase is over, and cleared before the next one
 * begins, so that no half erased sector looks like a good one.
 */
import { flash_read } from "../generated/bindings";

/** `WAK1`. */
export const MARK: u32 = 0x314b4157;
export const ERASED: u32 = 0xffffffff;
/** Words before the first record. */
export const HEADER: u32 = 3;
/** Words of a record besides its value. */
export const FRAME: u32 = 2;
/** Most words of a value. */
export const MOST_WORDS: u32 = 255;

/** What a record is, in the high byte of its first word. */
export const VALUE: u32 = 0x56000000;
export const REMOVED: u32 = 0x52000000;
/** The CRC of a record that was given up is changed by this. */
export const GIVEN_UP: u32 = 0x5a5a5a5a;

@inline
export function word(at: u32): u32 {
  return <u32>flash_read(<i32>(at << 2));
}

@inline
export function keyOf(head: u32): u16 {
  return <u16>head;
}

@inline
export function wordsOf(head: u32): u32 {
  return (head >> 16) & 0xff;
}

/** CRC-32 of IEEE 802.3, one word more; it begins with all bits set. */
export function withWord(crc: u32, value: u32): u32 {
  crc ^= value;
  for (let i = 0; i < 32; i++) crc = (crc >> 1) ^ (0xedb88320 & (0 - (crc & 1)));
  return crc;
}

/** What stands behind the sequence number of a sector. */
export function checkOf(sequence: u32): u32 {
  return withWord(MARK, sequence);
}

/** Whether a sector that begins at word `at` is in use. */
export function isUsed(at: u32): bool {
  return word(at) == MARK && word(at + 2) == checkOf(word(at + 1));
}

/** Whether a sector was erased to the end and nothing has been written since. */
export function isClean(at: u32, words: u32): bool {
  if (word(at) != MARK) return false;
  for (let i: u32 = 1; i < words; i++) if (word(at + i) != ERASED) return false;
  return true;
}

/** Verdicts of `judge`. */
export namespace Verdict {
  /** Nothing is written here. */
  export const End: u32 = 0;
  /** A cut has left it, and nothing is behind it. */
  export const Torn: u32 = 1;
  export const GivenUp: u32 = 2;
  export const Valid: u32 = 3;
}

/** What lies at word `at` of a sector that ends at `end`. */
export function judge(at: u32, end: u32): u32 {
  if (at + FRAME > end) return Verdict.End;
  const head = word(at);
  if (head == ERASED) return Verdict.End;
  const last = at + wordsOf(head) + 1;
  if (last >= end) return Verdict.Torn;
  let crc = ERASED;
  for (let i = at; i < last; i++) crc = withWord(crc, word(i));
  const found = word(last);
  if (found == crc) return Verdict.Valid;
  return found == (crc ^ GIVEN_UP) ? Verdict.GivenUp : Verdict.Torn;
}
