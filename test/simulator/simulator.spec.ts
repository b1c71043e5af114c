import { expect, test } from "vitest";
import type { SideTable, TaskInfo } from "../../hal/border/side-table.ts";
import { parseDiagram } from "../../simulator/boards/diagram.ts";
import { Simulator, UsageError, micros, millis, seconds } from "../../simulator/index.ts";
import { firmware } from "../support/wat.ts";

/** Toggles pin 13 every half second from reset on. */
const blinker = {
  fields: "(global $next (mut i64) (i64.const 0)) (global $on (mut i32) (i32.const 0))",
  start: `(call $configure (i32.const 13) (i32.const 3))
    (global.set $next (i64.add (call $now) (i64.const 500000)))`,
  poll: `(if (i64.ge_u (call $now) (global.get $next)) (then
      (global.set $on (i32.eqz (global.get $on)))
      (call $write (i32.const 13) (global.get $on))
      (global.set $next (i64.add (global.get $next) (i64.const 500000)))))
    (global.get $next)`,
};

/** Listens to both edges of pin 2 with its pull-up, and logs each event. */
const listener = {
  start: `(call $configure (i32.const 2) (i32.const 1)) (call $listen (i32.const 2) (i32.const 3))`,
  raise: `(call $log (i32.const 0x2220000)
    (i64.extend_i32_u (local.get $source)) (i64.extend_i32_u (local.get $value))
    (local.get $time) (i64.const 0))`,
};

const task = (name: string, address: number, more: Partial<TaskInfo> = {}): TaskInfo => ({
  name,
  place: { file: "main.ts", line: address, column: 1 },
  pool: 1,
  priority: 0,
  address,
  slotBytes: 16,
  prefixBytes: 0,
  headerBytes: 8,
  frameBytes: 8,
  parts: [],
  ...more,
});

const tableOf = (...tasks: TaskInfo[]): SideTable => ({
  border: 1,
  name: "test",
  logs: [],
  panics: [],
  frames: [],
  tasks,
  memory: { base: 0, dataEnd: 0, heapBase: 0, statics: [] },
  module: "",
  functions: [],
  map: null,
});

test("a blinker: one poll a wake, edges at their exact times", async () => {
  const sim = Simulator.load(await firmware(blinker));
  sim.runFor(seconds(2.25));
  expect(sim.now).toBe(seconds(2.25));
  expect(sim.pin(13).edges).toEqual([
    { time: 0n, level: 0 },
    { time: millis(500), level: 1 },
    { time: millis(1000), level: 0 },
    { time: millis(1500), level: 1 },
    { time: millis(2000), level: 0 },
  ]);
  const summary = sim.summary();
  expect(summary).toEqual({
    time: seconds(2.25),
    edges: 5,
    events: 9,
    polls: 5,
    wakes: { reset: 1, timer: 4, interrupt: 0, total: 5 },
    awakeNs: 0n,
    awakeShare: 0,
    wasmBytes: summary.wasmBytes,
    ramBytes: 632,
  });
  expect(sim.state).toBe("running");
});

test("a turn that takes time shows in the share of time awake", async () => {
  const bytes = await firmware(blinker);
  const sim = Simulator.load(bytes, { cpu: { turnTime: millis(5), wakeLatency: millis(1) } });
  sim.runFor(seconds(10));
  const { awakeNs, awakeShare, wakes } = sim.summary();
  expect(wakes.timer).toBe(20);
  // The last wake is at 10 s sharp: its millisecond of latency has not passed yet.
  expect(awakeNs).toBe(millis(5) + 19n * millis(6));
  expect(awakeShare).toBeCloseTo(0.0119, 10);
  expect(sim.pin(13).edges[1]?.time).toBe(millis(501));
});

test.each([
  ["2^32 µs", 2n ** 32n * 1_000n],
  ["2^53 ns", 2n ** 53n],
  ["2^53 µs", 2n ** 53n * 1_000n],
])("the blinker does not notice %s", async (_name, wrap) => {
  const start = ((wrap - seconds(2)) / 1_000n) * 1_000n;
  const sim = Simulator.load(await firmware(blinker), { startTime: start });
  expect(sim.now).toBe(start);
  sim.runFor(seconds(5));
  expect(sim.pin(13).edges.map(({ time }) => time - start)).toEqual(
    Array.from({ length: 11 }, (_, i) => millis(500) * BigInt(i)),
  );
  expect(sim.summary().polls).toBe(11);
});

test("virtual time may begin between two microseconds", async () => {
  const sim = Simulator.load(await firmware(blinker), { startTime: 1n });
  sim.runFor(seconds(1));
  expect(sim.pin(13).edges.map(({ time }) => time)).toEqual([micros(1), micros(500_001)]);
});

