import fc from "fast-check";
import { expect, test } from "vitest";
import {
  micros,
  millis,
  seconds,
  Simulator,
  type SimulatorOptions,
  type StepSize,
} from "../../../simulator/index.ts";
import { board, build } from "../../support/firmware.ts";
import { observe, play, type Stimulus } from "../../support/observe.ts";
import { firmware } from "../../support/wat.ts";

/** Toggles pin 13 every half second from reset on; an interrupt is logged, the third one traps. */
const blinker = {
  fields: `(global $next (mut i64) (i64.const 0)) (global $on (mut i32) (i32.const 0))
    (global $raised (mut i32) (i32.const 0))`,
  start: `(call $configure (i32.const 13) (i32.const 3))
    (call $configure (i32.const 2) (i32.const 1)) (call $listen (i32.const 2) (i32.const 3))
    (global.set $next (i64.add (call $now) (i64.const 500000)))`,
  raise: `(call $log (i32.const 0x20000) (local.get $time) (i64.const 0) (i64.const 0) (i64.const 0))
    (global.set $raised (i32.add (global.get $raised) (i32.const 1)))
    (if (i32.eq (global.get $raised) (i32.const 3)) (then unreachable))`,
  poll: `(if (i64.ge_u (call $now) (global.get $next)) (then
      (global.set $on (i32.eqz (global.get $on)))
      (call $write (i32.const 13) (global.get $on))
      (global.set $next (i64.add (global.get $next) (i64.const 500000)))))
    (global.get $next)`,
};

async function load(options: SimulatorOptions = { history: true }): Promise<Simulator> {
  return Simulator.load(await firmware(blinker), options);
}

/** Steps so often, and tells when each step ended. */
function times(sim: Simulator, steps: number, step: () => boolean): bigint[] {
  return Array.from({ length: steps }, () => (step() ? sim.now : -1n));
}

test("a step runs one instant; a step back undoes it; before reset there is nothing", async () => {
  const sim = await load();
  const before = observe(sim);
  const there = times(sim, 4, () => sim.step());
  expect(there).toEqual([0n, millis(500), millis(1000), millis(1500)]);
  expect(sim.pin(13).level).toBe(1);
  const back = times(sim, 5, () => sim.stepBack());
  expect(back).toEqual([millis(1000), millis(500), 0n, 0n, -1n]);
  expect(observe(sim)).toEqual(before);
  expect(sim.summary().polls).toBe(0);
});

test("steps by event stop within an instant: a sleep ends, then the processor takes its turn", async () => {
  const sim = await load();
  sim.runFor(millis(499));
  expect(times(sim, 3, () => sim.step("event"))).toEqual([millis(500), millis(500), millis(1000)]);
  expect(sim.pin(13).edges.at(-1)).toEqual({ time: millis(500), level: 1 });
  const levels: unknown[] = [];
  for (let i = 0; i < 3; i++) {
    sim.stepBack("event");
    levels.push([sim.now, sim.pin(13).level, sim.summary().wakes.timer]);
  }
  expect(levels).toEqual([
    [millis(500), 1, 1],
    [millis(500), 0, 1],
    [0n, 0, 0],
  ]);
});

test("a step goes to the end of an instant that was begun", async () => {
  const sim = await load();
  sim.runFor(millis(1));
  sim.step("event");
  expect(sim.pin(13).level).toBe(0);
  sim.step();
  expect([sim.now, sim.pin(13).level]).toEqual([millis(500), 1]);
});

test("between two instants, a step back goes to the end of the last one", async () => {
  const sim = await load();
  sim.runFor(millis(700));
  sim.stepBack();
  expect([sim.now, sim.pin(13).level]).toEqual([millis(500), 1]);
  sim.runFor(millis(200));
  expect(sim.now).toBe(millis(700));
});

