import { expect, test } from "vitest";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/reaction/diagram.json");

/** A game that has begun, up to the moment in which the lamp goes on. */
async function begun(): Promise<Simulator> {
  const sim = await simulate("examples/reaction/reaction.ts", { board: uno });
  sim.press("LEFT", { at: millis(500), for: millis(80) });
  expect(sim.runUntil(() => sim.led("lamp").on, seconds(10))).toBe(true);
  return sim;
}

const flashes = (sim: Simulator, id: string): number =>
  sim.led(id).changes.filter((c) => c.on && c.time > millis(500)).length;

const last = (sim: Simulator): string => sim.logs.at(-1)!.text;

test("the lamp goes on 1 to 4 s after the first press, and later ones make it another time", async () => {
  const pauses = new Set<bigint>();
  for (const at of [500, 501, 777, 1234]) {
    const sim = await simulate("examples/reaction/reaction.ts", { board: uno });
    sim.press("LEFT", { at: millis(at), for: millis(80) });
    sim.runUntil(() => sim.led("lamp").on, seconds(10));
    const pause = sim.now - millis(at);
    expect(pause >= seconds(1) && pause < seconds(4)).toBe(true);
    pauses.add(pause);
  }
  expect(pauses.size).toBe(4);
});

test("who is first wins, and is told after how many milliseconds", async () => {
  const sim = await begun();
  const start = sim.now;
  sim.press("RIGHT", { at: start + millis(180), for: millis(90) });
  sim.press("LEFT", { at: start + millis(181), for: millis(90) });
  sim.runUntil(start + millis(181));
  expect([last(sim), sim.led("lamp").on]).toEqual(["1 wins after 180 ms", false]);
  sim.runFor(seconds(1));
  expect([flashes(sim, "right"), flashes(sim, "left")]).toEqual([5, 0]);
  expect(sim.diagnostics).toEqual([]);
});

test("both at once: left is first, as it stands first in select", async () => {
  const sim = await begun();
  for (const id of ["LEFT", "RIGHT"]) {
    sim.press(id, { at: sim.now + millis(200), for: millis(50) });
  }
  sim.runFor(millis(200));
  expect(last(sim)).toBe("0 wins after 200 ms");
});

test("who presses before the lamp is on has lost, and nobody wins if nobody presses", async () => {
  const sim = await begun();
  sim.runFor(seconds(2));
  expect(last(sim)).toBe("nobody");
  sim.press("LEFT", { at: sim.now + millis(300), for: millis(50) });
  sim.runFor(millis(900));
  expect(last(sim)).toBe("too early: 0 loses");
  expect([flashes(sim, "right"), flashes(sim, "left")]).toEqual([3, 0]);
});
