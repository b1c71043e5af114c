/** An unsigned number of up to 32 bits in LEB128, as WebAssembly writes every count and index. */
export function encodeU32(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new RangeError(`${value} is not an unsigned 32-bit number: pass an integer from 0 on.`);
  }
  const out: number[] = [];
  do {
    const low = value % 0x80;
    value = Math.floor(value / 0x80);
    out.push(value > 0 ? low | 0x80 : low);
  } while (value > 0);
  return Uint8Array.from(out);
}
