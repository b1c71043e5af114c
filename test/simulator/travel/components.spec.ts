/** Each part and each peripheral, run from a snapshot at many places. */
import { describe, expect, test } from "vitest";
import { SeededRandom } from "../../../simulator/core/random.ts";
import type { Snapshotted } from "../../../simulator/core/snapshotted.ts";
import { millis, Simulator } from "../../../simulator/index.ts";
import { partDefinitions } from "../../../simulator/parts/all.ts";
import { peripherals } from "../../../simulator/peripherals/index.ts";
import { bench, uno } from "../../support/board.ts";
import { lent } from "../../support/lent.ts";
import { observe, play } from "../../support/observe.ts";
import { partSamples } from "../../support/part-samples.ts";
import { peripheralSamples } from "../../support/peripheral-samples.ts";
import type { Sample } from "../../support/sample.ts";
import { firmware } from "../../support/wat.ts";

/** Snapshots at many places of the run: what follows is always the rest of it. */
async function check({ board, firmware: text, script, span }: Sample): Promise<void> {
  const sim = Simulator.load(await firmware(text), { board, seed: 5 });
  const reset = sim.snapshot();
  const before = observe(sim);
  play(sim, script, span);
  const whole = observe(sim);
  sim.restore(reset);
  expect(observe(sim)).toEqual(before);
  const random = SeededRandom.from(3);
  for (let i = 0; i < 300; i++) {
    sim.restore(reset);
    const left = play(sim, script, random.between(0n, span));
    const point = sim.snapshot();
    const there = observe(sim);
    // Another end first, in which all that can change has changed.
    const stray = left.map((stimulus, n) =>
      n % 2 === 0 ? stimulus : { at: stimulus.at, act: () => 0 },
    );
    play(sim, stray, span);
    sim.restore(point);
    expect(observe(sim)).toEqual(there);
    play(sim, left, span);
    expect(observe(sim)).toEqual(whole);
  }
}

describe("parts", () => {
  test.each(Object.entries(partSamples))("%s", (_type, sample) => check(sample));

  test("each part that does something has a sample", () => {
    const active = partDefinitions.filter(
      ({ types }) => bench(uno({ part: types[0]!.replace(/^wokwi-/, "") })).parts.all.length > 0,
    );
    expect(active.map(({ types }) => types[0]).sort()).toEqual(Object.keys(partSamples).sort());
  });
});

describe("peripherals", () => {
  test.each(Object.entries(peripheralSamples))("%s", (_name, sample) => check(sample));

  test("each peripheral has a sample", () => {
    const names = peripherals.map((create) => create(lent()).name);
    expect(names.sort()).toEqual(Object.keys(peripheralSamples).sort());
  });
});

test("what is saved does not change while the simulation goes on", () => {
  const { clock, circuit, parts: wired, run } = bench(partSamples["wokwi-pushbutton"]!.board);
  circuit.configure(4, 1);
  const all: Snapshotted[] = [clock, circuit, ...wired.all];
  const button = wired.button("BTN1");
  button.press(millis(1), millis(10));
  run(millis(1));
  button.press(millis(20), millis(10));
  const first = all.map((component) => component.save());
  const copy = first.map((state) => JSON.stringify(state, plain));
  run(millis(25));
  button.press(millis(26), millis(30));
  run(millis(50));
  expect(first.map((state) => JSON.stringify(state, plain))).toEqual(copy);
  all.forEach((component, i) => component.restore(first[i]));
  const again = all.map((component) => component.save());
  expect(again.map((state) => JSON.stringify(state, plain))).toEqual(copy);
});

/** Husks aside, an entry's `live` is of the queue, not of the state. */
function plain(key: string, value: unknown): unknown {
  if (key === "live") return undefined;
  if (typeof value === "bigint") return `${value}n`;
  return value instanceof Set ? [...(value as Set<unknown>)] : value;
}