test("what came from outside comes again on the way forward, until something else does", async () => {
  const sim = await load();
  sim.runUntil(millis(100));
  sim.pin(2).drive(0);
  sim.runUntil(millis(200));
  sim.pin(2).release();
  sim.runUntil(millis(300));
  const logs = ["log #0 (100000)", "log #0 (200000)"];
  expect(sim.logs.map(({ text }) => text)).toEqual(logs);

  expect(times(sim, 2, () => sim.stepBack())).toEqual([millis(200), millis(100)]);
  expect(sim.logs).toHaveLength(1);
  expect(times(sim, 2, () => sim.stepBack())).toEqual([0n, 0n]);
  sim.runUntil(millis(300));
  expect(sim.logs.map(({ text }) => text)).toEqual(logs);

  sim.stepBack();
  sim.stepBack();
  sim.runUntil(millis(150));
  sim.pin(5).drive(1);
  sim.runUntil(millis(300));
  expect(sim.logs.map(({ text }) => text)).toEqual(["log #0 (100000)"]);
  expect(sim.pin(2).level).toBe(0);
});

test("a change from outside is an event of its own", async () => {
  const sim = await load();
  sim.runUntil(millis(100));
  sim.pin(2).drive(0);
  sim.runUntil(millis(200));
  sim.stepBack("event");
  expect([sim.now, sim.pin(2).level, sim.logs.length]).toEqual([millis(100), 0, 0]);
  sim.stepBack("event");
  expect([sim.now, sim.pin(2).level]).toEqual([0n, 1]);
  sim.step("event");
  expect([sim.now, sim.pin(2).level, sim.logs.length]).toEqual([millis(100), 0, 0]);
  sim.step("event");
  expect([sim.now, sim.logs.length]).toEqual([millis(100), 1]);
});

test("a branch does not leave its changes to the future it came from", async () => {
  const sim = await load();
  sim.runUntil(millis(100));
  sim.pin(2).drive(0);
  sim.runUntil(millis(150));
  sim.branch(() => {
    sim.pin(2).release();
    sim.runFor(millis(50));
    sim.stepBack();
    return sim.logs.length;
  });
  sim.stepBack();
  sim.stepBack();
  sim.runUntil(millis(400));
  expect(sim.logs).toHaveLength(1);
});

test("a restored snapshot has no future, and the past it had", async () => {
  const sim = await load();
  sim.runUntil(seconds(1));
  const here = sim.snapshot();
  sim.pin(2).drive(0);
  sim.runUntil(seconds(2));
  sim.restore(here);
  sim.runUntil(seconds(2));
  expect(sim.logs).toEqual([]);
  sim.restore(here);
  expect(times(sim, 2, () => sim.stepBack())).toEqual([millis(500), 0n]);
});

test("`runBackUntil` finds the latest moment that fits, or leaves everything as it is", async () => {
  const sim = await load({ history: { every: 7, keyframes: 4 } });
  sim.runUntil(seconds(20.25));
  const here = observe(sim);
  expect(sim.runBackUntil(() => sim.pin(13).level === "x")).toBe(false);
  expect(observe(sim)).toEqual(here);
  expect(sim.runBackUntil(() => sim.pin(13).level === 1)).toBe(true);
  expect(sim.now).toBe(millis(19_500));
  expect(sim.runBackUntil(() => sim.pin(13).edges.length === 3)).toBe(true);
  expect(sim.now).toBe(seconds(1));
  expect(sim.runBackUntil(() => sim.summary().polls === 0)).toBe(true);
  expect(sim.now).toBe(0n);
  expect(sim.runBackUntil(() => true)).toBe(false);
  sim.runUntil(seconds(20.25));
  expect(observe(sim)).toEqual(here);
});

test("a crash is stepped back over, and comes again", async () => {
  const sim = await load();
  const crash = (): unknown => {
    try {
      sim.runUntil(millis(300));
    } catch (error) {
      return error;
    }
    return undefined;
  };
  for (const at of [100, 200, 250]) {
    sim.runUntil(millis(at));
    if (sim.pin(2).level === 0) sim.pin(2).release();
    else sim.pin(2).drive(0);
  }
  const first = crash();
  expect(first).toMatchObject({ code: "trap", time: millis(250) });
  const crashed = observe(sim);

  sim.stepBack("event");
  expect([sim.state, sim.now, sim.logs.length]).toEqual(["running", millis(250), 2]);
  expect(crash()).toEqual(first);
  expect(observe(sim)).toEqual(crashed);

  sim.stepBack();
  expect([sim.state, sim.now, sim.pin(2).level]).toEqual(["running", millis(200), 1]);
  sim.pin(2).drive(1);
  expect(crash()).toBe(undefined);
});