test("an interrupt carries pin, level and the time it happened", async () => {
  const sim = Simulator.load(await firmware(listener));
  sim.runFor(millis(1));
  expect(sim.state).toBe("waiting");
  sim.pin(2).drive(0);
  sim.runFor(millis(1));
  sim.pin(2).release();
  sim.runFor(millis(1));
  expect(sim.logs).toEqual([
    { time: millis(1), text: "log #0 (65538, 0, 1000)" },
    { time: millis(2), text: "log #0 (65538, 1, 2000)" },
  ]);
  expect(sim.summary().wakes).toEqual({ reset: 1, timer: 0, interrupt: 2, total: 3 });
});

test("what is driven before the first run is there at reset, and makes no edge", async () => {
  const sim = Simulator.load(
    await firmware({
      ...listener,
      start: `${listener.start} (call $log (i32.const 0x20000)
        (i64.extend_i32_u (call $read (i32.const 2))) (i64.const 0) (i64.const 0) (i64.const 0))`,
    }),
  );
  sim.pin(2).drive(0);
  expect(sim.pin(2).level).toBe(0);
  sim.runFor(0n);
  expect(sim.logs.map(({ text }) => text)).toEqual(["log #0 (0)"]);
});

test("a full ring is told to the firmware and to the author", async () => {
  const sim = Simulator.load(await firmware(listener), {
    ring: 2,
    cpu: { turnTime: millis(1) },
  });
  sim.runFor(micros(1));
  // The first turn lasts until 1 ms; five edges fall into it.
  for (let i = 0; i < 5; i++) {
    if (i % 2 === 0) sim.pin(2).drive(0);
    else sim.pin(2).release();
    sim.runFor(micros(1));
  }
  sim.runFor(millis(5));
  expect(sim.logs.map(({ text }) => text)).toEqual([
    "log #0 (65538, 0, 1)",
    "log #0 (65538, 1, 2)",
    "log #0 (0, 3, 3)",
  ]);
  expect(sim.diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "ring-overrun",
        "hint": "shorten the turns, listen to fewer edges, or give the ring more room: \`wakeful run --ring 256\`, or \`ring\` in \`Simulator.load\`",
        "message": "3 interrupts were lost from 3us on: the ring of 2 was full; the first came from pin 2",
        "severity": "warning",
        "time": 3000n,
      },
    ]
  `);
});

test("firmware that writes a pin it listens to is served after its poll", async () => {
  const sim = Simulator.load(
    await firmware({
      ...listener,
      start: `(call $configure (i32.const 2) (i32.const 3)) (call $listen (i32.const 2) (i32.const 1))
        (call $write (i32.const 2) (i32.const 1))`,
    }),
  );
  sim.runFor(millis(1));
  expect(sim.logs.map(({ text }) => text)).toEqual(["log #0 (65538, 1, 0)"]);
});

test("a crash stops the simulator for good, with the same error", async () => {
  const sim = Simulator.load(await firmware({ ...listener, raise: "unreachable" }));
  sim.runFor(millis(1));
  sim.pin(2).drive(0);
  let first: unknown;
  try {
    sim.runFor(millis(1));
  } catch (error) {
    first = error;
  }
  expect(first).toMatchObject({ name: "FirmwareError", code: "trap", time: millis(1) });
  expect(sim.state).toBe("crashed");
  expect(sim.failure).toBe(first);
  expect(sim.now).toBe(millis(1));
  let second: unknown;
  try {
    sim.runUntil(() => true, 0n);
  } catch (error) {
    second = error;
  }
  expect(second).toBe(first);
});

test("an unknown pin names those there are", async () => {
  const sim = Simulator.load(
    await firmware({ start: "(call $configure (i32.const 99) (i32.const 0))" }),
  );
  expect(() => sim.runFor(0n)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: pin 99: this board has pins 0 to 39]`,
  );
  expect(() => sim.pin(40)).toThrowErrorMatchingInlineSnapshot(`[UsageError: there is no pin 40]`);
});

test("writing an input is a warning, once a pin", async () => {
  const sim = Simulator.load(
    await firmware({
      start: "(call $write (i32.const 3) (i32.const 1)) (call $write (i32.const 3) (i32.const 0))",
    }),
  );
  sim.runFor(0n);
  expect(sim.diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "write-to-input",
        "hint": "configure it as an output first: \`Output.at(pin)\`",
        "message": "pin 3 was written, but it is an input: the write has no effect",
        "severity": "warning",
        "time": 0n,
      },
    ]
  `);
});

test("livelock names the task that is always ready", async () => {
  const bytes = await firmware({
    start: "(i32.store8 (i32.const 69) (i32.const 3)) (i32.store8 (i32.const 85) (i32.const 2))",
    poll: "(i64.const 0)",
  });
  const table = tableOf(task("spin", 64), task("idle", 80));
  const sim = Simulator.load(bytes, { table, turnLimit: 50 });
  expect(() => sim.runFor(seconds(1))).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: 50 turns at 0s and virtual time does not move: something is always ready; spin (main.ts:64:1) wakes itself]`,
  );
  expect(sim.summary().polls).toBe(50);
});

