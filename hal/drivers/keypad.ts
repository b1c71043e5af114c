/**
 * Keypads: a matrix of keys, each of which connects a row to a column.
 *
 * While no key is down all columns pull low, the rows are held high, and an edge of a row wakes who waits: nobody polls.
 * Then one column after the other pulls low alone, and the rows tell which keys are down. Others let go meanwhile, so
 * two keys of a row do not connect an output that is high to one that is low.
 *
 * ```
 *   idle ──(edge of a row)──► scan, tell new keys ──► scan every 20 ms ──(no key, twice)──► idle
 * ```
 *
 * A contact is looked at no sooner than 20 ms after it was, so that its bounces are over.
 *
 * Without diodes, three keys at three corners of a rectangle look as if the fourth were down as well. Keys that come
 * while this is so are told when it is clear which they are.
 */
import { WaitList } from "../../firmware/executor/wait-list";
import { now } from "../../firmware/time/clock";
import { panic } from "../../firmware/report/panic";
import { Instant, later, NEVER } from "../../firmware/time/duration";
import { gpio_read } from "../generated/bindings";
import { makeInput, Pull } from "./input";
import { OpenDrain } from "./open-drain";
import { ListenerKind, PinListener } from "./pin-listener";
import { nodeOffset, TimedWait } from "./timed-wait";

const MOST_ROWS: u32 = 4;
const MOST_COLUMNS: u32 = 8;
const PAUSE: u64 = 20_000;

/**
 * A keypad of up to 4 rows and 8 columns: `const pad = Keypad.at(rows, columns)` at the top of a file, with
 * `const rows: StaticArray<u16> = [9, 8, 7, 6]`. 72 bytes.
 */
@unmanaged
export class Keypad {
  private row0a: u32;
  private row0b: u32;
  private row1a: u32;
  private row1b: u32;
  private row2a: u32;
  private row2b: u32;
  private row3a: u32;
  private row3b: u32;
  private waiters: usize;
  private columnPins: usize;
  private rows: u8;
  private columns: u8;
  private isIdle: bool;
  private isNoticed: bool;
  /** Keys that are down, a bit each: key 0 is the lowest one. */
  down: u32;
  /** Keys that went down and that nobody was told of yet. */
  private fresh: u32;
  /** When it is looked at next; `NEVER` while no key is down. */
  private due: Instant;

  /**
   * Makes some pins the rows and columns of a keypad.
   * @param rows logical pin numbers, from the top; 4 at most.
   * @param columns of the columns, from the left; 8 at most.
   */
  static at(home: Keypad, rows: StaticArray<u16>, columns: StaticArray<u16>): Keypad {
    if (<u32>(rows.length - 1) >= MOST_ROWS || <u32>(columns.length - 1) >= MOST_COLUMNS) {
      panic("a keypad has 1 to 4 rows and 1 to 8 columns");
    }
    memory.fill(changetype<usize>(home), 0, offsetof<Keypad>());
    home.rows = <u8>rows.length;
    home.columns = <u8>columns.length;
    home.columnPins = changetype<usize>(columns);
    for (let i = 0; i < rows.length; i++) {
      home.row(i).pin = rows[i];
      makeInput(rows[i], Pull.Up);
    }
    for (let i = 0; i < columns.length; i++) home.column(i).low();
    home.watch();
    return home;
  }

  /** Waits for a key to go down, and gives its number: row by row from the top left, which is 0. */
  pressed(place: KeyPress): KeyPress {
    return place.begin(this);
  }

  /** As `pressed`: `for await (const key of pad)`. */
  next(place: KeyPress): KeyPress {
    return place.begin(this);
  }

