import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { micros, millis, Simulator } from "../../../simulator/index.ts";
import { build } from "../../support/firmware.ts";
import { firmware } from "../../support/wat.ts";
import type { Edge, Recording, Stimulus } from "../machine.ts";
import { Qemu } from "../qemu/qemu.ts";
import { cortexM3 } from "./cortex-m3.ts";
import { Trap } from "../../../hal/generated/border.ts";

const missing = cortexM3.missing();
const tolerance = micros(cortexM3.toleranceMicros);

interface Asked {
  readonly stimuli?: readonly Stimulus[];
  readonly until: number;
  readonly start?: number;
}

async function run(entry: string, asked: Asked): Promise<Recording> {
  const { wasm, table } = await build(entry);
  const name = entry.slice(entry.lastIndexOf("/") + 1).split(".")[0]!;
  const { memory } = table;
  return cortexM3.run({ name, wasm, memoryBytes: memory.heapBase, stimuli: [], ...asked });
}

async function runText(text: Parameters<typeof firmware>[0], asked: Asked): Promise<Recording> {
  const wasm = await firmware(text);
  return cortexM3.run({ name: "text", wasm, memoryBytes: 632, stimuli: [], ...asked });
}

const of = (edges: readonly Edge[], pin: number): Edge[] => edges.filter((e) => e.pin === pin);

/** How much later each edge of a pin came than the one of the simulator's at its place. */
async function lateness(
  entry: string,
  pin: number,
  { edges }: Recording,
  { until, stimuli = [] }: Asked,
): Promise<bigint[]> {
  const { wasm, table } = await build(entry);
  const sim = Simulator.load(wasm, { table });
  for (const { time, pin, level } of stimuli) {
    sim.runUntil(micros(time));
    sim.pin(pin).drive(level);
  }
  sim.runUntil(micros(until));
  const expected = sim.pin(pin).edges;
  const found = of(edges, pin);
  expect(found.map((edge) => edge.level)).toEqual(expected.map((edge) => edge.level));
  return found.map((edge, i) => edge.time - expected[i]!.time);
}

/** A chain of sleeps: the n-th edge may be late by n times the tolerance, and no edge is early. */
function expectChain(late: readonly bigint[]): void {
  expect(late.length).toBeGreaterThan(5);
  for (const [n, nanos] of late.entries()) {
    expect(nanos).toBeGreaterThanOrEqual(0n);
    expect(nanos).toBeLessThanOrEqual(tolerance * BigInt(n + 1));
  }
}

test("without QEMU and a compiler it says what to install", () => {
  const path = process.env["PATH"];
  process.env["PATH"] = "/nowhere";
  try {
    expect(cortexM3.missing()).toMatchInlineSnapshot(
      `"not installed: arm-none-eabi-gcc, arm-none-eabi-size, arm-none-eabi-nm, arm-none-eabi-objcopy, qemu-system-arm; apt-get install -y gcc-arm-none-eabi libnewlib-arm-none-eabi binutils-arm-none-eabi qemu-system-arm"`,
    );
  } finally {
    process.env["PATH"] = path;
  }
});

