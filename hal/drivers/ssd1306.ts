/**
 * Displays of 128 by 64 pixels with an SSD1306. A letter is 6 pixels wide and 8 high, so there are 8 rows of 21
 * letters. What is written goes to the display at once, in pieces of 24 bytes that each say where they belong: no
 * memory is needed for the picture, and tasks that write to different places do not disturb each other.
 */
import { I2c } from "./i2c";
import { Drawing, DrawingKind } from "./ssd1306-drawing";

/** A display: `const display = Ssd1306.on(bus)`. 8 bytes. */
@unmanaged
export class Ssd1306 {
  /**
   * The display on a bus.
   * @param address 0x3C, on some modules 0x3D.
   */
  static on(place: Ssd1306, bus: I2c, address: u8 = 0x3c): Ssd1306 {
    place.bus = bus;
    place.address = address;
    return place;
  }

  /** @internal */
  bus: I2c;
  /** @internal */
  address: u8;

  /** Switches it on, upright and empty. */
  start(place: Drawing): Drawing {
    return place.begin(this, DrawingKind.Start, 0, 0, 0, 1024);
  }

  /** Makes all of it dark. */
  clear(place: Drawing): Drawing {
    return place.begin(this, DrawingKind.Blank, 0, 0, 0, 1024);
  }

  /** Makes a row of letters dark, 0 to 7. */
  clearRow(place: Drawing, row: u32): Drawing {
    return place.begin(this, DrawingKind.Blank, 0, row, 0, 128);
  }

  /**
   * Writes text into a row; what is beyond its end is left out.
   * @param column of the first letter, 0 to 20.
   * @param row 0 to 7.
   * @param text of ASCII, and `°`; it is read while it is written.
   */
  text(place: Drawing, column: u32, row: u32, text: string): Drawing {
    const length = <u32>text.length;
    return place.begin(
      this,
      DrawingKind.Text,
      column * 6,
      row,
      changetype<usize>(text),
      length * 6,
    );
  }

  /**
   * Writes a number so that it ends where `width` letters do, with spaces in front.
   * @param column of the first of these letters.
   * @param decimals how many of the digits are behind a point: 2153 with 2 of them is 21.53.
   */
  number(
    place: Drawing,
    column: u32,
    row: u32,
    value: i32,
    width: u32 = 6,
    decimals: u32 = 0,
  ): Drawing {
    return place.number(this, column * 6, row, value, width, decimals);
  }

  /**
   * Shows a picture of 1,024 bytes, made by `setPixel`: `const picture = memory.data(1024)`.
   * @param picture its address.
   */
  show(place: Drawing, picture: usize): Drawing {
    return place.begin(this, DrawingKind.Picture, 0, 0, picture, 1024);
  }

  /** Lights a pixel of a picture, or makes it dark; outside of it does nothing. */
  static setPixel(picture: usize, x: i32, y: i32, isLit: bool = true): void {
    if (<u32>x >= 128 || <u32>y >= 64) return;
    const at = picture + <usize>((y >> 3) * 128 + x);
    const bit: u32 = 1 << (y & 7);
    const before: u32 = load<u8>(at);
    store<u8>(at, <u8>(isLit ? before | bit : before & ~bit));
  }
}
