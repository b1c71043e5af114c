/** Firmware on an Arduino Uno: what its port promises of time. */
import { describe, expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { uno, Uno } from "./hosts/uno.ts";
import { buildFile, buildText, MICRO, runText } from "./hosts/uno-firmware.ts";

describe.skipIf(uno.missing())("time on an Arduino Uno", () => {
  test("an edge at any cycle around a wake-up by the timer is shown, and at once", async () => {
    const program = await buildFile("test/machines/firmware/beside-timer.firmware.ts");
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
    const program = await buildText({
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
    for (let start = 32_768 * 5 - 1200; start < 32_768 * 5 - 1100; start++) {
      const sim = new Uno(program, start);
      sim.runTo(sim.boot() + 3000 * MICRO);
      expect([start, sim.panic]).toEqual([start, undefined]);
    }
  });

  test("the time of an edge is right at any cycle around an overflow", async () => {
    const program = await buildText({
      start:
        "(call $configure (i32.const 4) (i32.const 1)) (call $listen (i32.const 4) (i32.const 3))",
      // Told within a millisecond, and not from the future.
      raise: `
        (call $configure (i32.const 13) (i32.const 4))
        (if (i64.gt_u (i64.sub (call $now) (local.get $time)) (i64.const 1000)) (then (call $panic (i32.const 3))))`,
    });
    for (let cycle = -300; cycle < 40; cycle++) {
      const sim = new Uno(program, 2 ** 32 - 2000);
      const zero = sim.boot();
      sim.runTo(zero + 2000 * MICRO + cycle);
      sim.drive(4, 0);
      sim.runTo(zero + 8000 * MICRO);
      expect([cycle, sim.panic, sim.edges.length]).toEqual([cycle, undefined, 1]);
    }
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 8, 20, 32_767])(
    "a deadline %i µs after an overflow is kept, not the same place of the next window",
    async (place) => {
      const due = 3 * 32_768 + place;
      const { edges } = await runText(
        {
          poll: `(if (result i64) (i64.lt_s (call $now) (i64.const ${due}))
            (then (i64.const ${due}))
            (else (call $configure (i32.const 13) (i32.const 4)) (i64.const 0x7fffffffffffffff)))`,
        },
        [],
        { until: due + 100_000 },
      );
      const late = Number(edges[0]!.time) / 1000 - due;
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(100);
    },
  );

  test.each([1, 100, 32_767, 32_768, 32_769, 65_536, 98_304, 1_000_000])(
    "a sleep of %i µs ends once, and in time",
    async (span) => {
      for (const start of [0, 2 ** 32 - 40_000, 32_000]) {
        const { edges, cyclesFromTimer } = await runText(
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

  test("a pulse of two microseconds is told, however it lies", async () => {
    const program = await buildText({
      fields: "(global $edges (mut i32) (i32.const 0))",
      start:
        "(call $configure (i32.const 4) (i32.const 1)) (call $listen (i32.const 4) (i32.const 3))",
      raise: `(global.set $edges (i32.add (global.get $edges) (i32.const 1)))
        (if (i32.eq (global.get $edges) (i32.const 2)) (then (call $configure (i32.const 13) (i32.const 4))))`,
    });
    const isTold = (length: number): boolean => {
      const sim = new Uno(program);
      const zero = sim.boot();
      sim.runTo(zero + 3000 * MICRO);
      sim.drive(4, 0);
      sim.runTo(zero + 3000 * MICRO + length);
      sim.drive(4, 1);
      sim.runTo(zero + 9000 * MICRO);
      return sim.edges.length === 1;
    };
    const shortest = Array.from({ length: 200 }, (_, length) => length + 1).find(isTold)!;
    expect(shortest).toBeLessThanOrEqual(2 * MICRO);
    for (let length = shortest; length < 400; length++)
      expect([length, isTold(length)]).toEqual([length, true]);
  });
});
