import { BinaryError } from "./error.ts";

const utf8 = new TextDecoder();

/**
 * Reads forward through a slice of a file and refuses to leave it. Each count is held against the
 * bytes that are left before anything is read, so that a damaged module can neither hang its reader
 * nor make it fill the memory.
 */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly end: number;
  position: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  get remaining(): number {
    return this.end - this.position;
  }

  u8(): number {
    if (this.position >= this.end) throw new BinaryError("A byte is missing", this.position);
    return this.bytes[this.position++]!;
  }

  u32(): number {
    const start = this.position;
    let value = 0;
    for (let i = 0, scale = 1; i < 5; i++, scale *= 0x80) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value > 0xffffffff) break;
        return value;
      }
    }
    throw new BinaryError("A number does not fit in 32 bits", start);
  }

  i32(): number {
    return Number(this.signed(5, 32));
  }

  i64(): bigint {
    return this.signed(10, 64);
  }

  private signed(maxBytes: number, bits: number): bigint {
    const start = this.position;
    let value = 0n;
    for (let i = 0; i < maxBytes; i++) {
      const byte = this.u8();
      value |= BigInt(byte & 0x7f) << BigInt(7 * i);
      if (byte < 0x80) return BigInt.asIntN(bits, BigInt.asIntN(7 * (i + 1), value));
    }
    throw new BinaryError(`A number does not fit in ${bits} bits`, start);
  }

  /** An item count; each item takes at least `least` bytes. */
  count(least: number): number {
    const start = this.position;
    const count = this.u32();
    if (count * least > this.remaining) {
      throw new BinaryError(
        `${count} items are announced, but only ${this.remaining} bytes follow`,
        start,
      );
    }
    return count;
  }

  take(length: number): Uint8Array {
    if (length > this.remaining) {
      throw new BinaryError(
        `${length} bytes are announced, but only ${this.remaining} follow`,
        this.position,
      );
    }
    this.position += length;
    return this.bytes.subarray(this.position - length, this.position);
  }

  text(): string {
    return utf8.decode(this.take(this.u32()));
  }

  /** A cursor over the next `length` bytes, which this one steps over. */
  slice(length: number): Cursor {
    this.take(length);
    return new Cursor(this.bytes, this.position - length, this.position);
  }
}
