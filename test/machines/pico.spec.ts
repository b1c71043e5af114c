/** The Pico's port, on the emulated board. */
import { beforeAll, describe, expect, test } from "vitest";
import { millis, seconds, Simulator } from "../../simulator/index.ts";
import { build } from "../support/firmware.ts";
import { firmware } from "../support/wat.ts";
import { buildPico, pico } from "./hosts/pico.ts";
import { PicoBoard } from "./hosts/rp2040/board.ts";
import { boardOf, levels, TEXT_MEMORY_BYTES } from "./hosts/rp2040/by-hand.ts";
import { CYCLE_NANOS } from "./hosts/rp2040/chip.ts";
import { onMachine } from "./on-machine.ts";
import type { Edge, Recording, Stimulus } from "./machine.ts";

async function imageOf(entry: string): Promise<Uint8Array> {
  const { wasm, table } = await build(entry);
  return buildPico({ name: "firmware", wasm, memoryBytes: table.memory.heapBase }).image;
}

onMachine(pico, () => {
  describe("beside the simulator", () => {
    async function compare(
      entry: string,
      pins: readonly number[],
      stimuli: readonly Stimulus[],
    ): Promise<{ recording: Recording; latest: number }> {
      const { wasm, table } = await build(entry);
      const sim = Simulator.load(wasm, { table });
      for (const { time, pin, level } of stimuli) {
        sim.runUntil(BigInt(time) * 1000n);
        sim.pin(pin).drive(level);
      }
      sim.runUntil(seconds(3));
      const recording = await pico.run({
        name: "compared",
        wasm,
        memoryBytes: table.memory.heapBase,
        stimuli,
        until: 3_000_500,
      });
      let latest = 0;
      for (const pin of pins) {
        const expected = sim.pin(pin).edges;
        const edges = recording.edges.filter((edge) => edge.pin === pin);
        expect(edges.map(({ level }) => level)).toEqual(expected.map(({ level }) => level));
        edges.forEach((edge, index) => {
          const late = Number(edge.time - expected[index]!.time);
          expect(late).toBeGreaterThanOrEqual(0);
          latest = Math.max(latest, late);
        });
      }
      return { recording, latest };
    }

    test("blink has the same edges, later by what code takes", async () => {
      const { latest, recording } = await compare("examples/blink/blink.ts", [12, 13], []);
      // Each sleep of a chain begins when it is called, so ten of them add up what each of them took.
      expect(latest).toBeLessThan(250_000);
      expect(recording.cyclesFromTimer!.length).toBeGreaterThan(10);
      expect(recording.stackBytes).toBeLessThan(1024);
    });

    test("the button's LED follows it, and the log says the same", async () => {
      const stimuli: Stimulus[] = [
        { time: 600_000, pin: 4, level: 0 },
        { time: 600_390, pin: 4, level: 1 },
        { time: 600_800, pin: 4, level: 0 },
        { time: 900_250, pin: 4, level: 1 },
      ];
      const { latest, recording } = await compare(
        "examples/button/button.ts",
        [11, 12, 13],
        stimuli,
      );
      expect(latest).toBeLessThan(250_000);
      expect(recording.cyclesFromInput).toHaveLength(4);
      expect(recording.logs!.map(({ args }) => args[0])).toEqual([1n, 2n]);
      expect(recording.panic).toBeUndefined();
    });
  });

  describe("sleep", () => {
    let image: Uint8Array;
    beforeAll(async () => {
      image = await imageOf("test/machines/firmware/beat-and-echo.firmware.ts");
    });

    const PERIOD = 100_000_000;

    test("an edge at any cycle between wake, poll and sleep is answered", () => {
      const calm = new PicoBoard(image);
      calm.runUntil(5.5 * PERIOD);
      // The fifth beat: when its alarm fired, and how long the core was awake for it.
      const beat = calm.chip.timer.firedAt;
      const awake = Math.round((calm.lastSleep - beat) / CYCLE_NANOS);
      expect(awake).toBeGreaterThan(500);

      const board = new PicoBoard(image);
      const [before, after] = [20, 100];
      const count = before + awake + after;
      for (let index = 0; index < count; index++) {
        const time = beat + index * PERIOD + (index - before) * CYCLE_NANOS;
        board.driveAt(time, 4, index % 2 === 0 ? 0 : 1);
      }
      board.runUntil(beat + (count - 0.5) * PERIOD);

      const answers = board.edges.filter(({ pin }) => pin === 3).slice(1);
      expect(answers).toHaveLength(count);
      let slowest = 0;
      answers.forEach(({ time }, index) => {
        const asked = beat + index * PERIOD + (index - before) * CYCLE_NANOS;
        slowest = Math.max(slowest, Number(time) - asked);
      });
      // A turn under way is finished first: no more than two turns pass.
      expect(slowest).toBeLessThan(2 * awake * CYCLE_NANOS + 20_000);
      expect(levels(board.edges, 2).slice(1)).toHaveLength(5 + count - 1);
    });

    test("an hour past the end of 32 bits of microseconds the beat is on its grid", () => {
      const board = new PicoBoard(image, 2 ** 32 - 10_050_000);
      board.runUntil(3610e9);
      const beats = board.edges.filter(({ pin }) => pin === 2).slice(1);
      expect(beats).toHaveLength(36_099);
      const first = Number(beats[0]!.time);
      const off = beats.map(({ time }, index) => Number(time) - first - index * PERIOD);
      expect(Math.max(...off.map(Math.abs))).toBeLessThan(1000);
      // Asleep all along, but for the beats themselves.
      expect(board.wakes).toBe(36_099);
    });

    test("time does not go back where its low half begins anew, at whatever cycle it is read", async () => {
      const wasm = await firmware({
        fields: "(global $last (mut i64) (i64.const 0))",
        poll: `(local $time i64)
             (loop $more
               (local.set $time (call $now))
               (if (i64.lt_u (local.get $time) (global.get $last)) (then (unreachable)))
               (if (i64.gt_u (local.get $time) (i64.add (global.get $last) (i64.const 2)))
                 (then (if (i64.ne (global.get $last) (i64.const 0)) (then (unreachable)))))
               (global.set $last (local.get $time))
               (br_if $more (i64.lt_u (local.get $time) (i64.const 0x100000010))))
             NEVER`,
      });
      const { image } = buildPico({ name: "wrap", wasm, memoryBytes: TEXT_MEMORY_BYTES });
      // Between the two reads of a half lie more than three cycles.
      for (let cycle = 0; cycle < 125; cycle += 3) {
        const board = new PicoBoard(image, 2 ** 32 - 100 - (cycle * CYCLE_NANOS) / 1000);
        board.runUntil(10e6);
        expect(board.chip.uart.text).toBe("");
        expect(board.chip.clock.nanos).toBeGreaterThan((2 ** 32 + 0x10) * 1000);
      }
    });

    test("a deadline that passes while the alarm is being set does not freeze the timers", async () => {
      const board = await boardOf({
        fields: "(global $n (mut i64) (i64.const 0))",
        poll: `(global.set $n (i64.add (global.get $n) (i64.const 1)))
             (if (i64.eq (global.get $n) (i64.const 5000))
               (then (call $configure (i32.const 2) (i32.const 4)) (return NEVER)))
             (i64.add (call $now) (i64.rem_u (global.get $n) (i64.const 13)))`,
      });
      board.runUntil(1e9);
      expect(levels(board.edges, 2)).toEqual([1]);
      expect(Number(board.edges[0]!.time)).toBeLessThan(5000 * 20_000);
    });

    test("a deadline farther than the alarm reaches is met to the microsecond, woken for each 36 minutes", async () => {
      const threeHours = 3 * 3600e6;
      const board = await boardOf({
        start: "(call $configure (i32.const 2) (i32.const 3))",
        poll: `(if (i64.ge_u (call $now) (i64.const ${threeHours}))
               (then (call $write (i32.const 2) (i32.const 1)) (return NEVER)))
             (i64.const ${threeHours})`,
      });
      board.runUntil((threeHours + 1000) * 1000);
      const [, high] = board.edges;
      expect(high).toMatchObject({ pin: 2, level: 1 });
      expect(Number(high!.time) - threeHours * 1000).toBeLessThan(10_000);
      expect(board.wakes).toBe(6);
      board.runUntil(4 * threeHours * 1000);
      expect(board.wakes).toBe(6);
    });
  });

  test("a run from the same start has the same edges to the nanosecond", async () => {
    const image = await imageOf("examples/blink/blink.ts");
    const run = (): readonly Edge[] => {
      const board = new PicoBoard(image);
      board.runUntil(Number(millis(2500)));
      return board.edges;
    };
    expect(run()).toEqual(run());
  });
});
