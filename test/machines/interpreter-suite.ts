/** What every interpreter has to do: the edges of V8, exactly the memory that the module uses, traps by name. */
import { describe, expect, test } from "vitest";
import { compile, type Compiled } from "../../compiler/index.ts";
import { Trap } from "../../hal/generated/border.ts";
import { micros, Simulator } from "../../simulator/index.ts";
import { DATA_END, firmware } from "../support/wat.ts";
import type { Edge, Machine, Run, Stimulus } from "./machine.ts";

export { Trap };

/** Bytes of memory that a hand-written module says it uses; `firmware` exports it as `__heap_base`. */
export const MEMORY = 632;

/** A button that is pressed twice and bounces. */
const presses: readonly Stimulus[] = [
  [0, 1],
  [600_000, 0],
  [600_086, 1],
  [600_390, 0],
  [900_250, 1],
  [1_700_000, 0],
  [1_700_401, 1],
  [1_701_336, 0],
  [2_200_193, 1],
].map(([time, level]) => ({ time: time!, pin: 4, level: level as 0 | 1 }));

/** Edges of outputs in the simulator, pin by pin. */
function simulated(
  { wasm, table }: Pick<Compiled, "wasm" | "table">,
  stimuli: readonly Stimulus[],
  until: number,
  pins: readonly number[],
): Edge[][] {
  const sim = Simulator.load(wasm, { table });
  for (const { time, pin, level } of stimuli) {
    sim.runUntil(micros(time));
    sim.pin(pin).drive(level);
  }
  sim.runUntil(micros(until));
  return pins.map((pin) =>
    sim.pin(pin).edges.map(({ time, level }) => ({ time, pin, level: level as 0 | 1 })),
  );
}

/** A hand-written module on a machine, for a second. */
export async function runText(
  machine: Machine,
  text: Parameters<typeof firmware>[0],
): ReturnType<Machine["run"]> {
  const wasm = await firmware({ ...text, fields: `${DATA_END} ${text.fields ?? ""}` });
  return machine.run({
    name: "a hand-written module",
    wasm,
    memoryBytes: MEMORY,
    stimuli: [],
    until: 1_000_000,
  });
}

/** Describes a machine's tests; where it cannot run, each says by name that it was not run, and why. */
export function describeMachine(machine: Machine, tests: (run: typeof test) => void): void {
  const missing = machine.missing();
  const name = missing === undefined ? machine.name : `${machine.name}: not run: ${missing}`;
  // The names of skipped tests are not shown by every reporter.
  if (missing !== undefined) console.warn(name);
  describe(name, () => tests(test.skipIf(missing !== undefined) as typeof test));
}

const traps: readonly [what: string, text: Parameters<typeof firmware>[0], code: number][] = [
  ["unreachable", { start: "unreachable" }, Trap.Unreachable],
  [
    "a load beyond the memory that the module uses",
    { start: `(drop (i32.load (i32.const ${MEMORY - 3})))` },
    Trap.OutOfBounds,
  ],
  [
    "a store at the end of the address space",
    { start: "(i64.store (i32.const -4) (i64.const 1))" },
    Trap.OutOfBounds,
  ],
  [
    "a division by zero",
    { start: "(drop (i32.div_u (i32.const 1) (i32.load (i32.const 8))))" },
    Trap.DivideByZero,
  ],
  [
    "a quotient that is too large",
    {
      start:
        "(i32.store (i32.const 8) (i32.const -1)) (drop (i32.div_s (i32.const 0x80000000) (i32.load (i32.const 8))))",
    },
    Trap.IntegerOverflow,
  ],
  [
    "an integer made of what is not a number",
    { start: "(drop (i32.trunc_f64_s (f64.const nan)))" },
    Trap.InvalidConversion,
  ],
  [
    "a call of a function that the table has not",
    {
      fields: "(table 1 funcref) (type $nothing (func))",
      start: "(call_indirect (type $nothing) (i32.const 0))",
    },
    Trap.Call,
  ],
  ["a trap in poll", { poll: "(i64.store (i32.const -1) (i64.const 1)) NEVER" }, Trap.OutOfBounds],
];

