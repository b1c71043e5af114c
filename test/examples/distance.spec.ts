import { expect, test } from "vitest";
import { micros, millis, seconds } from "../../simulator/index.ts";
import { Buzzer, Hcsr04 } from "../../simulator/parts/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/distance/diagram.json");

test("the distance is measured at its exact echo, and told in millimetres", async () => {
  const sim = await simulate("examples/distance/distance.ts", { board: uno });
  expect(sim.parts.get(Hcsr04, "sonar1", "sonar").distance).toBe(120);
  sim.runFor(millis(150));
  expect(
    sim
      .pin(3)
      .edges.slice(-4)
      .map(({ time, level }) => [time, level]),
  ).toEqual([
    [0n, 1],
    [micros(10), 0],
    // The echo is over at 10 + 200 + 6993 us, and the pause of 100 ms begins then.
    [micros(107_204), 1],
    [micros(107_214), 0],
  ]);
  expect(sim.logs.map(({ text }) => text)).toEqual(["1200 mm", "1200 mm"]);
  expect(sim.diagnostics).toEqual([]);
});

test("the nearer it is, the faster it beeps; what is out of range, or gone, is told", async () => {
  const sim = await simulate("examples/distance/distance.ts", { board: uno });
  sim.parts.set("sonar1", "distance", 80, seconds(1));
  sim.parts.set("sonar1", "distance", 8, seconds(3));
  sim.parts.set("sonar1", "distance", 500, seconds(4));
  sim.runUntil(seconds(5));
  const tones = sim.parts.get(Buzzer, "bz1", "buzzer").tones;
  expect(new Set(tones.map(({ hz }) => Math.round(hz)))).toEqual(new Set([2000]));
  const beeps = (from: bigint, to: bigint): number =>
    tones.filter(({ start }) => start >= from && start < to).length;
  expect([
    beeps(0n, seconds(1)),
    beeps(seconds(1), seconds(2)),
    beeps(seconds(3) + millis(200), seconds(4)),
  ]).toMatchInlineSnapshot(`
    [
      0,
      3,
      7,
    ]
  `);
  expect(sim.logs.at(-1)!.text).toBe("nothing in range");
  expect(sim.diagnostics).toEqual([]);
});
