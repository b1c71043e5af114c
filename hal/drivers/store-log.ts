/**
 * The writing side of the store: what is done to the flash, one operation after the other, until a record is in
 * it. See store.ts for the whole, and why each step can be the last one.
 */
import { flash_erase, flash_write } from "../generated/bindings";
import {
  checkOf,
  ERASED,
  FRAME,
  GIVEN_UP,
  HEADER,
  isClean,
  judge,
  keyOf,
  MARK,
  Verdict,
  withWord,
  word,
  wordsOf,
} from "./store-format";
import { StoreIndex } from "./store-index";

/** What is done when the flash is ready. */
namespace Step {
  /** Nobody wants anything. */
  export const Rest: u8 = 0;
  /** There is a change: is there room in the head? */
  export const Look: u8 = 1;
  /** The next sector is not marked: erase it. */
  export const Erase: u8 = 2;
  export const Mark: u8 = 3;
  /** The next sector is clean: number it. */
  export const Number: u8 = 4;
  export const Check: u8 = 5;
  export const Opened: u8 = 6;
  /** Look for what counts in the tail. */
  export const Collect: u8 = 7;
  export const Copy: u8 = 8;
  /** The tail is no longer marked. */
  export const Freed: u8 = 9;
  /** A head that is full of half a tail is no longer marked. */
  export const Dismissed: u8 = 10;
  /** Write the words of the new record. */
  export const Append: u8 = 11;
}

/** What `goOn` answers. */
export namespace Progress {
  /** The flash is at work. */
  export const Busy: i32 = 0;
  export const Done: i32 = 1;
  export const GivenUp: i32 = 2;
  /** There is another step. */
  export const On: i32 = 3;
}

/** The writing side of the store. */
@unmanaged
export abstract class StoreLog extends StoreIndex {
  private step: u8;
  /** Whether the record is no longer wanted. */
  protected isGivenUp: bool;
  private index: u16;
  /** Where in the tail it looks next. */
  private scan: u16;
  /** Of the record to be written: its first word, its number, where its words lie, and how many bytes. */
  private recordHead: u32;
  private value: u32;
  protected from: usize;
  private bytes: u32;
  private crc: u32;
  /** What is being written, to be looked at when it is done. */
  private target: u32;
  private written: u32;

  @inline protected get isResting(): bool {
    return this.step == Step.Rest;
  }

  /** Begins to write a record. The flash is at work when it returns. */
  protected append(head: u32, value: u32, from: usize, bytes: u32): void {
    this.recordHead = head;
    this.value = value;
    this.from = from;
    this.bytes = bytes;
    this.isGivenUp = false;
    this.step = Step.Look;
    this.goOn();
  }

  /** An operation has failed. What is half written stays the last of its sector. */
  protected stop(): void {
    this.step = Step.Rest;
    this.end = this.sectorWords;
  }

  private write(at: u32, value: u32): i32 {
    this.target = at;
    this.written = value;
    flash_write(<i32>(at << 2), <i32>value);
    return Progress.Busy;
  }

  /** Writes word `index` of a record at `at`, and reckons its CRC. */
  private writeRecord(at: u32, value: u32, isLast: bool): i32 {
    if (this.index == 0) this.crc = ERASED;
    if (isLast) {
      this.write(at + this.index, this.isGivenUp ? this.crc ^ GIVEN_UP : this.crc);
    } else {
      this.crc = withWord(this.crc, value);
      this.write(at + this.index, value);
    }
    this.index++;
    return Progress.Busy;
  }

  private ended(progress: i32): i32 {
    this.step = Step.Rest;
    return progress;
  }

  /** Goes on until there is something for the flash to do, or nothing at all. */
  protected goOn(): i32 {
    let progress: i32;
    do progress = this.takeStep();
    while (progress == Progress.On);
    return progress;
  }

