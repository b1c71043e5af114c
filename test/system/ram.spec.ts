import { describe, expect, test } from "vitest";
import { Simulator } from "../../simulator/index.ts";
import { build } from "../support/firmware.ts";

describe.each([
  "examples/blink/blink.ts",
  "bench/firmware/two-leds.ts",
  "test/system/button.firmware.ts",
])("RAM of %s", (entry) => {
  test("every byte has a name, and the sum is what the module says", async () => {
    const { wasm, table } = await build(entry);
    const { base, dataEnd, heapBase, statics } = table.memory;
    let at = base;
    for (const piece of statics) {
      expect(piece.address, piece.name).toBe(at);
      at += piece.bytes;
    }
    expect(at).toBe(dataEnd);
    const instance = Simulator.load(wasm, { table });
    expect(instance.summary().ramBytes).toBe(heapBase);
    const sum = statics.reduce((total, piece) => total + piece.bytes, 0) + (heapBase - dataEnd);
    expect(sum).toBe(heapBase - base);
  });

  test("nothing is written outside of it", async () => {
    const { wasm, table } = await build(entry);
    const sim = Simulator.load(wasm, { table });
    sim.runFor(10_000_000_000n);
    const memory = new Uint8Array(sim.memory.buffer);
    expect(memory.subarray(0, table.memory.base).every((b) => b === 0)).toBe(true);
    expect(memory.subarray(table.memory.dataEnd).every((b) => b === 0)).toBe(true);
  });
});

test("a blinking task takes 40 bytes: 8 of header, 8 of its own, 24 of timer node", async () => {
  const { table } = await build("bench/firmware/two-leds.ts");
  const [blink] = table.tasks;
  expect(blink).toMatchObject({
    name: "Blink",
    pool: 2,
    prefixBytes: 0,
    headerBytes: 8,
    frameBytes: 32,
    slotBytes: 40,
  });
  expect(blink!.parts).toEqual([{ name: "nap", type: "Sleep", offset: 8, bytes: 24 }]);
});
