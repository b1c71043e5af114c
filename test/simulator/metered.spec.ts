import fc from "fast-check";
import { expect, test } from "vitest";
import {
  FirmwareError,
  micros,
  millis,
  parseDiagram,
  seconds,
  Simulator,
} from "../../simulator/index.ts";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { firmware } from "../support/wat.ts";
import { compileText } from "../support/virtual.ts";

const MHz = 1_000_000;

/** Two thousand turns of eight instructions, and two before: 16,002, or 1 ms and 125 ns at 16 MHz. */
const spin = `(local.set $i (i32.const 2000))
  (loop $l
    (local.set $i (i32.add (local.get $i) (i32.const -1)))
    (drop (i32.const 0))
    (br_if $l (local.get $i)))`;

const write = (pin: number, level: 0 | 1): string =>
  `(call $write (i32.const ${pin}) (i32.const ${level}))`;

/** Poll 1 spins between two writes of pin 1; later polls write pin 2. */
const spinner = {
  fields: "(global $polls (mut i32) (i32.const 0))",
  start: `(call $configure (i32.const 1) (i32.const 3)) (call $configure (i32.const 2) (i32.const 3))`,
  poll: `(local $i i32)
    (global.set $polls (i32.add (global.get $polls) (i32.const 1)))
    (if (i32.ne (global.get $polls) (i32.const 1)) (then ${write(2, 1)} (return NEVER)))
    ${write(1, 1)} ${spin} ${write(1, 0)}
    (i64.const 100)`,
};

test("a loop takes what its instructions take, and a deadline that passed meanwhile comes after it", async () => {
  const load = async (options: SimulatorOptions): Promise<Simulator> => {
    const sim = Simulator.load(await firmware(spinner), options);
    sim.runFor(millis(10));
    return sim;
  };
  const sim = await load({ cpu: { hz: 16 * MHz } });
  // start: 6. poll to the first write: 4 + 4 + 3 = 11. The spin and the second write: 16,005. The end: 1.
  const at = (instructions: number): bigint => BigInt(Math.floor(instructions * 62.5));
  expect(sim.pin(1).edges).toEqual([
    { time: at(3), level: 0 },
    { time: at(6 + 11), level: 1 },
    { time: at(6 + 11 + 16_005), level: 0 },
  ]);
  // The deadline of 100 us: the turn that ended later, and the 4 + 4 + 3 instructions of the next.
  expect(sim.pin(2).edges[1]).toEqual({ time: at(6 + 11 + 16_005 + 1 + 11), level: 1 });
  const again = await load({ cpu: { hz: 16 * MHz } });
  expect(again.trace.signals).toEqual(sim.trace.signals);

  const halved = await load({ cpu: { hz: 16 * MHz, instructionsPerCycle: 0.5 } });
  expect(halved.pin(1).edges.at(-1)!.time).toBe(2n * at(6 + 11 + 16_005));
  const ideal = await load({});
  expect(ideal.pin(1).edges.map(({ time }) => time)).toEqual([0n, 0n, 0n]);
  expect(ideal.pin(2).edges[1]!.time).toBe(micros(100));
});

test("nothing of a nanosecond is lost or made up, over any number of turns and sleeps", async () => {
  // At 3 MHz an instruction takes 333 1/3 ns. Every third poll sleeps.
  const bytes = await firmware({
    fields: "(global $n (mut i64) (i64.const 0))",
    poll: `(global.set $n (i64.add (global.get $n) (i64.const 1)))
      (if (result i64) (i64.eqz (i64.rem_u (global.get $n) (i64.const 3)))
        (then (i64.mul (global.get $n) (i64.const 50)))
        (else (i64.const 0)))`,
  });
  const sim = Simulator.load(bytes, { cpu: { hz: 3 * MHz } });
  sim.runFor(millis(100) + 999n);
  const { polls, wakes, awakeNs } = sim.summary();
  expect(wakes.timer).toBeGreaterThan(600);
  // 9 instructions up to the choice; then 3 to sleep, or 1.
  const instructions = polls * 10 + Math.floor(polls / 3) * 2;
  expect(awakeNs).toBe(BigInt(Math.floor((instructions * 1000) / 3)));
});

