/**
 * The checksum that the RP2040's boot ROM wants over the second boot stage (datasheet 2.8.1.3.1): CRC-32 with the
 * usual polynomial, but highest bit first, begun with ones, and not inverted at the end.
 */

/** Bytes of the second boot stage without its checksum. */
export const BOOT2_BYTES = 252;

/** @param code at most `BOOT2_BYTES`; filled up with zeros, as the linker does. */
export function boot2Checksum(code: Uint8Array): number {
  const padded = new Uint8Array(BOOT2_BYTES);
  padded.set(code);
  return crc32(padded);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