test("deadlock names the tasks that live, with the way out", async () => {
  const bytes = await firmware({
    // Slots of `waiter` at 64 and 88, each with a prefix of 8; the first is alive, the second free.
    start: "(i32.store8 (i32.const 77) (i32.const 2))",
  });
  const table = tableOf(task("waiter", 64, { pool: 2, slotBytes: 24, prefixBytes: 8 }));
  const sim = Simulator.load(bytes, { table });
  sim.runFor(seconds(1));
  expect(sim.state).toBe("deadlock");
  expect(sim.diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "deadlock",
        "hint": "see what each task awaits: another task must signal, send or unlock it, or a timeout must end the wait",
        "message": "1 task waits for ever: waiter (main.ts:64:1); no task is ready, no timer runs and no pin is listened to",
        "severity": "error",
        "time": 0n,
      },
    ]
  `);
  expect(sim.tasks()).toEqual([
    {
      name: "waiter",
      slot: 0,
      place: table.tasks[0]!.place,
      queued: false,
      alive: true,
      sites: [],
    },
  ]);
});

test("firmware whose tasks have all ended is finished; one that listens waits", async () => {
  const done = Simulator.load(await firmware({}), { table: tableOf(task("t", 64)) });
  done.runFor(seconds(1));
  expect(done.state).toBe("finished");
  expect(done.diagnostics).toEqual([]);
  const start = `${listener.start} (i32.store8 (i32.const 69) (i32.const 2))`;
  const waits = Simulator.load(await firmware({ ...listener, start }), {
    table: tableOf(task("t", 64)),
  });
  waits.runFor(seconds(1));
  expect(waits.state).toBe("waiting");
  expect(waits.diagnostics).toEqual([]);
});

test("running until a condition, a time, and not backwards", async () => {
  const sim = Simulator.load(await firmware(blinker));
  expect(sim.runUntil(() => sim.pin(13).level === 1, seconds(1))).toBe(true);
  expect(sim.now).toBe(millis(500));
  expect(sim.runUntil(() => sim.pin(13).level === "x", millis(700))).toBe(false);
  expect(sim.now).toBe(millis(1200));
  expect(sim.runUntil(seconds(3))).toBe(true);
  expect(sim.now).toBe(seconds(3));
  expect(() => sim.runUntil(seconds(1))).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: cannot run until 1s: it is 3s already]`,
  );
  expect(() => sim.runFor(-1n)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: cannot run for -1ns]`,
  );
});

test("running from within an event is refused", async () => {
  const sim = Simulator.load(await firmware(blinker));
  let refused: unknown;
  sim.circuit.onLevel(() => {
    try {
      sim.runFor(1n);
    } catch (error) {
      refused = error;
    }
  });
  sim.runFor(millis(600));
  expect(refused).toBeInstanceOf(UsageError);
});

test("options out of their range", async () => {
  const bytes = await firmware({});
  expect(() => Simulator.load(bytes, { ring: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: \`ring\` is 0]`,
  );
  expect(() =>
    Simulator.load(bytes, { cpu: { turnTime: -1n } }),
  ).toThrowErrorMatchingInlineSnapshot(`[UsageError: \`cpu.turnTime\` is -1ns]`);
  expect(() => Simulator.load(bytes, { record: false }).trace).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: nothing was recorded]`,
  );
});

/** An Uno with a button from pin 2 to ground, and an LED at pin 13. */
const uno = parseDiagram(
  JSON.stringify({
    version: 1,
    author: "test",
    editor: "wokwi",
    parts: [
      { type: "wokwi-arduino-uno", id: "uno" },
      { type: "wokwi-pushbutton", id: "btn1" },
      { type: "wokwi-led", id: "led1" },
    ],
    connections: [
      ["uno:2", "btn1:1.l", "", []],
      ["btn1:2.l", "uno:GND.1", "", []],
      ["uno:13", "led1:A", "", []],
      ["led1:C", "uno:GND.2", "", []],
    ],
  }),
);

test("two runs are identical, bounces included; another seed bounces otherwise", async () => {
  const bytes = await firmware(listener);
  const run = (seed: number): unknown => {
    const sim = Simulator.load(bytes, { seed, board: uno });
    sim.press("btn1", { for: millis(50) });
    sim.press("btn1", { at: millis(100), for: millis(50) });
    sim.runFor(millis(200));
    return [sim.pin(2).edges, sim.logs, sim.summary()];
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

test("a press at the first instant raises an interrupt", async () => {
  const sim = Simulator.load(await firmware(listener), { board: uno });
  sim.press("btn1", { at: 0n, for: seconds(1) });
  sim.runFor(0n);
  expect(sim.logs.map(({ text }) => text)).toEqual(["log #0 (65538, 0, 0)"]);
});

test("an LED shines while its pin is high", async () => {
  const sim = Simulator.load(await firmware(blinker), { board: uno });
  expect(sim.runUntil(() => sim.led("led1").on, seconds(1))).toBe(true);
  expect(sim.now).toBe(millis(500));
  expect(() => sim.led("led2")).toThrow(UsageError);
});
