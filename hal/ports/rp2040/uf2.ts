/**
 * UF2, the file that is dropped on the drive which a Pico shows while its button is held at power-up: blocks of
 * 512 bytes, each of which says where its 256 bytes belong. https://github.com/microsoft/uf2
 */

const BLOCK_BYTES = 512;
const PAYLOAD_BYTES = 256;
const FIRST_MAGIC = 0x0a324655;
const SECOND_MAGIC = 0x9e5d5157;
const LAST_MAGIC = 0x0ab16f30;
const HAS_FAMILY = 0x2000;

/** What the boot ROM of the RP2040 takes for its own. */
export const RP2040_FAMILY = 0xe48bff56;

/** @param address of the image's first byte; a multiple of 256, since flash is written in pages of so many. */
export function toUf2(image: Uint8Array, address: number, family: number): Uint8Array {
  const count = Math.ceil(image.length / PAYLOAD_BYTES);
  const file = new Uint8Array(count * BLOCK_BYTES);
  for (let index = 0; index < count; index++) {
    const from = index * PAYLOAD_BYTES;
    const block = file.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES);
    const view = new DataView(block.buffer, block.byteOffset, BLOCK_BYTES);
    const header = [FIRST_MAGIC, SECOND_MAGIC, HAS_FAMILY, address + from];
    header.push(PAYLOAD_BYTES, index, count, family);
    header.forEach((word, at) => view.setUint32(4 * at, word, true));
    block.set(image.subarray(from, from + PAYLOAD_BYTES), 4 * header.length);
    view.setUint32(BLOCK_BYTES - 4, LAST_MAGIC, true);
  }
  return file;
}