const press = (at: bigint, span: bigint): Stimulus => ({
  at,
  act: (sim) => sim.press("BTN1", { for: span }),
});

test.each<[StepSize, SimulatorOptions["history"]]>([
  ["instant", { every: 5, keyframes: 3 }],
  ["instant", true],
  ["event", { every: 16, keyframes: 6 }],
])("back over everything by %s and forward again, %j: equal bytes", async (by, history) => {
  const { wasm, table } = await build("examples/button/button.ts");
  const wired = board("examples/button/diagram.json");
  const cpu = { turnTime: micros(50), wakeLatency: micros(3) };
  const sim = Simulator.load(wasm, { table, board: wired, history, cpu });
  const before = observe(sim);
  const script = [press(0n, millis(10)), press(millis(50), millis(80)), press(millis(300), 1n)];
  play(sim, script, millis(600));
  const whole = observe(sim);
  let steps = 0;
  while (sim.stepBack(by)) steps++;
  expect(steps).toBeGreaterThan(40);
  expect(observe(sim)).toEqual(before);
  expect(sim.now).toBe(0n);
  // The first step back led from between two instants to the end of the last one.
  for (let forward = 1; forward < steps; forward++) sim.step(by);
  sim.runUntil(millis(600));
  expect(observe(sim)).toEqual(whole);
  while (sim.stepBack(by));
  sim.runUntil(millis(600));
  expect(observe(sim)).toEqual(whole);
});

test("any walk back and forth sees at each place what a run without one saw", async () => {
  const { wasm, table } = await build("examples/button/button.ts");
  const wired = board("examples/button/diagram.json");
  const walk = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 12 });
  const size = fc.constantFrom<StepSize>("instant", "event");
  const history = fc.record({
    every: fc.integer({ min: 1, max: 30 }),
    keyframes: fc.integer({ min: 3, max: 8 }),
  });
  fc.assert(
    fc.property(walk, size, history, (legs, by, options) => {
      const sim = Simulator.load(wasm, { table, board: wired, history: options });
      play(sim, [press(millis(5), millis(40)), press(millis(90), millis(9))], millis(200));
      while (sim.stepBack(by));
      // What was seen after so many steps from the beginning.
      const seen = new Map([[0, observe(sim)]]);
      let place = 0;
      for (const leg of legs) {
        for (let i = Math.abs(leg); i > 0; i--) {
          if (!(leg > 0 ? sim.step(by) : sim.stepBack(by))) break;
          place += Math.sign(leg);
          const now = observe(sim);
          const then = seen.get(place);
          if (then) expect(now).toEqual(then);
          else seen.set(place, now);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test("a listener that answers from within events is heard again, and not recorded", async () => {
  const sim = await load();
  // An echo: pin 2 follows pin 13.
  sim.circuit.onLevel((pin, level) => {
    if (pin === 13 && sim.now < millis(600)) sim.pin(2).drive(level === 1 ? 0 : 1);
  });
  sim.runUntil(millis(900));
  const whole = observe(sim);
  expect(sim.logs).toHaveLength(1);
  while (sim.stepBack());
  sim.runUntil(millis(900));
  expect(observe(sim)).toEqual(whole);
});

test("without a history there is no way back but to snapshots", async () => {
  const sim = await load({});
  expect(sim.step()).toBe(true);
  expect(() => sim.stepBack()).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: cannot step back: no history is kept]`,
  );
  expect(() => sim.runBackUntil(() => true)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: cannot run back: no history is kept]`,
  );
  await expect(load({ history: { keyframes: 2 } })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[UsageError: \`history.keyframes\` is 2]`,
  );
});

test("nothing left to happen: no step", async () => {
  const sim = Simulator.load(await firmware({}));
  expect([sim.step(), sim.step()]).toEqual([true, false]);
});
