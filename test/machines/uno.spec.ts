/** Firmware on an Arduino Uno: what its port promises. */
import { describe, expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { firmware } from "../support/wat.ts";
import { buildForUno, uno, Uno } from "./hosts/uno.ts";
import type { Program } from "./hosts/avr/program.ts";
import type { Recording, Stimulus } from "./machine.ts";

const MICRO = 16;
const PIN_TRAP = 0x10007;

async function build(path: string): Promise<Program> {
  const { wasm, table } = await compile(path);
  return buildForUno({ name: "firmware", wasm, memoryBytes: table.memory.heapBase });
}

/** A hand-written module for 10 ms, unless told otherwise. */
async function run(
  text: Parameters<typeof firmware>[0],
  stimuli: readonly Stimulus[] = [],
  { until = 10_000, start = 0 } = {},
): Promise<Recording> {
  const wasm = await firmware(text);
  return uno.run({ name: "text", wasm, memoryBytes: 632, stimuli, until, start });
}

describe.skipIf(uno.missing())("on an Arduino Uno", () => {
  test("an edge at any cycle around a wake-up by the timer is shown, and at once", async () => {
    const program = await build("test/machines/firmware/beside-timer.firmware.ts");
    const timer = (cpu: Uno): number[] =>
      cpu.edges.filter(({ pin }) => pin === 13).map(({ time }) => Number(time));
    // Without an edge: when the wake-up is, and how long it lasts.
    const calm = new Uno(program);
    const zero = calm.boot();
    calm.runTo(zero + 3000 * MICRO);
    const shown = (timer(calm)[1]! / 1000) * MICRO;
    let asleep = 0;
    const probe = new Uno(program);
    probe.boot();
    probe.runTo(zero + Math.ceil(shown));
    const quiet = probe.cpu.onSleep;
    probe.cpu.onSleep = () => {
      asleep ||= probe.cpu.cycles;
      quiet();
    };
    probe.runTo(zero + 3900 * MICRO);
    const [from, to] = [Math.floor(shown) - 4000, asleep - zero + 40];
    expect(to - from).toBeGreaterThan(4000);
    let slowest = 0;
    for (let at = from; at < to; at++) {
      const sim = new Uno(program);
      sim.boot();
      sim.drive(4, 1);
      sim.runTo(zero + at);
      sim.drive(4, 0);
      sim.runTo(zero + at + 12_000);
      const led = sim.edges.filter(({ pin }) => pin === 11);
      const last = led.at(-1)!;
      expect([at, led.length, last.level]).toEqual([at, 2, 1]);
      slowest = Math.max(slowest, Math.round((Number(last.time) * MICRO) / 1000) - at);
    }
    expect(slowest).toBeLessThan(10_000);
  });

  test("a ticker is on its grid an hour after 32 bits of microseconds have wrapped", async () => {
    const { wasm, table } = await compile("test/machines/firmware/ticker.firmware.ts");
    const before = 1_500_000;
    const { edges, panic } = await uno.run({
      name: "ticker",
      wasm,
      memoryBytes: table.memory.heapBase,
      stimuli: [],
      until: before + 3_600_000_000,
      start: 2 ** 32 - before,
    });
    expect(panic).toBeUndefined();
    const beats = edges.slice(1).map(({ time }) => Number(time) / 1000);
    expect(beats.length).toBe(3 + 7200 - 1);
    const late = beats.map((time, i) => time - beats[0]! - 500_000 * i);
    // The timer's overflow may come first and take its few microseconds; it never adds up.
    expect(Math.max(...late.map(Math.abs))).toBeLessThan(20);
  });

  test("a clock that is read at any cycle around an overflow goes neither back nor ahead", async () => {
    const wasm = await firmware({
      fields: "(global $last (mut i64) (i64.const 0)) (global $time (mut i64) (i64.const 0))",
      // Interrupts are on; the overflow comes before, within or after each of these.
      poll: `
        (global.set $time (call $now))
        (if (i64.lt_u (global.get $time) (global.get $last)) (then (call $panic (i32.const 1))))
        (if (i64.gt_u (i64.sub (global.get $time) (global.get $last)) (i64.const 200))
          (then (if (i64.ne (global.get $last) (i64.const 0)) (then (call $panic (i32.const 2))))))
        (global.set $last (global.get $time))
        (i64.const 0)`,
    });
    const program = buildForUno({ name: "clock", wasm, memoryBytes: 632 });
    for (let start = 32_768 * 5 - 1200; start < 32_768 * 5 - 1100; start++) {
      const sim = new Uno(program, start);
      sim.runTo(sim.boot() + 3000 * MICRO);
      expect([start, sim.panic]).toEqual([start, undefined]);
    }
  });

  test("a clock that is read with interrupts off counts an overflow that is pending", async () => {
    // The reading follows an edge, so routine and main loop both read while the overflow waits.
    const program = await build("test/machines/firmware/beside-timer.firmware.ts");
    for (let cycle = -260; cycle < 60; cycle++) {
      const start = 2 ** 32 - 6000;
      const sim = new Uno(program, start);
      const zero = sim.boot();
      sim.drive(4, 1);
      sim.runTo(zero + 6000 * MICRO + cycle);
      sim.drive(4, 0);
      sim.runTo(zero + 9500 * MICRO);
      const beats = sim.edges
        .filter(({ pin }) => pin === 13)
        .map(({ time }) => Number(time) / 1000);
      const steps = beats.slice(2).map((time, i) => time - beats[i + 1]!);
      expect(steps.every((step) => Math.abs(step - 2000) < 400)).toBe(true);
      expect(sim.edges.filter(({ pin }) => pin === 11).length).toBe(2);
    }
  });

  test.each([1, 100, 32_767, 32_768, 32_769, 65_536, 98_304, 1_000_000])(
    "a sleep of %i µs ends once, and in time",
    async (span) => {
      for (const start of [0, 2 ** 32 - 40_000, 32_000]) {
        const { edges, cyclesFromTimer } = await run(
          {
            fields: "(global $due (mut i64) (i64.const 0)) (global $polls (mut i32) (i32.const 0))",
            start: `(call $configure (i32.const 13) (i32.const 3))
              (call $configure (i32.const 12) (i32.const 3))
              (global.set $due (i64.add (call $now) (i64.const ${span})))`,
            poll: `(global.set $polls (i32.add (global.get $polls) (i32.const 1)))
              (call $write (i32.const 12) (i32.and (global.get $polls) (i32.const 1)))
              (if (result i64) (i64.lt_s (call $now) (global.get $due))
                (then (global.get $due))
                (else (call $write (i32.const 13) (i32.const 1)) (i64.const 0x7fffffffffffffff)))`,
          },
          [],
          { until: span + 200_000, start },
        );
        const [begun] = edges.filter(({ pin }) => pin === 13);
        const done = edges.filter(({ pin, level }) => pin === 13 && level === 1);
        expect(done.length).toBe(1);
        const took = Number(done[0]!.time - begun!.time) / 1000;
        expect(took).toBeGreaterThanOrEqual(span);
        expect(took).toBeLessThan(span + 120);
        // Asked, then woken: each poll moves pin 12.
        expect(edges.filter(({ pin }) => pin === 12).length).toBeLessThanOrEqual(3);
        if (span >= 1000) expect(cyclesFromTimer!.length).toBe(1);
      }
    },
  );

  test("a pull-up is read as high, an undriven input as low", async () => {
    const { edges } = await run({
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
    const { edges } = await run({
      start: `
        (call $configure (i32.const 2) (i32.const 1))
        (call $write (i32.const 2) (i32.const 0))
        (call $configure (i32.const 13) (i32.add (i32.const 3) (call $read (i32.const 2))))`,
    });
    expect(edges.map(({ pin, level }) => [pin, level])).toEqual([[13, 1]]);
  });

  test("an output takes its level without a glitch, from a pull-up and from an output", async () => {
    const { edges } = await run({
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
    expect((await run({ start })).panic).toBe(PIN_TRAP);
  });

  test("all twenty pins write, read and listen", async () => {
    const pins = Array.from({ length: 20 }, (_, pin) => pin);
    const written = await run({
      start: pins.map((pin) => `(call $configure (i32.const ${pin}) (i32.const 4))`).join("\n"),
    });
    expect(written.edges.map(({ pin, level }) => [pin, level])).toEqual(
      pins.map((pin) => [pin, 1]),
    );
    // Pin 1 is the line over which logs come, until it is configured.
    const quiet = pins.filter((pin) => pin !== 1);
    const listen = (pin: number): string =>
      `(call $configure (i32.const ${pin}) (i32.const 1)) (call $listen (i32.const ${pin}) (i32.const 3))`;
    const heard = await run(
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
    const second = await run(
      { start: listen(1), raise: "(call $configure (i32.const 13) (i32.const 4))" },
      [{ time: 5000, pin: 1, level: 0 }],
    );
    expect(second.edges.map(({ pin, level }) => [pin, level])).toEqual([[13, 1]]);
  });

  test("edges that are not listened to raise nothing", async () => {
    const text = (edges: number): Parameters<typeof run>[0] => ({
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
      const { logs } = await run(text(edges), stimuli, { until: 14_000 });
      expect(logs!.map(({ args }) => args[0])).toEqual(told);
    }
  });

  test("logs that come too fast are dropped, counted, and do not change when pins move", async () => {
    const text = (log: string): Parameters<typeof run>[0] => ({
      fields: "(global $n (mut i32) (i32.const 0))",
      start: "(call $configure (i32.const 13) (i32.const 3))",
      poll: `${log}
        (call $write (i32.const 13) (i32.and (global.get $n) (i32.const 1)))
        (global.set $n (i32.add (global.get $n) (i32.const 1)))
        (i64.const 0)`,
    });
    const wasm = await firmware(
      text(
        "(call $log (i32.const 0x20001) (i64.extend_i32_u (global.get $n)) (i64.const 0) (i64.const 0) (i64.const 0))",
      ),
    );
    const sim = new Uno(buildForUno({ name: "logs", wasm, memoryBytes: 632 }));
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
    const wasm = await firmware({
      start: `
        (call $configure (i32.const 13) (i32.const 4))
        (call $log (i32.const 7) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0))
        (call $log (i32.const 0x3210008) (i64.const -2) (i64.const 0xffffffffffffffff) (i64.const 0x3ff0000000000000) (i64.const 0))
        (call $panic (i32.const 42))
        (call $configure (i32.const 13) (i32.const 3))`,
    });
    const sim = new Uno(buildForUno({ name: "panic", wasm, memoryBytes: 632 }));
    sim.runTo(sim.boot() + 1_000_000 * MICRO);
    expect(sim.cpu.isHalted).toBe(true);
    expect(sim.panic).toBe(42);
    expect(sim.logs).toEqual([
      { head: 7, args: [] },
      { head: 0x3210008, args: [-2n, -1n, 0x3ff0000000000000n] },
    ]);
    expect(sim.edges.map(({ pin, level }) => [pin, level])).toEqual([[13, 1]]);
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