describe.skipIf(missing !== undefined)(`${cortexM3.name} (${missing ?? "all is there"})`, () => {
  test("the blink has the simulator's edges, each wait late by what code takes", async () => {
    const asked = { until: 3_100_000 };
    const found = await run("examples/blink/blink.ts", asked);
    for (const pin of [12, 13]) {
      expectChain(await lateness("examples/blink/blink.ts", pin, found, asked));
    }
  });

  test("the button's LED follows within the tolerance, the others blink on", async () => {
    const stimuli: Stimulus[] = [
      ...[600_000, 600_090, 600_400, 900_250, 1_700_000, 1_700_420].map(
        (time, i) => ({ time, pin: 4, level: i % 2 ? 1 : 0 }) as const,
      ),
    ];
    const asked = { stimuli, until: 3_100_000 };
    const found = await run("examples/button/button.ts", asked);
    for (const nanos of await lateness("examples/button/button.ts", 11, found, asked)) {
      expect(nanos).toBeGreaterThanOrEqual(0n);
      expect(nanos).toBeLessThanOrEqual(tolerance);
    }
    for (const pin of [12, 13]) {
      expectChain(await lateness("examples/button/button.ts", pin, found, asked));
    }
    expect(found.logs).toHaveLength(3);
  });

  test("QEMU is gone when a run is over, and when it is broken off", async () => {
    const processes = (): string[] =>
      readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => {
          try {
            return readFileSync(`/proc/${pid}/cmdline`, "utf8");
          } catch {
            return "";
          }
        });
    const qemu = await Qemu.start(["-M", "lm3s6965evb", "-display", "none", "-nic", "none"]);
    expect(processes().filter((line) => line.includes(qemu.folder))).toHaveLength(2);
    // QEMU may have the time to say that it ends, or not.
    const waits = qemu.gdb.resume().catch(String);
    await qemu.close();
    expect(await waits).toMatch(/^W00$|is closed/);
    expect(processes().filter((line) => line.includes(qemu.folder))).toEqual([]);
    await expect(Qemu.start(["-M", "none-such"])).rejects.toThrow("unsupported machine type");
  });

  test("two runs are the same to the byte", async () => {
    const stimuli = [{ time: 12_345, pin: 4, level: 1 } as const];
    const asked = { stimuli, until: 200_000 };
    const first = await run("test/machines/hosts/cortex-m3/mirror.firmware.ts", asked);
    const second = await run("test/machines/hosts/cortex-m3/mirror.firmware.ts", asked);
    expect(second).toEqual(first);
    expect(of(first.edges, 12).length).toBe(200);
  });

  test("of 200 edges at pseudo-random times none is lost, and each is told in time", async () => {
    const random = xoroshiro128plus(20);
    const stimuli: Stimulus[] = [];
    for (let i = 0, time = 5_000; i < 200; i++) {
      stimuli.push({ time, pin: 4, level: i % 2 ? 0 : 1 });
      time += uniformInt(random, 5, 700);
    }
    const until = stimuli.at(-1)!.time + 5_000;
    const { edges } = await run("test/machines/hosts/cortex-m3/mirror.firmware.ts", {
      stimuli,
      until,
    });
    const seen = of(edges, 13).slice(1);
    expect(seen).toHaveLength(200);
    for (const [i, { time }] of seen.entries()) {
      // Edges closer than what one takes queue up; two at most, and the beat.
      expect(time - micros(stimuli[i]!.time)).toBeLessThan(3n * tolerance);
    }
  });

  test("an edge at every 100 ns of the way from waking to sleeping is seen", async () => {
    const stimuli: Stimulus[] = [];
    for (let i = 0; i < 400; i++) {
      stimuli.push({ time: 10_000 + 1_000 * i + i / 10, pin: 4, level: i % 2 ? 0 : 1 });
    }
    const { edges } = await run("test/machines/hosts/cortex-m3/mirror.firmware.ts", {
      stimuli,
      until: 420_000,
    });
    const seen = of(edges, 13).slice(1);
    expect(seen).toHaveLength(400);
    for (const [i, { time }] of seen.entries()) {
      expect(time - BigInt(Math.round(stimuli[i]!.time * 1000))).toBeLessThan(2n * tolerance);
    }
  });

  test("no edge is lost while a second listener asks for the edges that are listened to", async () => {
    // Asks all the time, as a task that comes to wait for a pin of another's; LED 13 shows what is raised.
    const again = Array.from({ length: 20 }, () => "(call $listen (i32.const 4) (i32.const 3))");
    const stimuli: Stimulus[] = [];
    for (let i = 0; i < 100; i++) {
      stimuli.push({ time: 1_000 + 100 * i + i / 10, pin: 4, level: i % 2 ? 0 : 1 });
    }
    const { edges } = await runText(
      {
        start: `(call $configure (i32.const 4) (i32.const 0))
          (call $configure (i32.const 13) (i32.const 3))
          (call $listen (i32.const 4) (i32.const 3))`,
        poll: `${again.join(" ")} (i64.const 0)`,
        raise: "(call $write (i32.const 13) (local.get $value))",
      },
      { stimuli, until: 12_000 },
    );
    expect(of(edges, 13).slice(1)).toHaveLength(100);
  });

  test("an hour past 2^32 µs each tick is on the grid", async () => {
    const { edges } = await run("test/machines/hosts/cortex-m3/second.firmware.ts", {
      start: 2 ** 32 - 5_000_000,
      until: 3_605_500_000,
    });
    const ticks = of(edges, 13).slice(1);
    expect(ticks).toHaveLength(3605);
    const phases = ticks.map(({ time }, i) => time - millis(1000) * BigInt(i + 1));
    for (const phase of phases) {
      expect(phase).toBeGreaterThanOrEqual(0n);
      expect(phase).toBeLessThanOrEqual(tolerance);
    }
  });

  test("the clock does not go back where SysTick wraps", async () => {
    // Wakes 0 to 12 µs before each of 400 wraps, and looks at it 60 times.
    const { edges } = await runText(
      {
        fields: "(global $wrap (mut i64) (i64.const 0)) (global $last (mut i64) (i64.const 0))",
        start: "(call $configure (i32.const 13) (i32.const 3))",
        poll: `(local $n i32) (local $time i64)
          (local.set $n (i32.const 60))
          (loop $look
            (local.set $time (call $now))
            (if (i64.lt_s (local.get $time) (global.get $last))
              (then (call $write (i32.const 13) (i32.const 1))))
            (global.set $last (local.get $time))
            (br_if $look (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
          (global.set $wrap (i64.add (global.get $wrap) (i64.const 1)))
          (i64.sub (i64.mul (global.get $wrap) (i64.const 320000))
            (i64.rem_u (global.get $wrap) (i64.const 13)))`,
      },
      { until: 400 * 320_000 },
    );
    expect(edges.map(({ level }) => level)).toEqual([0]);
  });

  test("a pin that nobody drives reads as it is pulled", async () => {
    const show = (pin: number, mode: number, led: number): string =>
      `(call $configure (i32.const ${pin}) (i32.const ${mode}))
       (call $configure (i32.const ${led}) (i32.const 3))
       (call $write (i32.const ${led}) (call $read (i32.const ${pin})))`;
    const start = `${show(4, 1, 12)} ${show(5, 2, 13)}`;
    const { edges } = await runText({ start }, { until: 1000 });
    expect(edges.map(({ pin, level }) => [pin, level])).toEqual([
      [12, 0],
      [12, 1],
      [13, 0],
    ]);
  });

  test("an output that begins high has no low before", async () => {
    const start = "(call $configure (i32.const 13) (i32.const 4))";
    const { edges } = await runText({ start }, { until: 1000 });
    expect(edges.map(({ pin, level }) => [pin, level])).toEqual([[13, 1]]);
  });

  test("a rise and a fall while interrupts wait are both told, the later one last", async () => {
    // 320 ns apart: shorter than the routine.
    const stimuli: Stimulus[] = [
      { time: 1000, pin: 4, level: 1 },
      { time: 1000.32, pin: 4, level: 0 },
    ];
    const { logs } = await runText(
      {
        start:
          "(call $configure (i32.const 4) (i32.const 0)) (call $listen (i32.const 4) (i32.const 3))",
        raise:
          "(call $log (i32.const 0) (i64.extend_i32_s (local.get $source)) (i64.extend_i32_s (local.get $value)) (local.get $time) (i64.const 0))",
      },
      { stimuli, until: 2000 },
    );
    expect(logs!.map(({ args }) => args.slice(0, 2))).toEqual([
      [0x10004n, 1n],
      [0x10004n, 0n],
    ]);
    for (const { args } of logs!) expect(args[2]! - 1000n).toBeLessThan(5n);
  });

  test("a stimulus at a pin that nobody listens to wakes nobody", async () => {
    const stimuli: Stimulus[] = [];
    for (let i = 0; i < 50; i++) {
      stimuli.push({ time: 1_400 + 1_000 * i, pin: 20, level: i % 2 ? 0 : 1 });
    }
    // Each poll toggles the output.
    const text = {
      start: "(call $configure (i32.const 13) (i32.const 3))",
      poll: `(call $write (i32.const 13) (i32.xor (call $read (i32.const 13)) (i32.const 1)))
        (i64.add (call $now) (i64.const 10000))`,
    };
    const quiet = await runText(text, { until: 55_000 });
    expect(quiet.edges).toHaveLength(7);
    expect((await runText(text, { stimuli, until: 55_000 })).edges).toEqual(quiet.edges);
  });

  test.each([
    ["an access out of bounds", "(drop (i32.load (i32.const 70000)))", 0x10001],
    ["unreachable", "(unreachable)", 0x10000],
    ["a division by zero", "(drop (i32.div_s (i32.const 1) (call $read (i32.const 20))))", 0x10002],
    ["a pin that the board has not", "(call $write (i32.const 35) (i32.const 1))", Trap.Pin],
    ["a stack that is too deep", "(drop (call $deep (call $now)))", 0x10006],
    ["a panic of the firmware's", "(call $panic (i32.const 7))", 7],
  ])("%s reaches the host by name, and the board sleeps on", async (_, code, panic) => {
    const found = await runText(
      {
        start: "(call $configure (i32.const 13) (i32.const 4))",
        fields: `(func $deep (param i64) (result i64) (local $below i64)
          (local.set $below (call $deep (i64.add (local.get 0) (call $now))))
          (i64.add (i64.add (local.get $below) (local.get 0)) (call $now)))`,
        poll: `(if (i64.ge_s (call $now) (i64.const 1000)) (then ${code})) (i64.const 1000)`,
      },
      { until: 10_000_000 },
    );
    expect(found.panic).toBe(panic);
    expect(found.edges.map(({ pin, level }) => [pin, level])).toEqual([[13, 1]]);
  });
});
