import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FirmwareError, millis, seconds, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";
import { projectRoot } from "../support/parts.ts";

const entry = "examples/blocking/blocking.ts";
const uno = board("examples/blocking/diagram.json");

/** @param slice how long a slice takes. */
async function load(slice: bigint, button?: string): Promise<Simulator> {
  const sim = await simulate(entry, { board: uno, cpu: { turnTime: slice } });
  if (button) sim.press(button, { at: millis(250), for: millis(100) });
  return sim;
}

/** When the blinking LED changes, in milliseconds. */
const blinks = (sim: Simulator): number[] =>
  sim.led("blink").changes.map(({ time }) => Number(time) / 1e6);

const inTime = [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000];

test("while a task counts in slices of 1 ms, the LED keeps its time", async () => {
  const idle = await load(millis(1));
  const counting = await load(millis(1), "yields");
  idle.runFor(seconds(1));
  counting.runFor(seconds(1));
  expect(blinks(idle)).toEqual(inTime);
  expect(blinks(counting)).toEqual(inTime);
  expect(counting.led("busy").changes).toEqual([
    { time: millis(250), on: true },
    { time: millis(750), on: false },
  ]);
  expect(counting.logs).toEqual([{ time: millis(750), text: "78498 primes below 1000000" }]);
  expect(counting.diagnostics).toEqual([]);
});

test("others wait for the rest of a slice: with slices of 40 ms the LED is late each time", async () => {
  const sim = await load(millis(40), "yields");
  sim.runFor(seconds(1));
  expect(blinks(sim)).toEqual([0, 100, 200, 330, 450, 570, 690, 810, 930]);
});

test("a task that counts without a pause stops everything, and the simulator names its loop", async () => {
  const sim = await load(millis(1), "holds");
  let failure: unknown;
  try {
    sim.runFor(seconds(1));
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(FirmwareError);
  expect(failure).toMatchObject({ code: "endless-poll", time: millis(250) });
  const { place, task } = failure as FirmwareError;
  expect(place?.file).toBe(entry);
  const lines = readFileSync(join(projectRoot, entry), "utf8").split("\n");
  expect(lines[place!.line - 1]).toContain("divisor * divisor <= n");
  expect(task).toMatch(/^count /);
  expect(blinks(sim)).toEqual([0, 100, 200]);
  expect([sim.led("busy").on, sim.logs]).toEqual([true, []]);
});
