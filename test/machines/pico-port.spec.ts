/** What the Pico's port tells and does at its pins and its UART, by firmwares written by hand. */
import { describe, expect, test } from "vitest";
import { firmware, type FirmwareText } from "../support/wat.ts";
import { buildPico, pico, readUart } from "./hosts/pico.ts";
import { PicoBoard } from "./hosts/rp2040/board.ts";
import { boardOf, levels, TEXT_MEMORY_BYTES } from "./hosts/rp2040/by-hand.ts";
import { onMachine } from "./on-machine.ts";
import { Trap } from "../../hal/generated/border.ts";

/** As in hal/generated/wakeful_hal.h. */
const UNREACHABLE = Trap.Unreachable;
const OUT_OF_BOUNDS = Trap.OutOfBounds;
const OTHER = 0x10006;
const PIN = Trap.Pin;

onMachine(pico, () => {
  describe("a firmware that cannot go on", () => {
    /** Pin 2 is high; then `fault`. Who waits longer hears no more, and no interrupt wakes it. */
    async function last(fault: string): Promise<string> {
      const board = await boardOf({
        start: `(call $configure (i32.const 2) (i32.const 4))
              (call $configure (i32.const 4) (i32.const 0))
              (call $listen (i32.const 4) (i32.const 3))`,
        poll: `${fault} NEVER`,
      });
      board.driveAt(5e6, 4, 1);
      board.runUntil(10e6);
      const { text } = board.chip.uart;
      expect(levels(board.edges, 2)).toEqual([1]);
      expect(board.chip.isAsleep).toBe(true);
      const { cycles } = board.chip.rp2040.core;
      board.runUntil(7200e9);
      expect(board.chip.rp2040.core.cycles).toBe(cycles);
      expect(board.chip.uart.text).toBe(text);
      return text;
    }

    test("reaches unreachable", async () => {
      expect(await last("(unreachable)")).toBe(`panic ${UNREACHABLE}\n`);
    });

    test("reads or writes beyond its memory", async () => {
      const beyond = `(i32.const ${TEXT_MEMORY_BYTES - 3})`;
      for (const fault of [
        `(i32.store ${beyond} (i32.const 1))`,
        `(drop (i32.load8_u (i32.const -1)))`,
        `(drop (i64.load offset=0xfffffff0 (i32.const 8)))`,
      ]) {
        expect(await last(fault)).toBe(`panic ${OUT_OF_BOUNDS}\n`);
      }
    });

    const misaligned = (load: string): FirmwareText => ({
      // Through a global, or the compiler would see the address.
      fields: "(global $at (mut i32) (i32.const 0))",
      start: `(i32.store8 (i32.const 18) (i32.const 3)) (global.set $at (i32.const 17))`,
      poll: `(call $panic (${load} (global.get $at))) NEVER`,
    });

    test("breaks its promise of alignment, which ends in a fault of the core's", async () => {
      for (const load of ["i32.load", "i32.load16_u"]) {
        const board = await boardOf(misaligned(load));
        board.runUntil(10e6);
        expect(board.chip.uart.text).toBe(`panic ${OTHER}\n`);
      }
    });

    test("reads at any address without a fault where it promised nothing", async () => {
      for (const load of ["i32.load align=1", "i32.load align=2", "i32.load16_u align=1"]) {
        const board = await boardOf(misaligned(load));
        board.runUntil(10e6);
        expect(board.chip.uart.text).toBe("panic 768\n");
      }
    });

    test("panics by itself", async () => {
      expect(await last("(call $panic (i32.const 7))")).toBe("panic 7\n");
    });

    test("asks for a pin that the board has not", async () => {
      expect(await last("(call $configure (i32.const 29) (i32.const 0))")).toBe(`panic ${PIN}\n`);
      expect(await last("(call $configure (i32.const -1) (i32.const 0))")).toBe(`panic ${PIN}\n`);
    });
  });

  describe("pins", () => {
    test("a pull-up reads high, a pull-down low, an output what it drives", async () => {
      const show = (from: number, to: number): string =>
        `(call $configure (i32.const ${to}) (i32.add (i32.const 3) (call $read (i32.const ${from}))))`;
      const board = await boardOf({
        start: `(call $configure (i32.const 4) (i32.const 1))
              (call $configure (i32.const 5) (i32.const 2))
              (call $configure (i32.const 28) (i32.const 4))
              ${show(4, 10)} ${show(5, 11)} ${show(28, 12)}`,
      });
      board.runUntil(1e6);
      expect([10, 11, 12, 28].map((pin) => levels(board.edges, pin))).toEqual([[1], [0], [1], [1]]);
    });

    test("an output takes its level without a glitch, from whatever it was", async () => {
      const configure = (mode: number): string =>
        `(call $configure (i32.const 6) (i32.const ${mode}))`;
      const board = await boardOf({
        start: [4, 0, 4, 1, 3, 2, 3, 4].map(configure).join(" "),
      });
      board.runUntil(1e6);
      expect(levels(board.edges, 6)).toEqual([1, 1, 0, 0, 1]);
    });

    /** Listens to pin 4; the level and the time of each edge go out as a log. */
    const listener: FirmwareText = {
      start: `(call $configure (i32.const 4) (i32.const 0))
            (call $listen (i32.const 4) (i32.const 3))`,
      raise: `(call $log (local.get $source) (i64.extend_i32_u (local.get $value)) (local.get $time)
              (i64.const 0) (i64.const 0))`,
    };

    test("edges are told from listening on, in order, stamped to the microsecond", async () => {
      const board = await boardOf(listener);
      board.driveAt(8, 4, 1);
      board.driveAt(100_000, 4, 0);
      board.driveAt(5_000_000, 4, 1);
      board.runUntil(20e6);
      const { logs } = readUart(board.chip.uart.text);
      expect(logs!.map(({ args: [level, time] }) => [level, time])).toEqual([
        [0n, 100n],
        [1n, 5000n],
      ]);
    });

    test("a pulse shorter than the way into the routine is two edges, the last level last", async () => {
      for (const level of [0, 1] as const) {
        const board = await boardOf(listener);
        board.driveAt(8, 4, level);
        board.driveAt(1_000_000, 4, level === 0 ? 1 : 0);
        board.driveAt(1_000_040, 4, level);
        board.runUntil(10e6);
        const { logs } = readUart(board.chip.uart.text);
        expect(logs!.map(({ args }) => Number(args[0]))).toEqual([1 - level, level]);
      }
    });

    test("of the kinds that are not listened to nothing is told", async () => {
      const board = await boardOf({
        ...listener,
        start: `(call $configure (i32.const 4) (i32.const 0))
              (call $listen (i32.const 4) (i32.const 3))
              (call $listen (i32.const 4) (i32.const 1))`,
      });
      for (const [index, level] of ([1, 0, 1, 0] as const).entries()) {
        board.driveAt((1 + index) * 1e6, 4, level);
      }
      board.runUntil(20e6);
      const { logs } = readUart(board.chip.uart.text);
      expect(logs!.map(({ args }) => Number(args[0]))).toEqual([1, 1]);
    });
  });

  describe("logs", () => {
    const log = (head: number, ...args: string[]): string =>
      `(call $log (i32.const ${head}) ${args.map((value) => `(i64.const ${value})`).join(" ")})`;

    test("numbers arrive whole, from the smallest to the largest", async () => {
      const all = ["-9223372036854775808", "9223372036854775807", "-1", "4294967296"];
      const board = await boardOf({
        start: log(0x10002, ...all) + log(0, "0", "10", "4294967295", "65536000000"),
      });
      board.runUntil(50e6);
      expect(readUart(board.chip.uart.text).logs).toEqual([
        { head: 0x10002, args: all.map(BigInt) },
        { head: 0, args: [0n, 10n, 4294967295n, 65536000000n] },
      ]);
    });

    test("what the line cannot carry is dropped whole, and counted before the next", async () => {
      const board = await boardOf({
        fields: "(global $n (mut i64) (i64.const 0))",
        start: `(loop $more
                (call $log (i32.const 1) (global.get $n) (i64.const 0) (i64.const 0) (i64.const 0))
                (global.set $n (i64.add (global.get $n) (i64.const 1)))
                (br_if $more (i64.lt_u (global.get $n) (i64.const 40))))`,
        poll: `(if (i64.lt_u (call $now) (i64.const 100000)) (then (return (i64.const 100000))))
             (if (i64.eq (global.get $n) (i64.const 40)) (then ${log(2, "0", "0", "0", "0")}))
             (global.set $n (i64.const 41)) NEVER`,
      });
      board.runUntil(200e6);
      const lines = board.chip.uart.text.trimEnd().split("\n");
      const sent = lines.filter((line) => line.startsWith("log")).length - 1;
      expect(sent).toBeGreaterThan(20);
      expect(lines.at(-2)).toBe(`lost ${40 - sent}`);
      expect(lines.at(-1)).toMatch(/^log \d+ 2 0 0 0 0$/);
    });

    test("what is said as a run ends is recorded whole, and nothing after it", async () => {
      const wasm = await firmware({
        start: log(1, "5", "0", "0", "0"),
        poll: `(if (i64.gt_u (call $now) (i64.const 2000)) (then ${log(2, "0", "0", "0", "0")}))
             (i64.const 2001)`,
      });
      const run = { name: "end", wasm, memoryBytes: TEXT_MEMORY_BYTES, stimuli: [] };
      const { logs } = await pico.run({ ...run, until: 500 });
      expect(logs!.map(({ head }) => head)).toEqual([1]);
    });

    test("a panic comes after the logs before it", async () => {
      const board = await boardOf({ start: `${log(1, "5", "0", "0", "0")} (unreachable)` });
      board.runUntil(50e6);
      expect(board.chip.uart.text).toMatch(/^log \d+ 1 5 0 0 0\npanic 65536\n$/);
    });

    test("compiled out they take nothing, and a panic is still heard", async () => {
      const wasm = await firmware({ start: `${log(1, "5", "0", "0", "0")} (unreachable)` });
      const run = { name: "quiet", wasm, memoryBytes: TEXT_MEMORY_BYTES };
      const quiet = buildPico(run, ["WAKEFUL_LOGS=0"]);
      const board = new PicoBoard(quiet.image);
      board.runUntil(50e6);
      expect(board.chip.uart.text).toBe(`panic ${UNREACHABLE}\n`);
      expect(quiet.sizes.ram).toBeLessThan(buildPico(run).sizes.ram - 500);
    });
  });
});
