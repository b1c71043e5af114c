import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BOOT2_BYTES, boot2Checksum } from "../../../hal/ports/rp2040/checksum.ts";
import { pico } from "../../../hal/ports/rp2040/target.ts";
import { RP2040_FAMILY, toUf2 } from "../../../hal/ports/rp2040/uf2.ts";
import { pico as machine } from "../../machines/hosts/pico.ts";
import { onMachine } from "../../machines/on-machine.ts";
import { firmware } from "../../support/wat.ts";
import { scratchFolder } from "../../support/scratch.ts";

const words = (bytes: Uint8Array, from: number, count: number): string[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: count }, (_, index) =>
    view
      .getUint32(from + 4 * index, true)
      .toString(16)
      .padStart(8, "0"),
  );
};

test("UF2: a block of 512 bytes for each 256, numbered, with its address and the chip's family", () => {
  const image = Uint8Array.from({ length: 600 }, (_, index) => index & 0xff);
  const file = toUf2(image, 0x10000000, RP2040_FAMILY);
  expect(file).toHaveLength(3 * 512);
  for (const index of [0, 1, 2]) {
    const block = file.subarray(index * 512, (index + 1) * 512);
    expect(words(block, 0, 8)).toEqual([
      ...["0a324655", "9e5d5157", "00002000", `10000${index}00`],
      ...["00000100", `0000000${index}`, "00000003", "e48bff56"],
    ]);
    const payload = new Uint8Array(256);
    payload.set(image.subarray(256 * index, 256 * (index + 1)));
    expect(block.subarray(32, 288)).toEqual(payload);
    expect(block.subarray(288, 508)).toEqual(new Uint8Array(220));
    expect(words(block, 508, 1)).toEqual(["0ab16f30"]);
  }
});

test("the second boot stage's checksum is CRC-32/MPEG-2 of 252 bytes", () => {
  const code = new TextEncoder().encode("123456789");
  const stage = new Uint8Array(BOOT2_BYTES);
  stage.set(code);
  // By an implementation in another language.
  expect(boot2Checksum(code)).toBe(0xe1364f00);
  expect(boot2Checksum(stage)).toBe(0xe1364f00);
});

onMachine(machine, () => {
  test("the target writes a UF2 that begins with the second boot stage, says that it is untested, and its sizes", async () => {
    const folder = scratchFolder("pico");
    const wasm = await firmware({});
    const { files, sizes } = pico.build({ name: "empty", wasm, memoryBytes: 632, folder });
    expect(files.map(({ path, note }) => [path.slice(folder.length + 1), note])).toEqual([
      ["empty.uf2", "for the drive that a Pico shows; untested on silicon"],
      ["empty.elf", "for a debugger"],
    ]);
    const uf2 = readFileSync(files[0]!.path);
    expect(words(uf2, 12, 1)).toEqual(["10000000"]);
    expect(uf2.readUInt32LE(32 + BOOT2_BYTES)).toBe(
      boot2Checksum(uf2.subarray(32, 32 + BOOT2_BYTES)),
    );
    // The vector table: end of RAM, then code in flash.
    expect(words(uf2, 512 + 32, 1)).toEqual(["20042000"]);
    expect(uf2.readUInt32LE(512 + 36) & ~0xffff).toBe(0x10000000);
    expect(sizes!.flash).toBeGreaterThan(500);
    expect(sizes!.flash).toBeLessThan(4096);
    expect(sizes!.ram).toBeLessThan(632 + 1024);
  });

  test("a firmware with more memory than the chip has is built and measured, for the caller to refuse", async () => {
    const folder = scratchFolder("pico");
    const wasm = await firmware({
      // At an address that nobody knows before: what is not used is not linked.
      poll: "(i32.store (i32.wrap_i64 (call $now)) (i32.const 1)) NEVER",
    });
    const { sizes } = pico.build({ name: "large", wasm, memoryBytes: 300_000, folder });
    expect(sizes!.ram).toBeGreaterThan(pico.limits!.ram);
  });
});