export function suite(machine: Machine, run: typeof test): void {
  const compiled = (file: string): Promise<Compiled> => compile(file);

  run(
    "the blink has the edges that it has in V8, and holds the bytes it uses and no more",
    async () => {
      const firmware = await compiled("examples/blink/blink.ts");
      const until = 3_000_000;
      const recording = await machine.run(asRun(firmware, [], until));
      const pins = [12, 13];
      const seen = pins.map((pin) => recording.edges.filter((edge) => edge.pin === pin));
      expect(seen).toEqual(simulated(firmware, [], until, pins));
      expect(recording.memoryBytes).toBe(112);
      expect(recording.panic).toBeUndefined();
    },
  );

  run("a button that bounces gives the edges and logs of V8, in 192 bytes", async () => {
    const firmware = await compiled("examples/button/button.ts");
    const until = 3_000_000;
    const recording = await machine.run(asRun(firmware, presses, until));
    const pins = [11, 12, 13];
    const seen = pins.map((pin) => recording.edges.filter((edge) => edge.pin === pin));
    expect(seen).toEqual(simulated(firmware, presses, until, pins));
    expect(seen[0]!.map(({ time }) => time / 1000n)).toEqual([
      0n,
      600_000n,
      600_086n,
      600_390n,
      900_250n,
      1_700_000n,
      1_700_401n,
      1_701_336n,
      2_200_193n,
    ]);
    expect(recording.logs!.map(({ args }) => args[0])).toEqual([1n, 2n, 3n, 4n]);
    expect(recording.memoryBytes).toBe(192);
  });

  run("a panic arrives with its code, and nothing runs after it", async () => {
    const recording = await runText(machine, {
      start: `(call $configure (i32.const 3) (i32.const 3)) (call $panic (i32.const 7))
        (call $write (i32.const 3) (i32.const 1))`,
    });
    expect(recording.panic).toBe(7);
    expect(recording.edges).toEqual([{ time: 0n, pin: 3, level: 0 }]);
  });

  run.each(traps)("%s is a named panic", async (_what, text, code) => {
    const recording = await runText(machine, text);
    expect(recording.panic).toBe(code);
    expect(recording.memoryBytes).toBe(MEMORY);
  });

  run("the last byte that the module uses can be written and read", async () => {
    const at = `(i32.const ${MEMORY - 4})`;
    const recording = await runText(machine, {
      start: `(i32.store ${at} (i32.const 5)) (call $log (i32.load ${at})
        (i64.const -1) (i64.const 2) (i64.const 0x7fffffffffffffff) (i64.const 0))`,
    });
    expect(recording.logs).toEqual([{ head: 5, args: [-1n, 2n, 2n ** 63n - 1n, 0n] }]);
    expect(recording.panic).toBeUndefined();
  });

  run("64 bits of time cross unharmed, in and out", async () => {
    const recording = await machine.run({
      name: "time",
      wasm: await firmware({
        fields: DATA_END,
        start: "(call $listen (i32.const 4) (i32.const 3))",
        poll: "(i64.const 5000000001)",
        raise: `(call $log (local.get $source) (i64.extend_i32_s (local.get $value)) (local.get $time)
          (call $now) (i64.const 0))`,
      }),
      memoryBytes: MEMORY,
      stimuli: [{ time: 5_000_000_000, pin: 4, level: 1 }],
      until: 5_000_000_000,
    });
    expect(recording.logs).toEqual([
      { head: (1 << 16) | 4, args: [1n, 5_000_000_000n, 5_000_000_000n, 0n] },
    ]);
  });

  function asRun({ wasm, table }: Compiled, stimuli: readonly Stimulus[], until: number): Run {
    return { name: "firmware", wasm, memoryBytes: table.memory.heapBase, stimuli, until };
  }
}
