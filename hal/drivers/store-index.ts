/**
 * What the store knows of the flash: its sectors, and where the record of each key lies.
 *
 * 32 bytes, and 4 for each key behind the store: the key, and the word at which its record begins, 16 bits each.
 */
import { panic } from "../../firmware/report/panic";
import { Elements } from "../../firmware/executor/value";
import { flash_info, FlashInfo } from "../generated/bindings";
import {
  FRAME,
  HEADER,
  isUsed,
  judge,
  keyOf,
  REMOVED,
  Verdict,
  word,
  wordsOf,
} from "./store-format";

/** With fewer sectors, a store that is full could not take back a key. */
const LEAST_SECTORS = 4;
/** Places of records are 16 bits. */
const MOST_BYTES = 0x40000;

/** The reading side of the store. */
@unmanaged
export abstract class StoreIndex extends Elements<u32> {
  /** Address of the first entry. */
  protected entries: usize;
  protected sequence: u32;
  /** Words of the records that count. */
  protected used: u32;
  protected sectorWords: u16;
  /** 0 without a flash. */
  protected sectors: u16;
  /** The sector that is written to. */
  protected head: u16;
  /** How many are in use. */
  protected live: u16;
  /** Where in the head the next record begins. */
  protected end: u16;
  /** Most keys that have a value at a time. */
  capacity: u16;
  /** Keys that have a value. */
  count: u16;

  @inline protected entryAt(i: u32): usize {
    return this.entries + <usize>(i << 2);
  }

  @inline protected placeOf(entry: usize): u32 {
    return load<u16>(entry, 2);
  }

  protected entryOf(key: u16): usize {
    for (let i: u32 = 0; i < this.count; i++) {
      const entry = this.entryAt(i);
      if (load<u16>(entry) == key) return entry;
    }
    return 0;
  }

  /** The record at word `at` is the newest of its key. */
  protected enter(at: u32): void {
    const head = word(at);
    const key = keyOf(head);
    let entry = this.entryOf(key);
    if (entry) this.used -= wordsOf(word(this.placeOf(entry))) + FRAME;
    if ((head & 0xff000000) == REMOVED) {
      if (!entry) return;
      this.count--;
      store<u32>(entry, load<u32>(this.entryAt(this.count)));
      return;
    }
    if (!entry) {
      if (this.count == this.capacity)
        panic("the flash has more keys than the store was opened for");
      entry = this.entryAt(this.count++);
    }
    store<u16>(entry, key);
    store<u16>(entry, <u16>at, 2);
    this.used += wordsOf(head) + FRAME;
  }

  @inline protected startOf(sector: u32): u32 {
    return sector * this.sectorWords;
  }

  @inline protected get tail(): u32 {
    return (<u32>this.head + this.sectors + 1 - this.live) % this.sectors;
  }

  @inline protected get nextHead(): u32 {
    return (<u32>this.head + 1) % this.sectors;
  }

  /** Finds the sectors in use and the records in them. */
  protected find(): void {
    const sectorBytes = flash_info(FlashInfo.SectorBytes);
    if (sectorBytes == 0) return;
    const bytes = min<i32>(flash_info(FlashInfo.Bytes), MOST_BYTES);
    const sectors = bytes / sectorBytes;
    if (sectors < LEAST_SECTORS) return;
    this.sectors = <u16>sectors;
    this.sectorWords = <u16>(sectorBytes >> 2);
    // Before the first record there is no head; the one after it is sector 0.
    this.head = <u16>(sectors - 1);
    this.end = this.sectorWords;
    for (let i: i32 = 0; i < sectors; i++) {
      const start = this.startOf(i);
      if (!isUsed(start)) continue;
      const sequence = word(start + 1);
      if (this.live > 0 && sequence <= this.sequence) continue;
      this.live = 1;
      this.sequence = sequence;
      this.head = <u16>i;
    }
    if (this.live == 0) return;
    while (this.live < this.sectors) {
      const before = this.startOf((<u32>this.head + this.sectors - this.live) % this.sectors);
      if (!isUsed(before) || word(before + 1) != this.sequence - this.live) break;
      this.live++;
    }
    this.readAll();
  }

  /** Enters all records, from the oldest on. */
  protected readAll(): void {
    this.count = 0;
    this.used = 0;
    for (let i: u32 = this.live; i > 0; i--) {
      this.read((<u32>this.head + this.sectors + 1 - i) % this.sectors);
    }
  }

  /** Enters the records of a sector in use. */
  private read(sector: u32): void {
    const start = this.startOf(sector);
    const end = start + this.sectorWords;
    let at = start + HEADER;
    for (;;) {
      const verdict = judge(at, end);
      if (verdict < Verdict.GivenUp) {
        // Nothing goes behind what a cut has left.
        this.end = <u16>(verdict == Verdict.Torn ? this.sectorWords : at - start);
        return;
      }
      if (verdict == Verdict.Valid) this.enter(at);
      at += wordsOf(word(at)) + FRAME;
    }
  }
}
