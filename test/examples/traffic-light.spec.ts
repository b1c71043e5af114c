import { expect, test } from "vitest";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/traffic-light/diagram.json");
const lamps = ["green", "yellow", "red", "stop", "walk", "wait"] as const;

const load = (): Promise<Simulator> =>
  simulate("examples/traffic-light/traffic-light.ts", { board: uno });

/** When each lamp is switched after reset, in seconds: on, off, on, and so on. */
function switched(sim: Simulator): Record<string, number[]> {
  const times = (id: string): number[] =>
    sim.led(id).changes.flatMap((c) => (c.time > 0n ? [Number(c.time) / 1e9] : []));
  return Object.fromEntries(lamps.map((id) => [id, times(id)]));
}

test("a pedestrian who presses at once waits for 5 s of green, then everybody for everybody", async () => {
  const sim = await load();
  sim.press("BTN1", { at: seconds(1), for: millis(200) });
  sim.runFor(seconds(30));
  expect(switched(sim)).toEqual({
    green: [5, 16.8],
    yellow: [5, 7, 15.8, 16.8],
    red: [7, 16.8],
    stop: [8, 13.8],
    walk: [8, 12, 12.3, 12.6, 12.9, 13.2, 13.5, 13.8],
    wait: [1, 8],
  });
  expect(sim.diagnostics).toEqual([]);
});

test("after long green nobody waits, and who presses during yellow comes in the same round", async () => {
  const sim = await load();
  sim.press("BTN1", { at: seconds(60), for: millis(200) });
  sim.press("BTN1", { at: seconds(61), for: millis(200) });
  sim.runFor(seconds(120));
  expect(switched(sim)["green"]).toEqual([60, 71.8]);
  expect(sim.logs.map((line) => [line.time, line.text])).toEqual([[seconds(63), "walk 1"]]);
});

test("who presses while others walk comes next", async () => {
  const sim = await load();
  for (const at of [1, 10, 11]) sim.press("BTN1", { at: seconds(at), for: millis(200) });
  sim.runFor(seconds(60));
  expect(sim.logs.map((line) => line.time)).toEqual([seconds(8), millis(24_800)]);
});

test("cars and pedestrians never have green at once, whenever somebody presses", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const sim = await load();
    for (let i = 0; i < 20; i++) {
      sim.press("BTN1", {
        at: millis(i * 3000 + ((seed * 977 + i * 613) % 2500)),
        for: millis(90),
      });
    }
    sim.runUntil(
      () => sim.led("walk").on && (sim.led("green").on || sim.led("yellow").on),
      seconds(90),
    );
    expect(sim.now).toBe(seconds(90));
  }
});
