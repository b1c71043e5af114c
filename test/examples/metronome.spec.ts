import { expect, test } from "vitest";
import { micros, millis, minutes, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const entry = "examples/metronome/metronome.ts";
const uno = board("examples/metronome/diagram.json");

const beats = (sim: Simulator, id: string): bigint[] =>
  sim.led(id).changes.flatMap(({ time, on }) => (on ? [time] : []));

/** What the flash of a beat takes. */
const flash = (beat: number): bigint => millis(beat % 4 === 1 ? 60 : 20);

test("600 beats of the ticker come at exactly every 500 ms, with their flashes", async () => {
  const sim = await simulate(entry, { board: uno });
  sim.runFor(minutes(5) + millis(100));
  const edges = Array.from({ length: 600 }, (_, k) => {
    const time = millis(500) * BigInt(k + 1);
    return [
      { time, on: true },
      { time: time + flash(k + 1), on: false },
    ];
  });
  expect(sim.led("beat").changes).toEqual(edges.flat());
  expect(sim.diagnostics).toEqual([]);
});

test("the loop is late by all flashes so far: 17.98 seconds at its 600th beat", async () => {
  const sim = await simulate(entry, { board: uno });
  sim.runFor(minutes(6));
  const expected: bigint[] = [];
  for (let beat = 1, late = 0n; beat <= 600; late += flash(beat++)) {
    expected.push(millis(500) * BigInt(beat) + late);
  }
  expect(beats(sim, "drifts").slice(0, 600)).toEqual(expected);
  expect(expected[599]).toBe(minutes(5) + millis(17_980));
  expect(sim.logs.slice(0, 6).map(({ text }) => text)).toEqual([
    "beat 100 is 2980 ms late",
    "beat 200 is 5980 ms late",
    "beat 300 is 8980 ms late",
    "beat 400 is 11980 ms late",
    "beat 500 is 14980 ms late",
    "beat 600 is 17980 ms late",
  ]);
});

test("on a processor that takes its time a beat is a little late, and the next one no later", async () => {
  const cpu = { turnTime: micros(300), wakeLatency: micros(50) };
  const sim = await simulate(entry, { board: uno, cpu });
  sim.runFor(minutes(5) + millis(100));
  const late = beats(sim, "beat").map((time, k) => time - millis(500) * BigInt(k + 1));
  expect(late.filter((time) => time < 0n || time > micros(700))).toEqual([]);
  expect(late.length).toBe(600);
});
