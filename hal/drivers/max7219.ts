/**
 * Matrices of 8 by 8 LEDs with a MAX7219 each, in a row on one SPI bus. Pixels are kept here; all that the chips
 * need is sent with each `show`, so that a matrix which lost its power comes back by itself.
 */
import { Packed } from "../../firmware/executor/value";
import { glyphOf } from "./glyphs";
import { SpiDevice, Transfer } from "./spi";

/** How a module's LEDs are wired: an attribute of Wokwi's part. A picture that is mirrored wants the other one. */
export enum MatrixLayout {
  Parola = 0,
  Fc16 = 1,
}

// Registers, MAX7219 datasheet, table 2. Rows are digits 0 to 7, which have the numbers 1 to 8.
const DECODE: u8 = 0x9;
const INTENSITY: u8 = 0xa;
const SCAN_LIMIT: u8 = 0xb;
const SHUTDOWN: u8 = 0xc;
const TEST: u8 = 0xf;
/** In the order in which they are sent: what an LED would show that nobody asked for comes last. */
@lazy
const REGISTERS: StaticArray<u8> = [
  TEST,
  DECODE,
  SCAN_LIMIT,
  INTENSITY,
  1,
  2,
  3,
  4,
  5,
  6,
  7,
  8,
  SHUTDOWN,
];

/** As much room as a module needs: 8 bytes of pixels, and 2 of the command that is on its way. */
@unmanaged
class Room {
  pixels: u8;
  pixels1: u8;
  pixels2: u8;
  pixels3: u8;
  pixels4: u8;
  pixels5: u8;
  pixels6: u8;
  pixels7: u8;
  register: u8;
  data: u8;
}

/**
 * `const chip = bus.device(10)` and `const matrix = Max7219.on(chip, 4)` at the top of a file: 4 modules, 32 by 8
 * pixels. 8 bytes, and 10 for each module.
 */
@unmanaged
export class Max7219 extends Packed<Room> {
  /** @internal */
  device: SpiDevice;
  /** @internal */
  modules: u16;
  private layout: u8;
  /** How bright it is, 0 to 15; at first 7. Shown with the next `show`. */
  intensity: u8;

  /**
   * Makes a row of modules, all dark.
   * @param capacity how many modules there are; a constant.
   */
  static on(home: Max7219, device: SpiDevice, capacity: u32, layout: MatrixLayout = 0): Max7219 {
    memory.fill(changetype<usize>(home), 0, offsetof<Max7219>() + 10 * capacity);
    home.device = device;
    home.modules = <u16>capacity;
    home.layout = <u8>layout;
    home.intensity = 7;
    return home;
  }

  /** Pixels from left to right. There are 8 from top to bottom. */
  get width(): i32 {
    return <i32>this.modules * 8;
  }

  /** Rows, one module behind the other, the one nearest to the board first. It is the rightmost. */
  private at(x: i32, y: i32): usize {
    const module = <i32>this.modules - 1 - (x >> 3);
    return changetype<usize>(this) + offsetof<Max7219>() + 8 * module + y;
  }

  private bit(x: i32): u8 {
    const place = x & 7;
    const bit: i32 = this.layout == <u8>MatrixLayout.Fc16 ? 0x80 >> place : 1 << place;
    return <u8>bit;
  }

  private has(x: i32, y: i32): bool {
    return x >= 0 && x < this.width && y >= 0 && y < 8;
  }

  /** Sets a pixel, counted from the left and from the top. One that is not there is passed over. */
  set(x: i32, y: i32, isOn: bool = true): void {
    if (!this.has(x, y)) return;
    const row = this.at(x, y);
    const bit = this.bit(x);
    store<u8>(row, isOn ? load<u8>(row) | bit : load<u8>(row) & ~bit);
  }

  /** Whether a pixel is set. */
  get(x: i32, y: i32): bool {
    return this.has(x, y) && (load<u8>(this.at(x, y)) & this.bit(x)) != 0;
  }

  /** Makes all pixels dark. */
  clear(): void {
    const count = <usize>this.modules * 8;
    memory.fill(changetype<usize>(this) + offsetof<Max7219>(), 0, count);
  }

  /**
   * Writes a text in letters of 3 by 5 pixels, 4 apart, over what is there. Small letters become capitals.
   * @param x where it begins; what lies outside is passed over, so that a text can be moved through.
   * @returns where the next letter would begin.
   */
  text(text: string, x: i32 = 0, y: i32 = 1): i32 {
    for (let i = 0; i < text.length; i++) {
      let glyph = glyphOf(<u8>text.charCodeAt(i));
      for (let row = 4; row >= 0; row--) {
        for (let column = 3; column >= 0; column--) {
          this.set(x + column, y + row, column < 3 && (glyph & 1) != 0);
          if (column < 3) glyph >>= 1;
        }
      }
      x += 4;
    }
    return x;
  }

  /** Sends the pixels. */
  show(place: MatrixShow): MatrixShow {
    return place.begin(this);
  }

  /**
   * Makes the commands of one step, that for the farthest module first, behind the pixels of all.
   * @internal
   */
  prepare(step: u32): usize {
    const pixels = changetype<usize>(this) + offsetof<Max7219>();
    const commands = pixels + <usize>this.modules * 8;
    const register = REGISTERS[step];
    for (let i: usize = 0; i < this.modules; i++) {
      let data: u8 = 0;
      if (register <= 8) data = load<u8>(pixels + 8 * (this.modules - 1 - i) + register - 1);
      else if (register == SCAN_LIMIT) data = 7;
      else if (register == INTENSITY) data = this.intensity;
      else if (register == SHUTDOWN) data = 1;
      store<u8>(commands + 2 * i, register);
      store<u8>(commands + 2 * i, data, 1);
    }
    return commands;
  }
}

/**
 * Ready when the matrix shows the pixels.
 *
 * **Cancel safety:** restarts: rows that were sent are shown, and the others stay as they were.
 */
@unmanaged
export class MatrixShow extends Transfer {
  private matrix: Max7219;
  private step: u32;

  begin(matrix: Max7219): MatrixShow {
    this.matrix = matrix;
    this.step = 0;
    this.start(matrix.device, 0, 0, false);
    return this;
  }

  poll(): bool {
    const matrix = this.matrix;
    while (this.hasTurn()) {
      // Not before: another show may have used the room for commands.
      if (!this.isSelected) {
        const commands = matrix.prepare(this.step);
        this.buffer = commands;
        this.count = <u32>matrix.modules * 2;
      }
      if (!this.move()) return false;
      if (++this.step == <u32>REGISTERS.length) return true;
      this.start(matrix.device, 0, 0, false);
    }
    return false;
  }
}
