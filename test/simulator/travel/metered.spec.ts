/** Snapshots of a metered processor, and steps over its turns, in which time passes and events happen. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { micros, millis, Simulator, type StepSize } from "../../../simulator/index.ts";
import { loadMetered, meteredScript, meteredSpan } from "../../support/metered.ts";
import { observe, play, type Observation } from "../../support/observe.ts";
import { firmware } from "../../support/wat.ts";

/** Each poll spins for about 1 ms between two edges of pin 1, reads pin 2 in the middle, and sleeps 1 ms. */
const spinner = {
  start: `(call $configure (i32.const 1) (i32.const 3))
    (call $configure (i32.const 2) (i32.const 1)) (call $listen (i32.const 2) (i32.const 3))`,
  fields: `(global $polls (mut i32) (i32.const 0)) (global $raised (mut i32) (i32.const 0))
    (func $spin (local $i i32) (local.set $i (i32.const 2000))
      (loop $l (br_if $l (local.tee $i (i32.sub (local.get $i) (i32.const 1))))))`,
  raise: "(global.set $raised (i32.add (global.get $raised) (i32.const 1)))",
  poll: `(global.set $polls (i32.add (global.get $polls) (i32.const 1)))
    (call $write (i32.const 1) (i32.const 1)) (call $spin) (drop (call $read (i32.const 2))) (call $spin)
    (if (i32.eq (global.get $raised) (i32.const 3)) (then (call $spin) unreachable))
    (call $write (i32.const 1) (i32.const 0))
    (i64.add (call $now) (i64.const 1000))`,
};

async function loadSpinner(): Promise<Simulator> {
  return Simulator.load(await firmware(spinner), { cpu: { hz: 10_000_000 }, history: true });
}

test("a turn is one event, with the edges that come while it runs", async () => {
  const sim = await loadSpinner();
  sim.pin(2).drive(0, micros(400));
  sim.pin(2).drive(1, micros(500));
  const seen: unknown[] = [];
  const tell = (): number =>
    seen.push([sim.now, sim.pin(2).edges.length, sim.pin(1).level, sim.summary().polls]);
  for (let i = 0; i < 3; i++) {
    sim.step("event");
    tell();
  }
  for (let i = 0; i < 3; i++) {
    sim.stepBack("event");
    tell();
  }
  expect(seen).toMatchInlineSnapshot(`
    [
      [
        2003300n,
        3,
        0,
        1,
      ],
      [
        2003500n,
        3,
        0,
        1,
      ],
      [
        4006700n,
        3,
        0,
        2,
      ],
      [
        2003500n,
        3,
        0,
        1,
      ],
      [
        2003300n,
        3,
        0,
        1,
      ],
      [
        0n,
        0,
        "z",
        0,
      ],
    ]
  `);
});

test("within a turn nothing else can be done, not even after an event in it has ended", async () => {
  const sim = await loadSpinner();
  const refusals: string[] = [];
  sim.pin(2).drive(0, micros(400));
  sim.circuit.onLevel((pin, level) => {
    // The second edge of pin 1 comes after that of pin 2, in the same turn.
    if (sim.now === 0n || (pin === 1 && level === 1)) return;
    for (const act of [() => sim.snapshot(), () => sim.step("event"), () => sim.stepBack()]) {
      try {
        act();
      } catch (error) {
        refusals.push(`pin ${pin}: ${(error as Error).message}`);
      }
    }
  });
  sim.runFor(micros(500));
  expect(refusals).toMatchInlineSnapshot(`
    [
      "pin 1: cannot take a snapshot within an event",
      "pin 1: cannot step within an event",
      "pin 1: cannot step back within an event",
      "pin 2: cannot take a snapshot within an event",
      "pin 2: cannot step within an event",
      "pin 2: cannot step back within an event",
      "pin 2: cannot take a snapshot within an event",
      "pin 2: cannot step within an event",
      "pin 2: cannot step back within an event",
      "pin 1: cannot take a snapshot within an event",
      "pin 1: cannot step within an event",
      "pin 1: cannot step back within an event",
    ]
  `);
});

test("what a listener drives from within a turn is not recorded, since it comes again", async () => {
  const sim = await loadSpinner();
  sim.circuit.onLevel((pin, level) => {
    if (pin === 1 && sim.now > 0n) sim.pin(3).drive(level === 1 ? 1 : 0, sim.now + micros(50));
  });
  sim.runFor(millis(5));
  const whole = observe(sim);
  expect(sim.pin(3).edges.length).toBe(4);
  while (sim.stepBack());
  sim.runFor(millis(5));
  expect(observe(sim)).toEqual(whole);
});

const sizes: readonly StepSize[] = ["instant", "event"];

test.each(sizes)(
  "back over a whole run by %s and forward again: each place as it was, to equal bytes",
  async (by) => {
    const sim = await loadMetered({ history: { every: 7, keyframes: 5 } });
    const reset = observe(sim);
    play(sim, meteredScript, meteredSpan);
    const whole = observe(sim);
    expect(sim.now).toBeGreaterThan(meteredSpan);
    const past: Observation[] = [];
    while (sim.stepBack(by)) past.unshift(observe(sim));
    expect(past.length).toBeGreaterThan(70);
    expect(past[0]).toEqual(reset);
    for (const place of past.slice(1)) {
      sim.step(by);
      expect(observe(sim)).toEqual(place);
    }
    sim.step(by);
    expect(observe(sim)).toEqual(whole);
    while (sim.stepBack(by));
    sim.runUntil(meteredSpan);
    expect(observe(sim)).toEqual(whole);
  },
);

