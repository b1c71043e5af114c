/** What is written to a display, piece by piece. */
import { Future } from "../../firmware/executor/future";
import { I2cStatus } from "../generated/bindings";
import { columnOf } from "./font";
import { I2cTransfer } from "./i2c-transfer";
import { Ssd1306 } from "./ssd1306";

export enum DrawingKind {
  Start,
  Blank,
  Text,
  Number,
  Picture,
}

/** Bytes of a piece: four letters, and with what says where they belong less than every host takes at once. */
const PIECE: u32 = 24;
const HEAD: u32 = 7;
const WIDTH: u32 = 128;
/** Digits, sign and point of a number. */
const DIGITS: u32 = 12;

/**
 * SSD1306 rev. 1.4, 8.9.2 and table 9-1: charge pump on, upright, page addressing, lit. The values beside them are those
 * that makers of modules use.
 */
function startUp(): usize {
  return memory.data<u8>([
    0x00, 0xae, 0xd5, 0x80, 0xa8, 0x3f, 0xd3, 0x00, 0x40, 0x8d, 0x14, 0x20, 0x02, 0xa1, 0xc8, 0xda,
    0x12, 0x81, 0xcf, 0xd9, 0xf1, 0xdb, 0x40, 0xa4, 0xa6, 0xaf,
  ]);
}
const START_UP: u32 = 26;

/**
 * Something that is written to a display; its output is how that ended. Begin it with a method of `Ssd1306`.
 *
 * **Cancel safety:** restarts. What was written by then stays, and the piece at hand may be cut.
 */
@unmanaged
export class Drawing extends Future<I2cStatus> {
  private transfer0: u64;
  private transfer8: u64;
  private transfer16: u64;
  private transfer24: u64;
  private transfer32: u64;
  private piece0: u64;
  private piece8: u64;
  private piece16: u64;
  private piece24: u64;
  /** Where the text, the digits or the picture lie. */
  private source: usize;
  private digits0: u64;
  private digits8: u32;
  private display: Ssd1306;
  /** Columns of pixels that are written, and how many there are to be. */
  private done: u16;
  private count: u16;
  private left: u8;
  private row: u8;
  private kind: u8;
  private status: u8;

  @inline private get transfer(): I2cTransfer {
    return changetype<I2cTransfer>(changetype<usize>(this) + offsetof<Drawing>("transfer0"));
  }

  @inline private get piece(): usize {
    return changetype<usize>(this) + offsetof<Drawing>("piece0");
  }

  @inline private get digits(): usize {
    return changetype<usize>(this) + offsetof<Drawing>("digits0");
  }

  begin(
    display: Ssd1306,
    kind: DrawingKind,
    left: u32,
    row: u32,
    source: usize,
    count: u32,
  ): Drawing {
    if (offsetof<I2cTransfer>() > 40) ERROR("a transfer does not fit into a drawing");
    this.display = display;
    this.kind = <u8>kind;
    this.left = <u8>min(left, WIDTH);
    this.row = <u8>(row & 7);
    this.source = source;
    this.done = 0;
    const isWhole = kind != DrawingKind.Text && kind != DrawingKind.Number;
    this.count = <u16>(isWhole ? count : min(count, WIDTH - <u32>this.left));
    this.status = <u8>I2cStatus.Done;
    if (kind == DrawingKind.Start) {
      this.kind = <u8>DrawingKind.Blank;
      this.transfer.begin(display.bus, display.address, startUp(), START_UP, 0, 0);
    } else this.next();
    return this;
  }

  /** Begins with a number, right-aligned. */
  number(display: Ssd1306, left: u32, row: u32, value: i32, width: u32, decimals: u32): Drawing {
    const digits = this.digits;
    const most = min(width, DIGITS);
    let rest: u32 = value < 0 ? -value : value;
    let at = most;
    let count: u32 = 0;
    do {
      if (count == decimals && count > 0 && at) store<u8>(digits + --at, 46);
      if (at) store<u8>(digits + --at, <u8>(48 + (rest % 10)));
      rest /= 10;
      count++;
    } while (rest || count <= decimals);
    if (value < 0 && at) store<u8>(digits + --at, 45);
    while (at) store<u8>(digits + --at, 32);
    return this.begin(display, DrawingKind.Number, left, row, digits, most * 6);
  }

  /** The byte of a column. */
  private columnAt(at: u32): u8 {
    const kind = this.kind;
    if (kind == DrawingKind.Blank) return 0;
    if (kind == DrawingKind.Picture) return load<u8>(this.source + at);
    const letter = at / 6;
    const code: u32 =
      kind == DrawingKind.Number
        ? load<u8>(this.source + letter)
        : load<u16>(this.source + ((<usize>letter) << 1));
    return columnOf(code, at - letter * 6);
  }

  /** Prepares the next piece, which ends where its row does. */
  private next(): void {
    const at: u32 = <u32>this.done + this.left;
    const column = at & (WIDTH - 1);
    const page = (this.row + at / WIDTH) & 7;
    const length = min(min(PIECE, <u32>this.count - this.done), WIDTH - column);
    const piece = this.piece;
    // Three commands with a control byte each, then data up to the end: SSD1306, 8.1.5.2.
    store<u8>(piece, 0x80, 0);
    store<u8>(piece, <u8>(0xb0 | page), 1);
    store<u8>(piece, 0x80, 2);
    store<u8>(piece, <u8>(column & 15), 3);
    store<u8>(piece, 0x80, 4);
    store<u8>(piece, <u8>(0x10 | (column >> 4)), 5);
    store<u8>(piece, 0x40, 6);
    for (let i: u32 = 0; i < length; i++) {
      store<u8>(piece + HEAD + i, this.columnAt(<u32>this.done + i));
    }
    this.done += <u16>length;
    const display = this.display;
    this.transfer.begin(display.bus, display.address, piece, HEAD + length, 0, 0);
  }

  poll(): bool {
    const transfer = this.transfer;
    while (transfer.poll()) {
      this.status = <u8>transfer.output();
      if (this.status != I2cStatus.Done || this.done >= this.count) return true;
      this.next();
    }
    return false;
  }

  drop(): void {
    this.transfer.drop();
  }

  output(): I2cStatus {
    return <I2cStatus>this.status;
  }
}
