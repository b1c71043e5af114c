/** What a debounced button, and one that is not, make of noise, shorts, cuts and a supply that fails. */
import { describe, expect, test } from "vitest";
import { ceilToMicro } from "../../simulator/core/time.ts";
import {
  explore,
  formatTime,
  millis,
  parseScript,
  playScript,
  type Scenario,
  seconds,
  Simulator,
} from "../../simulator/index.ts";
import { board, build } from "../support/firmware.ts";

const lampBoard = board("docs/project/firmware/diagram.json");
const buttonBoard = board("examples/button/diagram.json");

/** Each press switches the lamp; the button is debounced. The door is closed. */
async function lamp(text: string, until = seconds(2)): Promise<Simulator> {
  const { wasm, table } = await build("docs/project/firmware/lamp.ts");
  const script = parseScript(text);
  const sim = Simulator.load(wasm, { table, board: lampBoard, seed: script.seed });
  sim.pin(2).drive(0);
  playScript(sim, script);
  sim.runUntil(until);
  return sim;
}

const switched = (sim: Simulator): string[] =>
  sim.led("led1").changes.map(({ time, on }) => `${formatTime(time)} ${on ? "on" : "off"}`);

describe.each([1, 2, 3, 4, 5])("a debounced button, seed %i", (seed) => {
  const during = (what: string, until?: bigint): Promise<Simulator> =>
    lamp(`seed ${seed}; ${what}`, until);

  test("is pressed at most once by a burst of noise, and works after it", async () => {
    const sim = await during(
      "100ms noise 4 50 15ms; 500ms press BTN1 100ms; 800ms press BTN1 100ms",
    );
    const [first, ...rest] = switched(sim);
    // The first edge counts at once, at the next whole microsecond. What follows within 20 ms does not, and the line is quiet then.
    const { time } = sim.pin(4).edges.find((edge) => edge.level === 0)!;
    expect(first).toBe(`${formatTime(ceilToMicro(time))} on`);
    expect(rest).toEqual(["500ms off", "800ms on"]);
    expect(sim.diagnostics).toEqual([]);
  });

  test("is not switched twice by a press with noise upon its bounces", async () => {
    const sim = await during("100ms press BTN1 200ms; 100ms noise 4 20 6ms; 298ms noise 4 20 10ms");
    expect(switched(sim)).toHaveLength(1);
  });

  test("that is stuck is pressed once, and works when that is over", async () => {
    const sim = await during(
      "100ms stuck 4 low 500ms; 200ms press BTN1 50ms; 700ms press BTN1 50ms; 900ms press BTN1 50ms",
    );
    expect(switched(sim)).toEqual(["100ms on", "700ms off", "900ms on"]);
    expect(sim.diagnostics).toEqual([]);
  });

  test("that is stuck high is not pressed, until a finger outlasts the fault", async () => {
    const sim = await during(
      "100ms stuck 4 high 300ms; 200ms press BTN1 50ms; 350ms press BTN1 100ms",
    );
    expect(switched(sim)).toEqual(["400ms on"]);
  });

  test("whose wire is cut is not pressed", async () => {
    const sim = await during("100ms float 4 300ms; 200ms press BTN1 50ms; 700ms press BTN1 50ms");
    expect(switched(sim)).toEqual(["700ms on"]);
    expect(sim.diagnostics).toEqual([]);
  });

  test("that is held while the supply fails is pressed anew only after a release", async () => {
    const sim = await during(
      "100ms press BTN1 600ms; 300ms brownout 100ms; 900ms press BTN1 100ms",
    );
    expect(switched(sim)).toEqual(["100ms on", "300ms off", "900ms on"]);
    expect(sim.summary().wakes.reset).toBe(2);
  });
});

test("noise longer than the debouncing switches the lamp, but never faster than every 20 ms", async () => {
  const sim = await lamp("100ms noise 4 5000 500ms");
  const times = sim.led("led1").changes.map(({ time }) => time);
  expect(times.length).toBeGreaterThan(5);
  times.slice(1).forEach((time, i) => expect(time - times[i]!).toBeGreaterThanOrEqual(millis(20)));
});

test("exploration finds no burst of 15 ms that switches the lamp twice, and one of 200 ms that does", async () => {
  const { wasm, table } = await build("docs/project/firmware/lamp.ts");
  const scenario = (what: string): Scenario => ({
    load: (given) => {
      const sim = Simulator.load(wasm, { table, board: lampBoard, ...given });
      sim.pin(2).drive(0);
      return sim;
    },
    may: [
      { what, between: [millis(10), millis(400)] },
      { what: "float 4 30ms", between: [millis(10), millis(400)] },
    ],
    until: seconds(1),
    seeds: 50,
    check: (sim) =>
      sim.led("led1").changes.length > 1 ? "one burst switched the lamp twice" : undefined,
  });
  expect(explore(scenario("noise 4 5 15ms"), { runs: 500 }).failure?.text).toBeUndefined();
  expect(explore(scenario("noise 4 5 200ms"), { runs: 500 }).failure?.replay).toMatch(
    /^seed \d+; 10ms noise 4 5 200ms$/,
  );
});

describe("a button that is not debounced", () => {
  const follow = async (text: string): Promise<Simulator> => {
    const { wasm, table } = await build("examples/button/button.ts");
    const script = parseScript(text);
    const sim = Simulator.load(wasm, { table, board: buttonBoard, seed: script.seed });
    playScript(sim, script);
    sim.runUntil(seconds(2));
    return sim;
  };
  const beat = (sim: Simulator): bigint[] => sim.led("led1").changes.map(({ time }) => time);

  test.each([
    "100ms noise 4 200 20ms; 900ms noise 4 200 20us",
    "100ms stuck 4 low 400ms",
    "100ms stuck 4 high 400ms; 200ms press BTN1 100ms",
    "100ms float 4 400ms; 200ms press BTN1 400ms",
  ])("the LED ends as the button does, and the others keep their beat: %s", async (text) => {
    const sim = await follow(text);
    expect(beat(sim)).toEqual([500, 1000, 1500, 2000].map((ms) => millis(ms)));
    expect(sim.led("led3").on).toBe(false);
    expect(sim.diagnostics.filter(({ code }) => code !== "stuck-pin")).toEqual([]);
  });

  test("a short that lasts shows on the LED as a button that is held", async () => {
    const sim = await follow("100ms stuck 4 low");
    expect(sim.led("led3").on).toBe(true);
    expect(beat(sim)).toHaveLength(4);
  });

  test("a supply that fails begins all anew", async () => {
    const sim = await follow("700ms brownout 100ms; 1s press BTN1 100ms");
    expect(beat(sim)).toEqual([500, 700, 1300, 1800].map((ms) => millis(ms)));
    expect(sim.led("led3").changes[0]).toEqual({ time: seconds(1), on: true });
    expect(sim.led("led3").on).toBe(false);
  });
});