const waits = {
  start: "(call $configure (i32.const 3) (i32.const 1)) (call $listen (i32.const 3) (i32.const 3))",
  raise: `(call $log (i32.const 0x2220000)
    (i64.extend_i32_u (local.get $value)) (local.get $time) (call $now) (i64.const 0))`,
  fields: "(global $polls (mut i32) (i32.const 0))",
  poll: `(local $i i32)
    (global.set $polls (i32.add (global.get $polls) (i32.const 1)))
    (if (i32.eq (global.get $polls) (i32.const 1)) (then
      ${spin} (call $log (i32.const 0x20001) (i64.extend_i32_u (call $read (i32.const 3))) (i64.const 0) (i64.const 0) (i64.const 0))
      ${spin} (call $log (i32.const 0x20001) (i64.extend_i32_u (call $read (i32.const 3))) (i64.const 0) (i64.const 0) (i64.const 0))))
    NEVER`,
};

const buttoned = parseDiagram(
  JSON.stringify({
    version: 1,
    parts: [
      { type: "wokwi-arduino-uno", id: "uno" },
      { type: "wokwi-pushbutton", id: "B", attrs: { bounce: "0" } },
    ],
    connections: [
      ["uno:3", "B:1.l"],
      ["B:2.l", "uno:GND.1"],
    ],
  }),
);

test("what comes in the middle of a turn is seen there, and its interrupts after it", async () => {
  const sim = Simulator.load(await firmware(waits), { board: buttoned, cpu: { hz: 16 * MHz } });
  sim.press("B", { at: micros(600), for: micros(100) });
  sim.press("B", { at: micros(1200), for: millis(1) });
  sim.runFor(millis(3));
  expect(sim.logs.map(({ time, text }) => `${time}: ${text}`)).toMatchInlineSnapshot(`
    [
      "1001500: log #1 (1)",
      "2002125: log #1 (0)",
      "2002625: log #0 (0, 600, 2002)",
      "2003062: log #0 (1, 700, 2002)",
      "2003500: log #0 (0, 1200, 2003)",
      "2200438: log #0 (1, 2200, 2200)",
    ]
  `);
});

test("what the firmware's call schedules within the turn happens within it", async () => {
  const bytes = await firmware({
    ...waits,
    poll: `(local $i i32)
      (global.set $polls (i32.add (global.get $polls) (i32.const 1)))
      (if (i32.eq (global.get $polls) (i32.const 1)) (then
        (call $log (i32.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0))
        ${spin} (call $log (i32.const 0x20001) (i64.extend_i32_u (call $read (i32.const 3))) (i64.const 0) (i64.const 0) (i64.const 0))))
      NEVER`,
  });
  const logs: string[] = [];
  const sim: Simulator = Simulator.load(bytes, {
    board: buttoned,
    cpu: { hz: 16 * MHz },
    imports: {
      hal: {
        log: (head: number, a: bigint) => {
          logs.push(`${sim.now}: ${head & 0xffff} ${a}`);
          // Now, at this very instant, and later in the turn.
          if ((head & 0xffff) === 0 && a === 0n && logs.length === 1) {
            sim.press("B", { for: micros(50) });
            sim.press("B", { at: sim.now + micros(400), for: millis(1) });
          }
        },
      },
    },
  });
  sim.runFor(millis(3));
  expect(logs).toMatchInlineSnapshot(`
    [
      "1250: 0 0",
      "1001875: 1 0",
      "1002375: 0 0",
      "1002812: 0 1",
      "1003250: 0 0",
      "1401688: 0 1",
    ]
  `);
});

const clock = `
import { log, micros, millis, now, Output, sleep, spawn, yieldNow } from "wakeful";

@task
async function neighbour(): Promise<void> {
  const led = Output.at(13);
  while (true) {
    await sleep(micros(700));
    led.toggle();
  }
}

@task
async function greedy(): Promise<void> {
  let sum: u32 = 0;
  for (let round: u32 = 1; round < 4; round++) {
    await sleep(millis(2));
    const from = now();
    for (let i: u32 = 0; i < round * 1000; i++) sum = sum * 31 + i;
    log("{} us, {}", now() - from, sum);
  }
  const end = now() + millis(1);
  while (now() < end) {}
  log("waited");
}

export function main(): void {
  spawn(neighbour());
  spawn(greedy());
}`;

const compiled = compileText(clock);

async function runClock(): Promise<Simulator> {
  const { wasm, table } = await compiled;
  return Simulator.load(wasm, { table, cpu: { hz: 16 * MHz } });
}

