import { describe, expect, test } from "vitest";
import { FlashInfo, Source } from "../../../hal/generated/border.ts";
import { assembleBoard } from "../../../simulator/boards/assemble.ts";
import type { Board } from "../../../simulator/core/board.ts";
import {
  bareBoard,
  type FirmwareError,
  micros,
  millis,
  parseScript,
  playScript,
  Simulator,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { firmware } from "../../support/wat.ts";

const RAISED = `(call $log (i32.const 0x220000) (i64.extend_i32_u (local.get $source))
  (i64.extend_i32_u (local.get $value)) (i64.const 0) (i64.const 0))`;

const assembled = new Map<string, Promise<Uint8Array>>();

/** Firmware that does `start` at reset. */
async function load(start: string, options: SimulatorOptions = {}): Promise<Simulator> {
  const known = assembled.get(start) ?? firmware({ start, raise: RAISED });
  assembled.set(start, known);
  return Simulator.load(await known, options);
}

const write = (address: number, word: number): string =>
  `(call $flash_write (i32.const ${address}) (i32.const ${word}))`;
const erase = (address: number): string => `(call $flash_erase (i32.const ${address}))`;
const words = (sim: Simulator): DataView => new DataView(sim.peripheral("flash").image.buffer);
const zeros = (bytes: number): Uint8Array => new Uint8Array(bytes);

describe("times of the datasheets", () => {
  test.each<[string, Board, number, bigint, bigint]>([
    // 4 bytes, and 128 bytes, of 1.8 ms each.
    ["Uno", uno({}), 1024, micros(7200), micros(230_400)],
    ["Pico", bareBoard(), 65_536, micros(400), millis(45)],
  ])("%s", async (_name, board, bytes, writeTime, eraseTime) => {
    for (const [deed, span] of [
      [write(0, 0x12345678), writeTime],
      [erase(0), eraseTime],
    ] as const) {
      const sim = await load(deed, {
        board,
        flash: deed.includes("erase") ? zeros(bytes) : undefined,
      });
      const before = deed.includes("erase") ? 0 : 0xffffffff;
      sim.runFor(span - 1n);
      expect(sim.logs).toEqual([]);
      expect(sim.state).toBe("waiting");
      expect(words(sim).getUint32(0, true)).toBe(before);
      expect(sim.peripheral("flash").busyUntil).toBe(span);
      sim.runFor(1n);
      expect(sim.logs).toEqual([{ time: span, text: `log #0 (${Source.Flash << 16}, 0)` }]);
      expect(words(sim).getUint32(0, true)).toBe(deed.includes("erase") ? 0xffffffff : 0x12345678);
      expect(sim.peripheral("flash").busy).toBeUndefined();
    }
  });
});

test("firmware is told of its size, its sectors and what is written at once", async () => {
  const ask = (what: number): string => `(i64.extend_i32_u (call $flash_info (i32.const ${what})))`;
  const start = `(call $log (i32.const 0x2220000) ${ask(FlashInfo.Bytes)} ${ask(FlashInfo.SectorBytes)} ${ask(FlashInfo.WriteBytes)} (i64.const 0))`;
  const told = async (board: Board): Promise<string> => {
    const sim = await load(start, { board });
    sim.runFor(0n);
    return sim.logs[0]!.text;
  };
  expect(await told(uno({}))).toBe("log #0 (1024, 128, 1)");
  expect(await told(bareBoard())).toBe("log #0 (65536, 4096, 4)");
});

test("a write clears bits only, and one that was to set some is told", async () => {
  const flash = zeros(65_536);
  flash[0] = 0x0f;
  const sim = await load(write(0, 0x13), { flash });
  sim.runFor(millis(1));
  expect(words(sim).getUint32(0, true)).toBe(0x03);
  expect(sim.diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "flash-not-erased",
        "hint": "erase the sector first, or use \`Store\`, which does",
        "message": "flash at 0 holds 0x0000000f, and a write of 0x00000013 makes it 0x00000003: it only clears bits",
        "severity": "warning",
        "time": 0n,
      },
    ]
  `);
  const clean = await load(write(0, 0x03), { flash });
  clean.runFor(millis(1));
  expect(clean.diagnostics).toEqual([]);
});

test("an erase sets all of a sector and nothing else, and counts", async () => {
  const sim = await load(erase(4096), { flash: zeros(65_536) });
  sim.runFor(millis(45));
  const { image, erases } = sim.peripheral("flash");
  expect(image.findIndex((byte) => byte === 0xff)).toBe(4096);
  expect(image.filter((byte) => byte === 0xff)).toHaveLength(4096);
  expect(erases.slice(0, 3)).toEqual([0, 1, 0]);
});

test("wrong use is refused", async () => {
  const wrong = [
    write(65_536, 0),
    write(2, 0),
    write(-4, 0),
    erase(2048),
    write(0, 0) + write(4, 0),
  ];
  const told: string[] = [];
  for (const start of wrong) {
    const sim = await load(start);
    try {
      sim.runFor(0n);
    } catch (error) {
      const { code, message, hint } = error as FirmwareError;
      told.push(`${code}: ${message} (${hint})`);
    }
  }
  expect(told).toMatchInlineSnapshot(`
    [
      "bad-argument: flash was written at 65536: the flash W25Q16JV has 65536 bytes (give an address from 0 to 65532, a multiple of 4)",
      "bad-argument: flash was written at 2: the flash W25Q16JV has 65536 bytes (give an address from 0 to 65532, a multiple of 4)",
      "bad-argument: flash was written at -4: the flash W25Q16JV has 65536 bytes (give an address from 0 to 65532, a multiple of 4)",
      "bad-argument: flash was erased at 2048: the flash W25Q16JV has 65536 bytes (give an address from 0 to 61440, a multiple of 4096)",
      "bad-argument: flash was told to write at 4 while it still has to write at 0 (wait until it raises that the last operation is done; one \`Store\` must have it alone)",
    ]
  `);
});

const cut = (sim: Simulator, at: bigint, how = "brownout 1us"): void =>
  playScript(sim, parseScript(`${at}ns ${how}`));

test("a power cut leaves a word partly written: other bits for other seeds, and none that were not to change", async () => {
  const left = new Set<number>();
  for (let seed = 1; seed <= 50; seed++) {
    const sim = await load(write(0, 0x00ff00ff), { seed });
    cut(sim, micros(200));
    sim.runFor(micros(201));
    const word = words(sim).getUint32(0, true);
    expect(word & 0x00ff00ff).toBe(0x00ff00ff);
    left.add(word);
    const again = await load(write(0, 0x00ff00ff), { seed });
    cut(again, micros(200));
    again.runFor(micros(201));
    expect(words(again).getUint32(0, true)).toBe(word);
  }
  expect(left.size).toBeGreaterThan(40);
});

test("an EEPROM writes byte by byte: those before the cut are whole, those behind it untouched", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const sim = await load(write(0, 0), { seed, board: uno({}) });
    cut(sim, micros(1800 * 2 + 900));
    sim.runFor(millis(5));
    const { image } = sim.peripheral("flash");
    expect([image[0], image[1], image[3]]).toEqual([0, 0, 0xff]);
  }
});

test("a power cut leaves a sector with any bits, in whatever direction, and the next one alone", async () => {
  const left = new Set<number>();
  for (let seed = 1; seed <= 20; seed++) {
    const sim = await load(erase(0), { seed, flash: new Uint8Array(65_536).fill(0x55) });
    cut(sim, millis(20));
    sim.runFor(millis(21));
    const { image, erases } = sim.peripheral("flash");
    for (const byte of image.subarray(0, 4096)) left.add(byte);
    expect(image.subarray(4096).every((byte) => byte === 0x55)).toBe(true);
    expect(erases[0]).toBe(1);
  }
  expect([...left].some((byte) => (byte & 0x55) !== 0x55)).toBe(true);
  expect([...left].some((byte) => (byte & 0xaa) !== 0)).toBe(true);
});

test("any other reset lets the step under way end, and the firmware finds the flash free", async () => {
  const sim = await load(write(0, 0));
  cut(sim, micros(200), "reset");
  sim.runFor(micros(200));
  // The firmware has begun anew, and writes again.
  expect(words(sim).getUint32(0, true)).toBe(0);
  expect(sim.peripheral("flash").busyUntil).toBe(micros(600));
  const bytes = await load(write(0, 0), { board: uno({}) });
  cut(bytes, micros(1800 + 900), "reset");
  bytes.runFor(micros(1800 + 900));
  expect(words(bytes).getUint32(0, true)).toBe(0xffff0000);
});

test("what it holds outlasts resets, and is what another run can begin with", async () => {
  const first = await load(write(8, 1234));
  first.runFor(millis(1));
  cut(first, millis(2));
  first.runFor(millis(2));
  expect(words(first).getUint32(8, true)).toBe(1234);
  const { image } = first.peripheral("flash");
  const second = await load("", { flash: image });
  expect(words(second).getUint32(8, true)).toBe(1234);
  await expect(
    load("", { board: uno({}), flash: image }),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[UsageError: \`flash\` has 65536 bytes: the EEPROM of the ATmega328P has 1024]`,
  );
});

