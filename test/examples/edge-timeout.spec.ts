import { describe, expect, test } from "vitest";
import { explore, micros, millis, type Simulator } from "../../simulator/index.ts";
import { scenarioFrom } from "../support/scenario.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/edge-timeout/diagram.json");

/** Presses at 100 ms, and at 2 s for 200 ms. */
async function run(firmware: string, duration: bigint): Promise<Simulator> {
  const sim = await simulate(`examples/edge-timeout/${firmware}.ts`, { board: uno });
  for (const [at, span] of [
    [millis(100), duration],
    [millis(2000), millis(200)],
  ] as const) {
    sim.pin(2).drive(0, at);
    sim.pin(2).release(at + span);
  }
  sim.runFor(millis(3000));
  return sim;
}

const said = (sim: Simulator): string[] => sim.logs.map(({ text }) => text);
const lit = (sim: Simulator): number[] =>
  sim.led("relay").changes.map(({ time }) => Number(time) / 1e6);

describe.each(["edge-timeout", "fixed"])("%s", (firmware) => {
  test("a press of half a second is long, and the relay is on for the rest of it", async () => {
    const short = await run(firmware, millis(300));
    expect([said(short), lit(short)]).toEqual([["short", "short"], []]);
    const long = await run(firmware, millis(700));
    expect([said(long), lit(long)]).toEqual([
      ["long", "short"],
      [600, 800],
    ]);
  });
});

test("a finger that goes 200 µs after the timeout is missed, and the next press is spoilt", async () => {
  const duration = millis(500) + micros(200);
  const faulty = await run("edge-timeout", duration);
  expect([said(faulty), lit(faulty)]).toEqual([["long"], [600, 2200]]);
  const fixed = await run("fixed", duration);
  expect([said(fixed), lit(fixed)]).toEqual([
    ["long", "short"],
    [600, 600.4],
  ]);
});

test.each(["random", "pct", "exhaustive"] as const)("%s finds that finger", async (strategy) => {
  const scenario = await scenarioFrom("examples/edge-timeout/scenario.mjs");
  const { failure } = explore(scenario, { strategy, runs: 10_000 });
  expect(failure!.message).toBe("a press was over, and was never told");
  const [down, up, ...more] = failure!.script.happenings;
  expect(more).toEqual([]);
  expect(down!.at).toBe(millis(10));
  expect(up!.at - down!.at - millis(500)).toBeLessThanOrEqual(micros(1));
});

// 100,000 runs take minutes: `wakeful explore examples/edge-timeout/fixed-scenario.mjs --runs 100000`.
test("with a level nothing is found in 2,000 runs, nor in any placement that differs", async () => {
  const scenario = await scenarioFrom("examples/edge-timeout/fixed-scenario.mjs");
  expect(explore(scenario, { runs: 2000 }).failure?.text).toBeUndefined();
  const all = explore(scenario, { strategy: "exhaustive" });
  expect(all.failure?.text).toBeUndefined();
  expect(all.complete).toBe(true);
});