/** All that a run leaves. */
const record = (sim: Simulator): unknown => ({
  now: sim.now,
  signals: sim.trace.signals,
  logs: sim.logs,
  polls: sim.polls,
  diagnostics: sim.diagnostics.map((d) => ({ ...d })),
  summary: sim.summary(),
});

test("long polls are told once for each place, with how many and the longest; others are counted", async () => {
  const sim = await runClock();
  sim.runFor(millis(20));
  expect(sim.logs.map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "1251 us, 562641396",
      "2501 us, 1910056412",
      "3751 us, 2516586424",
      "waited",
    ]
  `);
  expect(sim.diagnostics.map(({ code, time, message }) => ({ code, time, message })))
    .toMatchInlineSnapshot(`
      [
        {
          "code": "long-poll",
          "message": "3 polls of greedy (firmware.ts:17:5: await sleep(millis(2))) took more than 100us, the longest 4.755813ms at 9.797125ms; nobody else had a turn meanwhile",
          "time": 2023125n,
        },
      ]
    `);
  expect(sim.polls).toMatchInlineSnapshot(`
    [
      {
        "buckets": [
          0,
          0,
          0,
          9,
          8,
        ],
        "count": 17,
        "longest": 8813n,
        "name": "neighbour",
        "total": 129876n,
      },
      {
        "buckets": [
          0,
          0,
          0,
          0,
          1,
          0,
          0,
          0,
          0,
          0,
          0,
          1,
          1,
          1,
        ],
        "count": 4,
        "longest": 4755813n,
        "name": "greedy",
        "total": 8535688n,
      },
    ]
  `);
});

test("the neighbour is late by what is left of the other's poll, on every run", async () => {
  const sim = await runClock();
  sim.runFor(millis(20));
  const other = await runClock();
  other.runFor(millis(20));
  expect(record(other)).toEqual(record(sim));
  const longest = sim.polls.find(({ name }) => name === "greedy")!.longest;
  const gaps = sim
    .pin(13)
    .edges.slice(1)
    .map(({ time }, i) => time - sim.pin(13).edges[i]!.time);
  expect(longest).toBeGreaterThan(millis(1));
  const late = gaps.reduce((a, b) => (a > b ? a : b));
  expect(late > micros(700) && late < micros(720) + longest, `${late}`).toBe(true);
});

test("however a run is cut, even within a turn, it is the same run", async () => {
  const whole = await runClock();
  whole.runFor(millis(15));
  const wanted = record(whole);
  const { wasm, table } = await compiled;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_000_000 }), { maxLength: 40 }), (spans) => {
      const sim = Simulator.load(wasm, { table, cpu: { hz: 16 * MHz } });
      let left = millis(15);
      for (const span of spans.map(BigInt)) {
        if (span > left) break;
        left -= span;
        const before = sim.now;
        sim.runFor(span);
        expect(sim.now).toBeGreaterThanOrEqual(before);
        expect(sim.now).toBeGreaterThanOrEqual(millis(15) - left);
      }
      sim.runUntil(millis(15));
      expect(record(sim)).toEqual(wanted);
    }),
    { numRuns: 60 },
  );
  const asked = await runClock();
  asked.runUntil(() => false, millis(15));
  expect(record(asked)).toEqual(wanted);
});

test("a run that ends within a turn has come to the turn's last call of the host", async () => {
  const sim = Simulator.load(await firmware(spinner), { cpu: { hz: 16 * MHz } });
  sim.runFor(micros(100));
  expect(sim.now).toBe(BigInt((6 + 11 + 16_005) * 62.5));
  expect(sim.pin(1).level).toBe(0);
  sim.runUntil(micros(150));
  sim.runFor(micros(800));
  expect(sim.pin(2).edges.length).toBe(1);
  sim.runFor(micros(150));
  expect([sim.now, sim.pin(2).edges.length]).toEqual([micros(1100), 2]);
  expect(() => sim.runUntil(micros(1099))).toThrow("cannot run until 1.099ms: it is 1.1ms already");
});

async function failure(text: Parameters<typeof firmware>[0], options: SimulatorOptions = {}) {
  const sim = Simulator.load(await firmware(text), { cpu: { hz: 16 * MHz }, ...options });
  try {
    sim.runFor(seconds(1));
  } catch (error) {
    if (error instanceof FirmwareError) {
      const { code, message, hint, time } = error;
      return { code, message, hint, time, now: sim.now };
    }
    throw error;
  }
  return null;
}

test("a panic, a trap and an endless loop happen when they happen", async () => {
  const panic = await failure({ poll: `(local $i i32) ${spin} (call $panic (i32.const 1)) NEVER` });
  expect(panic).toMatchObject({ code: "panic", time: 1_000_250n, now: 1_000_250n });
  const trap = await failure({ poll: `(local $i i32) ${spin} unreachable` });
  expect(trap).toMatchObject({ code: "trap", time: 1_000_187n, now: 1_000_187n });
  expect(
    await failure(
      { poll: "(loop $l (br_if $l (i64.ne (call $now) NEVER))) NEVER" },
      { pollLimit: 10_000 },
    ),
  ).toMatchInlineSnapshot(`
    {
      "code": "endless-poll",
      "hint": "await or yield inside the loop; if it is only long, raise the limit: \`wakeful run --poll-limit\`, or \`pollLimit\` in \`Simulator.load\`",
      "message": "poll() does not return: 10000 loop iterations and calls in one go",
      "now": 2499500n,
      "time": 2499500n,
    }
  `);
});

test("the limit of a poll is that poll's own, since time moves between polls", async () => {
  const again = `(local $i i32) ${spin} (i64.const 0)`;
  expect(await failure({ poll: again }, { pollLimit: 2_100 })).toBeNull();
  expect(await failure({ poll: again }, { pollLimit: 1_999 })).toMatchObject({
    code: "endless-poll",
  });
});

test("what throws in an event within a turn ends the run, whatever the firmware does with it", async () => {
  const sim = Simulator.load(await firmware(spinner), { cpu: { hz: 16 * MHz } });
  sim.circuit.onLevel(() => {
    if (sim.now > 0n) throw new Error("the listener's");
  });
  expect(() => sim.runFor(millis(1))).toThrow("the listener's");
  expect(() => sim.runFor(millis(1))).toThrow("the listener's");
});

test("latency comes before the turn, and interrupts need not wait for a microsecond", async () => {
  const bytes = await firmware({
    ...waits,
    start: `${waits.start} (call $configure (i32.const 5) (i32.const 3))`,
    raise: write(5, 1),
    poll: "NEVER",
  });
  const sim = Simulator.load(bytes, {
    board: buttoned,
    cpu: { hz: 16 * MHz, wakeLatency: micros(2.5) },
  });
  sim.press("B", { at: micros(100) + 1n, for: millis(1) });
  sim.runFor(micros(500));
  // Two constants and a call.
  expect(sim.pin(5).edges.at(-1)).toEqual({
    time: micros(100) + 1n + micros(2.5) + 187n,
    level: 1,
  });
});

test("without a side table the turns are counted as a whole", async () => {
  const sim = Simulator.load(await firmware(spinner), {
    cpu: { hz: 16 * MHz, longPoll: millis(2) },
  });
  sim.runFor(millis(1));
  expect(sim.polls).toMatchInlineSnapshot(`
    [
      {
        "buckets": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          1,
        ],
        "count": 1,
        "longest": 1001062n,
        "name": null,
        "total": 1001062n,
      },
    ]
  `);
  expect(sim.diagnostics).toEqual([]);
  const ideal = Simulator.load(await firmware(spinner));
  ideal.runFor(millis(1));
  expect(ideal.polls).toEqual([]);
});

test.each([
  [{ hz: 0 }, "`cpu.hz` is 0"],
  [{ hz: -1 }, "`cpu.hz` is -1"],
  [{ hz: Infinity }, "`cpu.hz` is Infinity"],
  [{ hz: 1, instructionsPerCycle: 0 }, "`cpu.instructionsPerCycle` is 0"],
  [{ instructionsPerCycle: 1 }, "`cpu.instructionsPerCycle` is given without `cpu.hz`"],
  [{ longPoll: 1n }, "`cpu.longPoll` is given without `cpu.hz`"],
  [{ starvation: 1n }, "`cpu.starvation` is given without `cpu.hz`"],
  [{ hz: 1, inversion: -1n }, "`cpu.inversion` is -1ns"],
  [
    { hz: 1, turnTime: 1n },
    "`cpu.hz` and `cpu.turnTime` exclude each other: a turn takes what its instructions take, or a fixed time",
  ],
  [{ hz: 1, longPoll: -1n }, "`cpu.longPoll` is -1ns"],
])("wrong use: %o", async (cpu, message) => {
  const bytes = await firmware({});
  expect(() => Simulator.load(bytes, { cpu })).toThrow(
    expect.objectContaining({ name: "UsageError", message }),
  );
});
