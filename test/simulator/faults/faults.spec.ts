import { expect, test } from "vitest";
import { compile } from "../../../compiler/index.ts";
import {
  bareBoard,
  explore,
  formatTime,
  millis,
  parseScript,
  playScript,
  replay,
  type Scenario,
  seconds,
  Simulator,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { observe } from "../../support/observe.ts";
import { firmware } from "../../support/wat.ts";

async function blink(text: string, options: SimulatorOptions = {}): Promise<Simulator> {
  const { wasm, table } = await compile("examples/blink/blink.ts");
  const script = parseScript(text);
  const sim = Simulator.load(wasm, { table, board: bareBoard(), seed: script.seed, ...options });
  playScript(sim, script);
  return sim;
}

const edgesOf = (sim: Simulator, pin: number): string[] =>
  sim.pin(pin).edges.map(({ time, level }) => `${formatTime(time)} ${level}`);

test("a reset begins anew: pins are let go, timers forgotten, the clock is at 0", async () => {
  const sim = await blink("700ms reset");
  sim.runFor(millis(1300));
  expect(edgesOf(sim, 13)).toEqual([
    "0s 0",
    "0s 1",
    "500ms 0",
    "700ms z",
    "700ms 0",
    "700ms 1",
    "1.2s 0",
  ]);
  expect(sim.summary().wakes.reset).toBe(2);
  expect(sim.tasks().filter(({ alive }) => alive)).toHaveLength(2);
});

test("a brownout holds the processor until the last one is over", async () => {
  const sim = await blink("700ms brownout 200ms; 800ms brownout 200ms; 850ms reset");
  sim.runFor(millis(1600));
  expect(edgesOf(sim, 13)).toEqual([
    "0s 0",
    "0s 1",
    "500ms 0",
    "700ms z",
    "1s 0",
    "1s 1",
    "1.5s 0",
  ]);
});

test("a clock that drifts stretches what is waited for, and one that jumps cuts it short", async () => {
  const slow = await blink("0s drift -500000");
  slow.runFor(seconds(2.5));
  expect(edgesOf(slow, 13)).toEqual(["0s 0", "0s 1", "1s 0", "2s 1"]);
  const late = await blink("100ms drift 1000000");
  late.runFor(millis(600));
  expect(edgesOf(late, 13)).toEqual(["0s 0", "0s 1", "300ms 0", "550ms 1"]);
  const jumped = await blink("100ms jump 350ms; 600ms jump 10s");
  jumped.runFor(millis(640));
  expect(edgesOf(jumped, 13).slice(1, 4)).toEqual(["0s 1", "150ms 0", "600ms 1"]);
});

test("a reset within the turn of a metered processor cuts it off at once", async () => {
  const bytes = await firmware({
    start: "(call $configure (i32.const 13) (i32.const 3))",
    poll: `(loop $l (br_if $l (i64.lt_u (call $now) (i64.const 5000))))
      (call $write (i32.const 13) (i32.const 1)) NEVER`,
  });
  const sim = Simulator.load(bytes, { cpu: { hz: 1_000_000 } });
  playScript(sim, parseScript("2ms reset"));
  sim.runFor(millis(20));
  const [low, cut, again, high] = sim.pin(13).edges;
  expect([low!.level, cut, again!.level, high!.level]).toEqual([
    0,
    { time: millis(2), level: "z" },
    0,
    1,
  ]);
  // The clock began anew.
  expect(high!.time).toBeGreaterThanOrEqual(millis(7));
});

test("a spurious interrupt comes without an edge, to firmware that listens", async () => {
  const bytes = await firmware({
    start: `(call $configure (i32.const 2) (i32.const 1)) (call $listen (i32.const 2) (i32.const 3))`,
    raise: `(call $log (i32.const 0x10000) (i64.extend_i32_u (local.get $value))
      (i64.const 0) (i64.const 0) (i64.const 0))`,
  });
  const sim = Simulator.load(bytes);
  playScript(sim, parseScript("5ms spurious 2; 6ms spurious 3"));
  sim.runFor(millis(10));
  expect(sim.logs.map(({ time }) => time)).toEqual([millis(5)]);
  expect(sim.pin(2).edges.filter(({ time }) => time > 0n)).toEqual([]);
});

test("faults go back in time with the simulator", async () => {
  const text = "300ms drift 1234; 700ms brownout 50ms; 900ms jump 10ms; 1s reset";
  const whole = await blink(text);
  whole.runUntil(seconds(2));
  const sim = await blink(text);
  for (let ms = 50; ms < 2000; ms += 50) {
    sim.runUntil(millis(ms));
    const snapshot = sim.snapshot();
    sim.runUntil(seconds(2));
    expect(observe(sim)).toEqual(observe(whole));
    sim.restore(snapshot);
  }
});

test("a fault that cannot be is refused", async () => {
  const refused = async (text: string): Promise<string> =>
    blink(text).then(
      () => "accepted",
      (error: Error) => error.message,
    );
  expect(await refused("1s spurious 99")).toBe("there is no pin 99");
  expect(await refused("1s drift 2000000")).toBe(
    '"drift 2000000": the drift is 2000000, not a whole number from -500000 to 1000000',
  );
  expect(await refused("1s reset now")).toBe('"reset now": now is one word too many');
});

test("after a reset the polls of tasks are counted anew, also in another future", async () => {
  const { wasm, table } = await compile("examples/blink/blink.ts");
  const load = (text: string): Simulator => {
    const sim = Simulator.load(wasm, { table, board: bareBoard(), inspect: true });
    playScript(sim, parseScript(text));
    return sim;
  };
  const reset = load("1.7s reset");
  reset.runUntil(millis(1600));
  const before = reset.snapshot();
  const old = reset.inspect();
  reset.runUntil(millis(2300));
  const fresh = load("");
  fresh.runUntil(millis(600));
  expect(reset.inspect().map(({ polls }) => polls)).toEqual(
    fresh.inspect().map(({ polls }) => polls),
  );
  reset.restore(before);
  expect(reset.inspect()).toEqual(old);
});

test("exploration finds a reset that firmware does not stand", async () => {
  const bytes = await firmware({
    start: "(call $configure (i32.const 2) (i32.const 0))",
    poll: `(if (i32.and (i32.eqz (call $read (i32.const 3))) (call $read (i32.const 2)))
      (then (call $panic (i32.const 7)))) NEVER`,
  });
  const scenario: Scenario = {
    load: (given) => Simulator.load(bytes, given),
    may: [
      { what: "drive 2 high", between: [millis(1), millis(50)] },
      { what: "drive 3 low", between: [millis(1), millis(50)] },
      { what: "reset", between: [millis(1), millis(50)] },
    ],
    until: millis(60),
  };
  for (const strategy of ["pct", "exhaustive"] as const) {
    const { failure } = explore(scenario, { strategy });
    expect(failure?.kind).toBe("panic");
    expect(failure?.replay).toContain("reset");
    expect(replay(scenario, failure!.script).failure?.kind).toBe("panic");
  }
});
