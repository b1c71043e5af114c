import { expect, test } from "vitest";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/keypad/diagram.json");

/** Presses keys one after the other, from now on. */
function enter(sim: Simulator, keys: string): void {
  [...keys].forEach((key, i) => {
    sim.press(`pad:${key}`, { at: sim.now + millis(200 * i), for: millis(80) });
  });
  sim.runFor(millis(200 * keys.length));
}

const logs = (sim: Simulator): string[] => sim.logs.map(({ text }) => text);

test("the right code opens for three seconds, and keys that bounce count once", async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const sim = await simulate("examples/keypad/keypad.ts", { board: uno, seed });
    enter(sim, "2580#");
    expect(logs(sim)).toEqual(["open"]);
    sim.runFor(seconds(3));
    const [on, off] = sim.led("bolt").changes;
    expect(off!.time - on!.time).toBe(seconds(3));
    expect(sim.diagnostics).toEqual([]);
  }
});

test("* begins anew, and three wrong codes close it for ten seconds", async () => {
  const sim = await simulate("examples/keypad/keypad.ts", { board: uno });
  enter(sim, "12*2580#");
  expect(logs(sim)).toEqual(["open"]);
  sim.runFor(seconds(3));
  enter(sim, "258#");
  enter(sim, "25800#");
  enter(sim, "0000#");
  expect(logs(sim).slice(1)).toEqual(["wrong", "wrong", "closed for 10 s"]);
  expect(sim.led("alarm").on).toBe(true);
});

test("nothing is polled while nobody presses a key", async () => {
  const sim = await simulate("examples/keypad/keypad.ts", { board: uno });
  sim.runFor(seconds(1));
  const { polls } = sim.summary();
  sim.runFor(seconds(3600));
  expect(sim.summary().polls).toBe(polls);
  enter(sim, "5");
  sim.runFor(seconds(1));
  const after = sim.summary().polls;
  sim.runFor(seconds(3600));
  expect(sim.summary().polls).toBe(after);
});
