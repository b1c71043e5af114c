/** Firmware on an Arduino Uno: what its port promises of pins, logs and panics. */
import { describe, expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { buildSmall } from "../../hal/ports/atmega328p/target.ts";
import { firmware, type FirmwareText } from "../support/wat.ts";
import { buildForUno, Uno, uno, unoSmall } from "./hosts/uno.ts";
import { buildText, MICRO, runText } from "./hosts/uno-firmware.ts";
import type { Stimulus } from "./machine.ts";
import { Trap } from "../../hal/generated/border.ts";

const PIN_TRAP = Trap.Pin;

describe.skipIf(uno.missing())("on an Arduino Uno", () => {
  test.each([
    { machine: uno, flash: 13_900 },
    // The goal: all of it within 8 KB.
    { machine: unoSmall, flash: 8192 },
  ])(
    "three LEDs, a debounced button and a channel take less than $flash bytes of flash and 1 KB of RAM, all told: $machine.name",
    async ({ machine, flash }) => {
      const { wasm, table } = await compile("test/machines/firmware/three-leds.firmware.ts");
      const bounce = (at: number, level: 0 | 1): Stimulus[] =>
        [0, 150, 400, 900, 1600].map((after, i) => ({
          time: at + after,
          pin: 4,
          level: (i % 2 === 0 ? level : 1 - level) as 0 | 1,
        }));
      const recording = await machine.run({
        name: "three",
        wasm,
        memoryBytes: table.memory.heapBase,
        stimuli: [
          { time: 0, pin: 4, level: 1 },
          ...bounce(200_000, 0),
          ...bounce(290_000, 1),
          ...bounce(700_000, 0),
          ...bounce(800_000, 1),
        ],
        until: 1_500_000,
      });
      const levels = (pin: number): string =>
        recording.edges
          .filter((edge) => edge.pin === pin)
          .map(({ level }) => level)
          .join("");
      expect(recording.panic).toBeUndefined();
      // One blink for the first press, two for the second.
      expect([levels(11), levels(12), levels(13)]).toEqual(["0101010", "010101", "0101"]);
      const { sizes, stackBytes } = recording;
      expect(sizes!.ram + stackBytes!).toBeLessThan(1024);
      expect(sizes!.flash).toBeLessThan(flash);
    },
  );

  test("a pull-up is read as high, an undriven input as low", async () => {
    const { edges } = await runText({
      start: `
        (call $configure (i32.const 2) (i32.const 1))
        (call $configure (i32.const 3) (i32.const 0))
        (call $configure (i32.const 12) (i32.add (i32.const 3) (call $read (i32.const 2))))
        (call $configure (i32.const 13) (i32.add (i32.const 3) (call $read (i32.const 3))))`,
    });
    expect(edges.map(({ pin, level }) => [pin, level])).toEqual([
      [12, 1],
      [13, 0],
    ]);
  });

  test("a write to an input leaves its pull-up alone", async () => {
    const { edges } = await runText({
      start: `
        (call $configure (i32.const 2) (i32.const 1))
        (call $write (i32.const 2) (i32.const 0))
        (call $configure (i32.const 13) (i32.add (i32.const 3) (call $read (i32.const 2))))`,
    });
    expect(edges.map(({ pin, level }) => [pin, level])).toEqual([[13, 1]]);
  });

  test("an output takes its level without a glitch, from a pull-up and from an output", async () => {
    const { edges } = await runText({
      start: `
        (call $configure (i32.const 13) (i32.const 1))
        (call $configure (i32.const 13) (i32.const 3))
        (call $configure (i32.const 13) (i32.const 4))
        (call $configure (i32.const 13) (i32.const 1))
        (call $configure (i32.const 13) (i32.const 4))`,
    });
    expect(edges.map(({ level }) => level)).toEqual([0, 1, 1]);
  });

  test.each([
    ["a pull-down, which the chip has not", "(call $configure (i32.const 4) (i32.const 2))"],
    ["a pin that the board has not", "(call $configure (i32.const 20) (i32.const 1))"],
    ["a pin below all others", "(drop (call $read (i32.const -1)))"],
  ])("%s is a named panic", async (_what, start) => {
    expect((await runText({ start })).panic).toBe(PIN_TRAP);
  });

  test("all twenty pins write, read and listen", async () => {
    const pins = Array.from({ length: 20 }, (_, pin) => pin);
    const written = await runText({
      start: pins.map((pin) => `(call $configure (i32.const ${pin}) (i32.const 4))`).join("\n"),
    });
    expect(written.edges.map(({ pin, level }) => [pin, level])).toEqual(
      pins.map((pin) => [pin, 1]),
    );
    // Pin 1 is the line over which logs come, until it is configured.
    const quiet = pins.filter((pin) => pin !== 1);
    const listen = (pin: number): string =>
      `(call $configure (i32.const ${pin}) (i32.const 1)) (call $listen (i32.const ${pin}) (i32.const 3))`;
    const heard = await runText(
      {
        start: quiet.map(listen).join("\n"),
        raise: `(call $log (i32.const 0x220000) (i64.extend_i32_u (local.get $source))
          (i64.extend_i32_u (local.get $value)) (i64.const 0) (i64.const 0))`,
      },
      quiet.map((pin) => ({ time: 5000 * (pin + 1), pin, level: 0 })),
      { until: 120_000 },
    );
    expect(heard.logs!.map(({ args }) => args)).toEqual(
      quiet.map((pin) => [BigInt(0x10000 | pin), 0n]),
    );
    const second = await runText(
      { start: listen(1), raise: "(call $configure (i32.const 13) (i32.const 4))" },
      [{ time: 5000, pin: 1, level: 0 }],
    );
    expect(second.edges.map(({ pin, level }) => [pin, level])).toEqual([[13, 1]]);
  });

  test("edges that are not listened to raise nothing", async () => {
    const text = (edges: number): FirmwareText => ({
      start: `(call $configure (i32.const 4) (i32.const 1)) (call $listen (i32.const 4) (i32.const ${edges}))`,
      raise: `(call $log (i32.const 0x20000) (i64.extend_i32_u (local.get $value)) (i64.const 0) (i64.const 0) (i64.const 0))`,
    });
    const stimuli = [0, 1, 0, 1].map((level, i) => ({
      time: 2000 * (i + 1),
      pin: 4,
      level: level as 0 | 1,
    }));
    for (const [edges, told] of [
      [0, []],
      [1, [1n, 1n]],
      [2, [0n, 0n]],
      [3, [0n, 1n, 0n, 1n]],
    ] as const) {
      const { logs } = await runText(text(edges), stimuli, { until: 14_000 });
      expect(logs!.map(({ args }) => args[0])).toEqual(told);
    }
  });

  test("logs that come too fast are dropped, counted, and do not change when pins move", async () => {
    const text = (log: string): FirmwareText => ({
      fields: "(global $n (mut i32) (i32.const 0))",
      start: "(call $configure (i32.const 13) (i32.const 3))",
      poll: `${log}
        (call $write (i32.const 13) (i32.and (global.get $n) (i32.const 1)))
        (global.set $n (i32.add (global.get $n) (i32.const 1)))
        (i64.const 0)`,
    });
    const program = await buildText(
      text(
        "(call $log (i32.const 0x20001) (i64.extend_i32_u (global.get $n)) (i64.const 0) (i64.const 0) (i64.const 0))",
      ),
    );
    const sim = new Uno(program);
    sim.runTo(sim.boot() + 50_000 * MICRO);
    const numbers = sim.logs.map(({ args }) => Number(args[0]));
    const last = numbers.at(-1)!;
    expect(numbers[0]).toBe(0);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(sim.dropped).toBeGreaterThan(20);
    expect(numbers.length + sim.dropped).toBeGreaterThanOrEqual(last - 20);
    expect(numbers.length + sim.dropped).toBeLessThanOrEqual(last + 2);
  });

  test("a panic ends in sleep with interrupts off, after the logs before it", async () => {
    const program = await buildText({
      start: `
        (call $configure (i32.const 13) (i32.const 4))
        (call $log (i32.const 7) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0))
        (call $log (i32.const 0x3210008) (i64.const -2) (i64.const 0xffffffffffffffff) (i64.const 0x3ff0000000000000) (i64.const 0))
        (call $panic (i32.const 42))
        (call $configure (i32.const 13) (i32.const 3))`,
    });
    const sim = new Uno(program);
    sim.runTo(sim.boot() + 1_000_000 * MICRO);
    expect(sim.cpu.isHalted).toBe(true);
    expect(sim.panic).toBe(42);
    expect(sim.logs).toEqual([
      { head: 7, args: [] },
      { head: 0x3210008, args: [-2n, -1n, 0x3ff0000000000000n] },
    ]);
    expect(sim.edges.map(({ pin, level }) => [pin, level])).toEqual([[13, 1]]);
  });

  test("a firmware that computes with floats has no small form", async () => {
    const wasm = await firmware({
      start: "(f32.store (i32.const 8) (f32.add (f32.load (i32.const 16)) (f32.const 1)))",
    });
    expect(() =>
      buildForUno({ name: "f32", wasm, memoryBytes: 632 }, [], buildSmall),
    ).toThrowErrorMatchingInlineSnapshot(
      `[BuildError: this firmware computes with floats, or in a way of its own (operator 0x2a), which the small form of code for the Uno has not]`,
    );
  });

  test("a firmware that computes with f64 is refused: avr-gcc's double has 32 bits", async () => {
    const wasm = await firmware({
      start: "(f64.store (i32.const 8) (f64.add (f64.load (i32.const 16)) (f64.const 1)))",
    });
    expect(() =>
      buildForUno({ name: "f64", wasm, memoryBytes: 632 }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[BuildError: this firmware computes with f64, which avr-gcc has not: its double has 32 bits]`,
    );
  });
});
