import { expect, test } from "vitest";
import { VirtualClock } from "../../../simulator/core/clock.ts";
import { Simulator, seconds } from "../../../simulator/index.ts";
import { History } from "../../../simulator/travel/history.ts";
import { firmware } from "../../support/wat.ts";

/** A clock with an event each nanosecond, and a history of it. */
function ticking(
  every: number,
  keyframes: number,
): { clock: VirtualClock; history: History; living: () => number } {
  const clock = new VirtualClock(0n);
  const tick = (): void => void clock.at(clock.now + 1n, tick);
  tick();
  let saved = 0;
  const states = { save: () => [saved++], restore: () => undefined };
  const history = new History(clock, states, { every, keyframes });
  clock.recorder = history;
  return { clock, history, living: () => history.keyframes.length };
}

test("a million events: a fixed number of keyframes, whose gaps grow with their distance", () => {
  const { clock, history, living } = ticking(100, 40);
  let most = 0;
  for (let i = 0; i < 1_000_000; i++) {
    clock.stepEvent();
    most = Math.max(most, living());
  }
  expect(most).toBe(40);
  const at = history.keyframes.map(({ happened }) => happened);
  expect(at[0]).toBe(0);
  expect(clock.happened).toBe(1_000_000);
  // So much of the distance is run again, and 200 events at most nearby.
  for (let i = 1; i < at.length; i++) {
    const gap = at[i]! - at[i - 1]!;
    const distance = 1_000_000 - at[i - 1]!;
    expect(gap).toBeLessThanOrEqual(Math.max(200, distance * 0.6));
  }
});

test("the limit of events at one instant counts on from a snapshot", () => {
  const clock = new VirtualClock(0n);
  const again = (): void => void clock.at(0n, again);
  again();
  for (let i = 0; i < 400_000; i++) clock.stepEvent();
  const state = clock.save();
  const end = (): [string, number] => {
    try {
      clock.step(0n);
    } catch (error) {
      return [(error as Error).message, clock.happened];
    }
    return ["", 0];
  };
  const first = end();
  expect(first).toEqual(["1000000 events at 0s and virtual time does not move", 1_000_000]);
  clock.restore(state);
  expect(end()).toEqual(first);
});

test("a million events with a history: back to reset, and to any place between", async () => {
  const bytes = await firmware({
    fields: "(global $polls (mut i64) (i64.const 0))",
    poll: `(global.set $polls (i64.add (global.get $polls) (i64.const 1)))
      (i64.store (i32.const 600) (global.get $polls))
      (i64.add (call $now) (i64.const 10))`,
  });
  const sim = Simulator.load(bytes, { record: false, history: true });
  const polls = (): bigint => new DataView(sim.memory.buffer).getBigInt64(600, true);
  // Two events a sleep: its end, and the turn.
  sim.runFor(seconds(5));
  expect(polls()).toBe(500_001n);
  sim.stepBack();
  expect(polls()).toBe(500_000n);
  expect(sim.runBackUntil(() => polls() === 250_000n)).toBe(true);
  sim.stepBack("event");
  sim.stepBack("event");
  expect(polls()).toBe(249_999n);
  expect(sim.runBackUntil(() => polls() === 0n)).toBe(true);
  expect(sim.stepBack()).toBe(false);
  sim.runFor(seconds(1));
  expect(polls()).toBe(100_001n);
});