  /** @internal */
  @inline get list(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Keypad>("waiters"));
  }

  @inline private row(i: i32): PinListener {
    return changetype<PinListener>(changetype<usize>(this) + ((<usize>i) << 3));
  }

  private column(i: i32): OpenDrain {
    // As `OpenDrain.at(pin, Pull.None)` gives it, which would let go of the column.
    return changetype<OpenDrain>(<usize>load<u16>(this.columnPins + ((<usize>i) << 1)));
  }

  /** All columns pull low, and the rows tell of a key. */
  private watch(): void {
    this.isIdle = true;
    this.isNoticed = false;
    this.due = NEVER;
    for (let i = 0; i < <i32>this.rows; i++) {
      // The edge may have come before somebody listened.
      const row = this.row(i);
      if (!row.attach(ListenerKind.Keypad)) {
        this.isNoticed = true;
        this.due = 0;
      }
      row.known = <u8>i;
    }
  }

  /**
   * Looks at the keys if it is time.
   * @returns when it has to be asked again, if nothing happens.
   * @internal
   */
  look(time: Instant): Instant {
    if (this.isIdle ? this.isNoticed : time >= this.due) this.scan(time);
    return this.due;
  }

  private scan(time: Instant): void {
    if (this.isIdle) {
      this.isIdle = false;
      for (let i = 0; i < <i32>this.rows; i++) this.row(i).detach();
    }
    const down = this.read();
    const before = this.down;
    if (!this.isAmbiguous(down)) {
      this.fresh |= down & ~before;
      this.down = down;
    } else this.down = before & down;
    this.due = later(time, PAUSE);
    // Not at once: the key that was let go of last may bounce still.
    if ((down | before) == 0) this.watch();
  }

  /** The keys that are down, or look so. All columns pull low before and after it. */
  private read(): u32 {
    const columns = <i32>this.columns;
    const rows = <i32>this.rows;
    // A row that is high now has no key down: the others are few.
    let low: u32 = 0;
    for (let k = 0; k < rows; k++) if (!gpio_read(this.row(k).pin)) low |= 1 << k;
    if (low == 0) return 0;
    for (let i = 0; i < columns; i++) this.column(i).release();
    let down: u32 = 0;
    for (let i = 0; i < columns; i++) {
      const column = this.column(i);
      column.low();
      for (let rest = low; rest; rest &= rest - 1) {
        const k = ctz<u32>(rest);
        if (!gpio_read(this.row(k).pin)) down |= 1 << (k * columns + i);
      }
      column.release();
    }
    for (let i = 0; i < columns; i++) this.column(i).low();
    return down;
  }

  /** Whether two rows have two columns in common: one of those keys may be none. */
  private isAmbiguous(down: u32): bool {
    const columns = <u32>this.columns;
    const mask: u32 = (1 << columns) - 1;
    for (let i: u32 = 1; i < this.rows; i++) {
      const row = (down >> (i * columns)) & mask;
      for (let k: u32 = 0; k < i; k++) {
        if (popcnt<u32>(row & (down >> (k * columns))) > 1) return true;
      }
    }
    return false;
  }

  /**
   * Takes the lowest key that nobody was told of.
   * @returns -1 if there is none.
   * @internal
   */
  take(): i32 {
    const fresh = this.fresh;
    if (fresh == 0) return -1;
    this.fresh = fresh & (fresh - 1);
    // What is left may be for another.
    if (this.fresh) this.notify();
    return ctz<u32>(fresh);
  }

  private notify(): void {
    const list = this.list;
    for (let node = list.first; node; node = list.after(node)) {
      changetype<KeyPress>(node - nodeOffset()).wake();
    }
  }

  /** Whether a row of an idle one has changed. */
  private notice(): void {
    if (!this.isIdle) return;
    this.isNoticed = true;
    this.notify();
  }

  /** The keypad of a row, which has its number where others have the level. */
  private static of(at: usize): Keypad {
    const listener = changetype<PinListener>(at);
    return changetype<Keypad>(at - ((<usize>listener.known) << 3));
  }

  /**
   * Called by the interrupt table: an edge on `pin`.
   * @internal
   */
  static deliver(pin: i32, level: i32, _time: i64): void {
    if (level) return;
    for (let at = PinListener.all; at; at = changetype<PinListener>(at).nextListener) {
      const listener = changetype<PinListener>(at);
      if (listener.isAt(ListenerKind.Keypad, pin)) Keypad.of(at).notice();
    }
  }

  /**
   * Called by the interrupt table: events were lost.
   * @internal
   */
  static resync(_time: i64): void {
    for (let at = PinListener.first(ListenerKind.Keypad); at;) {
      const listener = changetype<PinListener>(at);
      if (!gpio_read(listener.pin)) Keypad.of(at).notice();
      at = listener.nextOf(ListenerKind.Keypad);
    }
  }
}

/**
 * A wait for a key; its output is the key's number. Begin it with `Keypad.pressed`.
 *
 * **Cancel safety:** cancel safe. A key is taken in the poll that says ready. One that goes down and up while nobody
 * waits is not noticed.
 */
@unmanaged
export class KeyPress extends TimedWait<i32> {
  private pad: Keypad;
  private key: i32;

  begin(pad: Keypad): KeyPress {
    this.blank();
    this.pad = pad;
    return this;
  }

  /** Keys have no end. */
  get hasValue(): bool {
    return true;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    const pad = this.pad;
    const next = pad.look(now());
    this.key = pad.take();
    if (this.key >= 0) {
      this.drop();
      return true;
    }
    this.wait(pad.list);
    this.timer.arm(next);
    return false;
  }

  output(): i32 {
    return this.key;
  }

  drop(): void {
    this.leave(this.pad.list);
  }
}
