import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { millis, seconds, Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";
import { projectRoot } from "../support/parts.ts";
import { compileText } from "../support/virtual.ts";

const uno = board("examples/actor/diagram.json");

const told = (sim: Simulator): string[] =>
  sim.logs.map(({ time, text }) => `${Number(time) / 1e6}: ${text}`);

/** What the LEDs show each time that they change, as `time in ms: number`. */
function shown(sim: Simulator): string[] {
  const bits = { fours: 4, twos: 2, ones: 1 };
  const times = new Map<bigint, number>();
  for (const [id, bit] of Object.entries(bits)) {
    for (const { time, on } of sim.led(id).changes) {
      times.set(time, (times.get(time) ?? 0) + (on ? bit : -bit));
    }
  }
  let count = 0;
  const steps = [...times].sort((a, b) => Number(a[0] - b[0]));
  return steps.map(([time, step]) => `${Number(time) / 1e6}: ${(count += step)}`);
}

test("counts up and down, and who asks while it works is served next", async () => {
  const sim = await simulate("examples/actor/actor.ts", { board: uno });
  sim.press("UP", { at: millis(100), for: millis(80) });
  sim.press("UP", { at: millis(400), for: millis(80) });
  sim.press("DOWN", { at: millis(410), for: millis(80) });
  sim.press("DOWN", { at: millis(1000), for: millis(500) });
  sim.press("DOWN", { at: millis(2000), for: millis(30) });
  sim.runFor(seconds(3));
  expect(told(sim)).toEqual([
    "150: button 4 counts to 1",
    "450: button 4 counts to 2",
    "600: button 5 counts to 1",
    "1050: button 5 counts to 0",
    "2050: button 5 counts to 7",
  ]);
  expect(shown(sim)).toEqual([
    "150: 1",
    ...["400: 0", "450: 2"],
    ...["550: 0", "600: 1"],
    ...["1000: 0", "2050: 7"],
  ]);
  expect(sim.diagnostics).toEqual([]);
});

test("two presses at the same instant both count, at every seed", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const sim = await simulate("examples/actor/actor.ts", { board: uno, seed });
    for (let k = 0; k < 5; k++) {
      sim.press("UP", { at: millis(100 + 500 * k), for: millis(40) });
      sim.press("DOWN", { at: millis(100 + 500 * k), for: millis(40) });
    }
    sim.runFor(seconds(3));
    expect(sim.logs.length).toBe(10);
    expect(sim.logs.at(-1)!.text).toMatch(/counts to 0$/);
    expect(["fours", "twos", "ones"].map((id) => sim.led(id).on)).toEqual([false, false, false]);
  }
});

test("without an owner, one of two presses at the same instant is lost", async () => {
  const text = readFileSync(join(projectRoot, "examples/actor/actor.ts"), "utf8");
  const shared = `
let count: i32 = 0;
async function change(step: i32): Promise<i32> {
  const before = count;
  await sleep(millis(50));
  count = before + step;
  return count;
}`;
  const { wasm, table } = await compileText(text.replace("counter.ask(", "change(") + shared);
  const sim = Simulator.load(wasm, { table, board: uno });
  sim.press("UP", { at: millis(100), for: millis(40) });
  sim.press("DOWN", { at: millis(100), for: millis(40) });
  sim.runFor(seconds(1));
  expect(told(sim)).toEqual(["150: button 4 counts to 1", "150: button 5 counts to -1"]);
});