  private takeStep(): i32 {
    const next = this.startOf(this.nextHead);
    const place = this.startOf(this.head) + this.end;
    switch (this.step) {
      case Step.Look:
        if (this.isGivenUp) return this.ended(Progress.GivenUp);
        if (<u32>this.end + wordsOf(this.recordHead) + FRAME <= this.sectorWords) {
          this.index = 0;
          this.step = Step.Append;
          return Progress.On;
        }
        if (this.live == this.sectors) {
          this.step = Step.Dismissed;
          return this.write(this.startOf(this.head), 0);
        }
        if (isClean(next, this.sectorWords)) {
          this.step = Step.Number;
          return Progress.On;
        }
        this.step = Step.Erase;
        if (word(next) != MARK) return Progress.On;
        return this.write(next, 0);
      case Step.Erase:
        this.step = Step.Mark;
        this.target = next;
        flash_erase(<i32>(next << 2));
        return Progress.Busy;
      case Step.Mark:
        this.step = Step.Number;
        return this.write(next, MARK);
      case Step.Number:
        this.step = Step.Check;
        return this.write(next + 1, this.sequence + 1);
      case Step.Check:
        this.step = Step.Opened;
        return this.write(next + 2, checkOf(this.sequence + 1));
      case Step.Opened:
        this.head = <u16>this.nextHead;
        this.sequence++;
        this.live++;
        this.end = <u16>HEADER;
        this.scan = <u16>HEADER;
        this.step = this.live == this.sectors ? Step.Collect : Step.Look;
        return Progress.On;
      case Step.Collect:
        if (this.seek()) {
          this.index = 0;
          this.step = Step.Copy;
          return Progress.On;
        }
        this.step = Step.Freed;
        return this.write(this.startOf(this.tail), 0);
      case Step.Copy: {
        const from = this.startOf(this.tail) + this.scan;
        const size = wordsOf(word(from)) + FRAME;
        if (<u32>this.index < size) {
          const at: u32 = this.index++;
          return this.write(place + at, word(from + at));
        }
        this.enter(place);
        this.end += <u16>size;
        this.scan += <u16>size;
        this.step = Step.Collect;
        return Progress.On;
      }
      case Step.Freed:
        this.live--;
        this.step = Step.Look;
        return Progress.On;
      case Step.Dismissed:
        this.live--;
        this.sequence--;
        this.head = <u16>((<u32>this.head + this.sectors - 1) % this.sectors);
        // Where the copies are entered, there is nothing now.
        this.readAll();
        this.step = Step.Look;
        return Progress.On;
      default: {
        const words = wordsOf(this.recordHead);
        const index = <u32>this.index;
        if (index < words + FRAME) {
          const value =
            index == 0
              ? this.recordHead
              : this.isGivenUp
                ? 0
                : wordFrom(this.from, this.bytes, this.value, index - 1);
          return this.writeRecord(place, value, index == words + 1);
        }
        this.end += <u16>(words + FRAME);
        if (this.isGivenUp) return this.ended(Progress.GivenUp);
        this.enter(place);
        return this.ended(Progress.Done);
      }
    }
  }

  /** Looks for the next record in the tail that counts. */
  private seek(): bool {
    const start = this.startOf(this.tail);
    const end = start + this.sectorWords;
    for (let at = start + this.scan; judge(at, end) >= Verdict.GivenUp; at = start + this.scan) {
      const head = word(at);
      const entry = this.entryOf(keyOf(head));
      if (entry && this.placeOf(entry) == at) return true;
      this.scan += <u16>(wordsOf(head) + FRAME);
    }
    return false;
  }

  /** Whether the operation at hand shows in the flash. */
  protected get isThere(): bool {
    // After an erase a sector is marked.
    if (this.step != Step.Mark) return word(this.target) == this.written;
    for (let i: u32 = 0; i < this.sectorWords; i++) {
      if (word(this.target + i) != ERASED) return false;
    }
    return true;
  }
}

/** Word `i` of a value: a number, or bytes in memory with zeros behind them. */
export function wordFrom(from: usize, bytes: u32, value: u32, i: u32): u32 {
  if (!from) return value;
  let result: u32 = 0;
  for (let byte: u32 = 0; byte < 4; byte++) {
    const at = (i << 2) + byte;
    if (at < bytes) result |= (<u32>load<u8>(from + at)) << (byte << 3);
  }
  return result;
}