test("any walk back and forth sees at each place what a run without one saw", async () => {
  const walk = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 8 });
  const history = fc.record({
    every: fc.integer({ min: 1, max: 30 }),
    keyframes: fc.integer({ min: 3, max: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(walk, fc.constantFrom(...sizes), history, async (legs, by, options) => {
      const sim = await loadMetered({ history: options });
      play(sim, meteredScript, meteredSpan);
      while (sim.stepBack(by));
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
    { numRuns: 40 },
  );
});

test("`runBackUntil` finds the end of a turn, and leaves the later part of it to come", async () => {
  const sim = await loadMetered({ history: { every: 7, keyframes: 5 } });
  play(sim, meteredScript, meteredSpan);
  const whole = observe(sim);
  expect(sim.runBackUntil(() => sim.logs.length === 13)).toBe(true);
  expect(sim.logs.at(-1)!.text).toMatch(/^2 at 5238/);
  expect(sim.runBackUntil(() => sim.logs.length === 100)).toBe(false);
  sim.runUntil(meteredSpan);
  expect(observe(sim)).toEqual(whole);
});

test("what is told of long polls is of the moment that was gone to, in either future", async () => {
  const sim = await loadMetered();
  const reset = sim.snapshot();
  play(sim, meteredScript.slice(0, 2), micros(3_800));
  const told = (): string[] =>
    sim.diagnostics.map(({ message }) => message.replace(/; nobody.*/, ""));
  const early = sim.snapshot();
  const begun = told();
  expect(begun).toMatchInlineSnapshot(`
    [
      "a poll of follow (firmware.ts:20:5: await button.anyEdge()) took 640.438us",
      "a poll of follow (firmware.ts:26:5: await sleep(millis(1))) took 1.568375ms",
    ]
  `);
  play(sim, meteredScript.slice(2), meteredSpan);
  const late = sim.snapshot();
  const polls = sim.polls;
  const first = told();
  expect(first).toMatchInlineSnapshot(`
    [
      "a poll of follow (firmware.ts:20:5: await button.anyEdge()) took 640.438us",
      "5 polls of follow (firmware.ts:26:5: await sleep(millis(1))) took more than 100us, the longest 4.072875ms at 17.716438ms",
      "18 interrupts were lost from 3.976ms on: the ring of 6 was full; the first came from pin 5",
    ]
  `);

  // A future of which less is told, and a run from reset that tells of the same places anew.
  sim.restore(early);
  expect(told()).toEqual(begun);
  sim.runUntil(millis(9));
  const second = told();
  expect(second).toMatchInlineSnapshot(`
    [
      "a poll of follow (firmware.ts:20:5: await button.anyEdge()) took 640.438us",
      "2 polls of follow (firmware.ts:26:5: await sleep(millis(1))) took more than 100us, the longest 2.1945ms at 6.247438ms",
      "18 interrupts were lost from 3.976ms on: the ring of 6 was full; the first came from pin 5",
    ]
  `);
  const other = sim.snapshot();
  sim.restore(reset);
  expect([told(), sim.polls]).toEqual([[], []]);
  sim.press("BTN1", { at: millis(7), for: millis(9) });
  sim.runUntil(millis(30));
  expect(told()).toMatchInlineSnapshot(`
    [
      "a poll of follow (firmware.ts:20:5: await button.anyEdge()) took 640.438us",
      "6 polls of follow (firmware.ts:26:5: await sleep(millis(1))) took more than 100us, the longest 4.699ms at 27.781437ms",
    ]
  `);

  sim.restore(late);
  expect([told(), sim.polls]).toEqual([first, polls]);
  sim.restore(other);
  expect(told()).toEqual(second);
  sim.runFor(millis(10));
  sim.restore(early);
  play(sim, meteredScript.slice(2), meteredSpan);
  expect([told(), sim.polls]).toEqual([first, polls]);
});

test("a run that ended within a turn goes on from where it was to end, also after a restore", async () => {
  const sim = await loadSpinner();
  sim.runFor(micros(100));
  const { now } = sim;
  expect(now).toBeGreaterThan(micros(900));
  const here = sim.snapshot();
  sim.runFor(micros(5_000));
  const whole = observe(sim);
  sim.restore(here);
  sim.runFor(micros(5_000));
  expect(observe(sim)).toEqual(whole);
  // From a step on, a run goes on from now.
  sim.stepBack();
  sim.step();
  const from = sim.now;
  sim.runFor(micros(10));
  expect(sim.now).toBeGreaterThanOrEqual(from + micros(10));
});

test("a crash in the middle of a turn is stepped back over, and comes again", async () => {
  const sim = await loadSpinner();
  for (const at of [100, 200, 300]) sim.pin(2).drive(at === 200 ? 1 : 0, micros(at));
  const crash = (): unknown => {
    try {
      sim.runFor(millis(10));
    } catch (error) {
      return error;
    }
    return undefined;
  };
  const first = crash();
  expect(first).toMatchObject({ code: "trap" });
  const at = sim.now;
  const crashed = observe(sim);
  const dead = sim.snapshot();
  for (const by of sizes) {
    sim.stepBack(by);
    expect(sim.state).toBe("running");
    expect(sim.now).toBeLessThan(at - micros(1_000));
    expect(crash()).toEqual(first);
    expect(observe(sim)).toEqual(crashed);
    expect(sim.runBackUntil(() => sim.summary().polls === 1)).toBe(true);
    expect(crash()).toEqual(first);
    expect(observe(sim)).toEqual(crashed);
  }
  while (sim.stepBack());
  expect(sim.now).toBe(0n);
  sim.restore(dead);
  expect(observe(sim)).toEqual(crashed);
  expect(crash()).toBe(sim.failure);
});