test.each([
  ["wokwi-arduino-uno", "EEPROM of the ATmega328P", 1024],
  ["wokwi-arduino-nano", "EEPROM of the ATmega328P", 1024],
  ["wokwi-arduino-mega", "EEPROM of the ATmega2560", 4096],
  ["wokwi-pi-pico", "flash W25Q16JV", 65_536],
])("a %s has its chip's own memory, not another board's", async (type, name, bytes) => {
  const board = assembleBoard([{ id: "b", type, attrs: {} }], []);
  const { model } = (await load("", { board })).peripheral("flash");
  expect([model.name, model.bytes]).toEqual([name, bytes]);
});

test("a sector that was erased more often than its maker promises fails, and it is told once", async () => {
  const loop = `(if (i32.lt_u (global.get $n) (i32.const 100003)) (then
    (global.set $n (i32.add (global.get $n) (i32.const 1))) (call $flash_erase (i32.const 0))))`;
  const fields = "(global $n (mut i32) (i32.const 0))";
  const raise = `(if (local.get $value) (then (call $log (i32.const 0x20000)
    (i64.extend_i32_u (global.get $n)) (i64.const 0) (i64.const 0) (i64.const 0)))) ${loop}`;
  const sim = Simulator.load(await firmware({ fields, start: loop, raise }), { record: false });
  sim.runFor(millis(45) * 100_003n);
  expect(sim.logs.map(({ text }) => text)).toEqual(
    [100_001, 100_002, 100_003].map((n) => `log #0 (${n})`),
  );
  expect(sim.diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "flash-worn-out",
        "hint": "write less often, or only what has changed",
        "message": "sector 0 of the flash was erased 100001 times: the flash W25Q16JV is made for 100000",
        "severity": "warning",
        "time": 4500045000000n,
      },
    ]
  `);
});
