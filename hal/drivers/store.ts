/**
 * Settings that outlast power: values by key, in the flash.
 *
 * The sectors are a ring. Records are only ever appended, at the head; the newest one of a key counts. When the head
 * is full the next sector becomes it, and if that was the last free one, what still counts of the oldest is copied to
 * it first. So all sectors are erased equally often, and one is always free.
 *
 * ```
 *        tail: the oldest            head
 *          ▼                          ▼
 *      ┌────────┬────────┬────────┬────────┬────────┐
 *      │ 5      │ 6      │ 7      │ 8 ──►  │ free   │      room: the new head 9 gets what counts of 5,
 *      └────────┴────────┴────────┴────────┴────────┘      then 5 is no longer marked
 * ```
 *
 * Each step is one write or erase, and leaves the flash so that all of the above can be found again:
 *
 * - A record counts when its last word, the CRC, is there. What a cut leaves of one is the last thing in its sector:
 *   the next record goes to another.
 * - If a cut comes while the tail is copied, all sectors are in use. Then the head has nothing but copies; it is
 *   thrown away, and the copying begins anew.
 * - Where a record lies is kept in RAM, 4 bytes a key, and found once by `open`. That only reads.
 *
 * Changes go on from interrupt to interrupt, and need no task.
 */
import { panic } from "../../firmware/report/panic";
import { WaitList } from "../../firmware/executor/wait-list";
import { FlashStatus } from "../generated/bindings";
import { StoreChange } from "./store-change";
import { FRAME, HEADER, keyOf, MOST_WORDS, REMOVED, VALUE, word, wordsOf } from "./store-format";
import { Progress, StoreLog, wordFrom } from "./store-log";

/** How a change of a store has ended. */
export enum StoreResult {
  /** It is in the flash, and no power cut can undo it. */
  Done = 0,
  /** There is no room: for one more key in RAM, or for the value in the flash. Nothing has changed. */
  Full = 1,
  /** The flash did not take it, or there is none. The value is the old one or the new one. */
  Failed = 2,
}

function checked(key: i32): u16 {
  if (<u32>key > u16.MAX_VALUE) panic("a key of a store is a number from 0 to 65,535");
  return <u16>key;
}

/** The one store. */
@unmanaged
class Static {
  // Firmware without it has no byte of it.
  @lazy static readonly opened: usize = memory.data(4, 4);
}

/**
 * A store of settings: `const settings = Store.open(8)` at the top of a file, for 8 keys, each a number from 0 to
 * 65,535 or a member of an enum. There is one, and it has
 * the flash alone. 72 bytes, and 4 for each key.
 */
@unmanaged
export class Store extends StoreLog {
  private waiters: usize;
  /** Whose turn it is; 0 if nobody's, or if it was dropped. */
  private active: usize;
  /** Whether an interrupt may have been lost, or be one of an operation that is known to be over. */
  private isDoubtful: bool;

  /**
   * Finds what the flash holds. A flash that holds something else is taken for empty.
   * @param capacity most keys that have a value at a time, 1 to 65,535; a constant.
   */
  static open(home: Store, capacity: u32): Store {
    memory.fill(changetype<usize>(home), 0, offsetof<Store>());
    if (load<usize>(Static.opened)) panic("the flash has one store: open it once, and share it");
    store<usize>(Static.opened, changetype<usize>(home));
    home.entries = (changetype<usize>(home) + offsetof<Store>() + 3) & ~3;
    home.capacity = <u16>capacity;
    home.find();
    return home;
  }

  /** The number that was set for `key`, or `fallback` if none was, or it was removed, or is a record. */
  get(key: i32, fallback: u32 = 0): u32 {
    const entry = this.entryOf(checked(key));
    if (!entry) return fallback;
    const at = this.placeOf(entry);
    return wordsOf(word(at)) == 1 ? word(at + 1) : fallback;
  }

  /** Whether `key` has a value. */
  has(key: i32): bool {
    return this.entryOf(checked(key)) != 0;
  }

  /**
   * Sets a number. When it is done it is there for good; until then it has the old value. One that is there already
   * is not written again.
   */
  set(place: StoreChange, key: i32, value: u32): StoreChange {
    return place.begin(this, checked(key), VALUE, value, 0, 4);
  }

  /** Forgets a key. */
  remove(place: StoreChange, key: i32): StoreChange {
    return place.begin(this, checked(key), REMOVED, 0, 0, 0);
  }

