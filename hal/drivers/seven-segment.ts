/**
 * Displays of seven segments, with up to 8 digits that share the lines of their segments.
 *
 * One digit after the other is lit for 2 ms, which the eye takes for all of them at once: four digits are lit 125 times
 * a second, and one that is lit less often than 50 times a second flickers. Between two digits all are dark, so that
 * none shows what the next one is to show.
 */
import { Timed } from "../../firmware/time/timed";
import { now } from "../../firmware/time/clock";
import { later } from "../../firmware/time/duration";
import { gpio_configure, gpio_write, PinMode } from "../generated/bindings";

/** Microseconds for which a digit is lit. */
const TURN: u64 = 2_000;
const MOST_DIGITS: i32 = 8;
const POINT: u8 = 0x80;
const MINUS: u8 = 0x40;

/** What the common pins of a display are connected to. */
export enum Common {
  Anode = 0,
  Cathode = 1,
}

/** Segments from A, bit 0, to G, bit 6, of the digits 0 to 7 and 8 to F: a byte each, and no data in memory. */
const LOW_GLYPHS: u64 = 0x077d_6d66_4f5b_063f;
const HIGH_GLYPHS: u64 = 0x7179_5e39_7c77_6f7f;

/** The segments of a digit from 0 to 15. */
export function segmentsOf(digit: u32): u8 {
  return <u8>((digit & 8 ? HIGH_GLYPHS : LOW_GLYPHS) >> ((digit & 7) << 3));
}

/**
 * A display: `const display = SevenSegment.at(segments, digits)` at the top of a file. 24 bytes. It shows nothing until
 * a task awaits `run()`.
 */
@unmanaged
export class SevenSegment {
  private segmentPins: usize;
  private digitPins: usize;
  private shown0: u64;
  private digits: u8;
  private segments: u8;
  private common: u8;
  private current: u8;

  /**
   * Makes some pins the outputs of a display.
   * @param segments logical pin numbers of A to G, and of the point if it is wired.
   * @param digits of the common pins, from the left; none if there is one digit whose common pin is wired to a rail.
   */
  static at(
    home: SevenSegment,
    segments: StaticArray<u16>,
    digits: StaticArray<u16>,
    common: Common = 0,
  ): SevenSegment {
    if (!ASC_NO_ASSERT)
      assert(
        segments.length <= 8 && digits.length <= MOST_DIGITS,
        "a display has 8 segments and 8 digits at most",
      );
    memory.fill(changetype<usize>(home), 0, offsetof<SevenSegment>());
    home.segmentPins = changetype<usize>(segments);
    home.digitPins = changetype<usize>(digits);
    home.segments = <u8>segments.length;
    home.digits = <u8>digits.length;
    home.common = <u8>common;
    for (let i = 0; i < segments.length; i++) home.dark(segments[i], false);
    for (let i = 0; i < digits.length; i++) home.dark(digits[i], true);
    return home;
  }

  /** Shows segments at a digit, counted from the left: A is bit 0, the point bit 7. */
  set(digit: u32, segments: u8): void {
    if (digit < <u32>MOST_DIGITS) store<u8>(this.shown + <usize>digit, segments);
  }

  /** Shows a number at the right end; `-` everywhere if it has too many digits. `places` are behind the point. */
  number(value: i32, places: u32 = 0): void {
    const count = max<i32>(this.digits, 1);
    let left: u32 = abs(value);
    let i = count - 1;
    for (let place: u32 = 0; i >= 0 && (left != 0 || place <= places); i--, place++) {
      const point = places != 0 && place == places ? POINT : 0;
      this.set(i, segmentsOf(left % 10) | point);
      left /= 10;
    }
    const isTooLong = left != 0 || <i32>places >= count || (value < 0 && i < 0);
    if (isTooLong) i = count - 1;
    else if (value < 0) this.set(i--, MINUS);
    for (; i >= 0; i--) this.set(i, isTooLong ? MINUS : 0);
  }

  /** Shows nothing. */
  clear(): void {
    this.shown0 = 0;
  }

  /** Lights the digits in turn, for ever: the body of a task of its own. */
  run(place: Multiplex): Multiplex {
    return place.begin(this);
  }

  private get shown(): usize {
    return changetype<usize>(this) + offsetof<SevenSegment>("shown0");
  }

  /** The level at which a segment, or the common pin of a digit, is dark. */
  private darkLevel(isDigit: bool): i32 {
    return <i32>((this.common == <u8>Common.Anode) != isDigit);
  }

  private dark(pin: u16, isDigit: bool): void {
    gpio_configure(pin, this.darkLevel(isDigit) ? PinMode.OutputHigh : PinMode.OutputLow);
  }

  /** @internal */
  leave(): void {
    if (this.digits)
      gpio_write(load<u16>(this.digitPins + ((<usize>this.current) << 1)), this.darkLevel(true));
    else this.light(0);
  }

  private light(segments: u32): void {
    const dark = this.darkLevel(false);
    for (let i: u32 = 0; i < this.segments; i++) {
      gpio_write(load<u16>(this.segmentPins + ((<usize>i) << 1)), ((segments >> i) & 1) ^ dark);
    }
  }

  /** @internal */
  advance(): void {
    if (this.digits) {
      this.leave();
      this.current = this.current + 1 < this.digits ? this.current + 1 : 0;
    }
    this.light(load<u8>(this.shown + this.current));
    if (this.digits)
      gpio_write(
        load<u16>(this.digitPins + ((<usize>this.current) << 1)),
        1 ^ this.darkLevel(true),
      );
  }
}

/**
 * Lights the digits of a display in turn; it is never ready. Begin it with `SevenSegment.run`.
 *
 * **Cancel safety:** cancel safe. The display is dark then.
 */
@unmanaged
export class Multiplex extends Timed<void> {
  private display: SevenSegment;
  private isOn: bool;

  begin(display: SevenSegment): Multiplex {
    this.timer.fresh(0);
    this.display = display;
    this.isOn = false;
    return this;
  }

  poll(): bool {
    const time = now();
    if (time >= this.timer.deadline) {
      // From the time that was meant, unless a whole turn was missed: digits are equally bright.
      const meant = this.isOn && time - this.timer.deadline < TURN ? this.timer.deadline : time;
      this.display.advance();
      this.isOn = true;
      this.timer.arm(later(meant, TURN));
    } else this.timer.arm(this.timer.deadline);
    return false;
  }

  drop(): void {
    this.timer.drop();
    if (this.isOn) this.display.leave();
    this.isOn = false;
  }
}
