/**
 * Texts that are built on the device without a heap, for serial ports and displays:
 *
 * ```
 *   const line = Text.create(32);
 *   line.clear().add("t=").fixed(2153, 2).char(10);         t=21.53 and a line feed
 *   await uart.writeAll(line.address, line.length);
 * ```
 *
 * For what only a developer reads `log` is smaller and faster.
 */

/** A text of bytes: `const line = Text.create(32)` at the top of a file. 5 bytes, and its capacity. */
@unmanaged
export class Text {
  /** Bytes in it. */
  length: u16;
  /** Most bytes it holds. */
  capacity: u16;
  /** Whether something had no room, and was cut off. */
  isCut: bool;

  /**
   * Makes an empty text.
   * @param capacity most bytes it holds, 1 to 65,535; a constant.
   */
  static create(home: Text, capacity: u32): Text {
    home.capacity = <u16>capacity;
    return home.clear();
  }

  /** Where its bytes lie. */
  get address(): usize {
    return changetype<usize>(this) + offsetof<Text>();
  }

  /** The byte at an index below `length`. */
  at(index: u32): u8 {
    if (!ASC_NO_ASSERT) assert(index < <u32>this.length, "the text is shorter");
    return load<u8>(this.address + index);
  }

  /** Makes it empty. */
  clear(): Text {
    this.length = 0;
    this.isCut = false;
    return this;
  }

  /** Adds a byte, such as 10 for a line feed. */
  char(code: u8): Text {
    if (this.length < this.capacity) store<u8>(this.address + this.length++, code);
    else this.isCut = true;
    return this;
  }

  /** Adds a text that is written in place. ASCII only. It takes two bytes of RAM a letter, and 20 for each text. */
  add(text: string): Text {
    const start = changetype<usize>(text);
    for (let i = 0; i < text.length; i++) this.char(load<u8>(start + 2 * i));
    return this;
  }

  /** Adds bytes from memory. */
  bytes(address: usize, count: u32): Text {
    for (let i: u32 = 0; i < count; i++) this.char(load<u8>(address + i));
    return this;
  }

  /** Adds a whole number, in decimal. */
  number(value: i32): Text {
    return this.fixed(value, 0);
  }

  /**
   * Adds a number of which the last digits stand behind a point: `fixed(2153, 2)` adds 21.53.
   * @param decimals how many, up to 9.
   */
  fixed(value: i32, decimals: u32): Text {
    if (!ASC_NO_ASSERT) assert(decimals <= 9, "a number has 9 decimals at most");
    if (value < 0) this.char(0x2d);
    let rest: u32 = value < 0 ? 0 - <u32>value : <u32>value;
    let place: u32 = 1;
    for (let i: u32 = 0; i < decimals; i++) place *= 10;
    let digits: u32 = decimals;
    // The highest digit that is not 0, or that before the point.
    while (rest / place >= 10) {
      place *= 10;
      digits++;
    }
    for (; digits > 0; digits--) {
      this.char(<u8>(0x30 + rest / place));
      if (digits == decimals) this.char(0x2e);
      rest %= place;
      place /= 10;
    }
    return this.char(<u8>(0x30 + rest));
  }
}