  /**
   * Fills a record with what was saved under `key`: `settings.load(Key.Alarm, alarm)`.
   * @returns false if nothing was, or a value of another size; then the record is as before.
   */
  load<T>(key: i32, record: T): bool {
    const entry = this.entryOf(checked(key));
    const bytes = <u32>offsetof<T>();
    if (!entry) return false;
    const at = this.placeOf(entry);
    if (wordsOf(word(at)) != (bytes + 3) >> 2) return false;
    for (let i: u32 = 0; i < bytes; i++) {
      store<u8>(changetype<usize>(record) + i, <u8>(word(at + 1 + (i >> 2)) >> ((i & 3) << 3)));
    }
    return true;
  }

  /** Sets a record of up to 1,020 bytes, which must stay as it is until that is done. Otherwise as `set`. */
  save<T>(place: StoreChange, key: i32, record: T): StoreChange {
    return place.begin(this, checked(key), VALUE, 0, changetype<usize>(record), <u32>offsetof<T>());
  }

  @inline private get list(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Store>("waiters"));
  }

  /**
   * A change wants its turn.
   * @returns whether it is over already.
   * @internal
   */
  ask(change: StoreChange): bool {
    if (this.isResting && this.list.isEmpty && this.begin(change)) return true;
    this.list.append(changetype<usize>(change));
    return false;
  }

  /**
   * A change that waits is dropped.
   * @internal
   */
  giveUp(change: StoreChange): void {
    this.list.remove(changetype<usize>(change));
    if (changetype<usize>(change) != this.active) return;
    this.active = 0;
    // Its words are no longer there.
    if (this.from) this.isGivenUp = true;
  }

  /** @returns true if there is nothing to do for it. */
  private begin(change: StoreChange): bool {
    const result = this.judgeChange(change);
    if (result >= 0) {
      change.result = <StoreResult>result;
      return true;
    }
    this.active = changetype<usize>(change);
    this.append(change.head, change.value, change.from, change.bytes);
    return false;
  }

  /** A result, or -1 if it has to be written. */
  private judgeChange(change: StoreChange): i32 {
    const head = change.head;
    const size = wordsOf(head) + FRAME;
    const entry = this.entryOf(keyOf(head));
    if (this.sectors == 0) return StoreResult.Failed;
    if ((head & 0xff000000) == REMOVED) {
      if (!entry) return StoreResult.Done;
    } else {
      if (entry && this.isSame(change, this.placeOf(entry))) return StoreResult.Done;
      if (!entry && this.count == this.capacity) return StoreResult.Full;
    }
    const room = <u32>this.sectorWords - HEADER;
    if (change.bytes > MOST_WORDS << 2 || size > room) return StoreResult.Full;
    // If each sector but the free one had too little room left, more than this would be in use: so after at most
    // one turn of the ring there is room.
    const least = (<u32>this.sectors - 1) * (room - size + 1);
    return this.used >= least ? StoreResult.Full : -1;
  }

  private isSame(change: StoreChange, at: u32): bool {
    const words = wordsOf(change.head);
    if (wordsOf(word(at)) != words) return false;
    for (let i: u32 = 0; i < words; i++) {
      if (word(at + 1 + i) != wordFrom(change.from, change.bytes, change.value, i)) return false;
    }
    return true;
  }

  /** The change at hand is over; the next ones begin. */
  private finish(result: StoreResult): void {
    this.answer(result);
    const list = this.list;
    while (this.isResting && !list.isEmpty) {
      const first = changetype<StoreChange>(list.first);
      if (this.begin(first)) list.grantFirst();
    }
  }

  private answer(result: StoreResult): void {
    const active = this.active;
    this.active = 0;
    if (!active) return;
    changetype<StoreChange>(active).result = result;
    this.list.grant(active, 1);
  }

  private advance(): void {
    const progress = this.goOn();
    if (progress == Progress.Done) this.finish(StoreResult.Done);
    else if (progress == Progress.GivenUp) this.finish(StoreResult.Failed);
  }

  private done(status: i32): void {
    if (this.isResting) return;
    if (status == FlashStatus.Done && this.isThere) return this.advance();
    if (this.isDoubtful && status == FlashStatus.Done) return;
    this.stop();
    this.finish(StoreResult.Failed);
  }

  /**
   * Called by the interrupt table: the flash is ready.
   * @internal
   */
  static deliver(_index: i32, status: i32, _time: i64): void {
    const all = load<usize>(Static.opened);
    if (all) changetype<Store>(all).done(status);
  }

  /**
   * Called by the interrupt table: events were lost.
   * @internal
   */
  static resync(_time: i64): void {
    const all = changetype<Store>(load<usize>(Static.opened));
    if (!changetype<usize>(all) || all.isResting) return;
    all.isDoubtful = true;
    if (all.isThere) all.advance();
  }
}
