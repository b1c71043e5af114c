import { expect, test } from "vitest";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/messages/diagram.json");

/** When an LED that is on from reset goes off for good, in milliseconds. */
function end(sim: Simulator, id: string): number {
  const [on, off, ...more] = sim.led(id).changes;
  expect([on, off?.on, more]).toEqual([{ time: 0n, on: true }, false, []]);
  return Number(off!.time) / 1e6;
}

async function run(): Promise<Simulator> {
  const sim = await simulate("examples/messages/messages.ts", { board: uno });
  sim.runFor(seconds(1));
  return sim;
}

test("the reader gets every letter in the order sent, one each time it is done with the last", async () => {
  const sim = await run();
  expect(sim.logs.map(({ time, text }) => `${time / millis(1)}: ${text}`)).toEqual([
    "20: letter 10",
    "120: letter 20",
    "220: letter 11",
    "320: letter 21",
    "420: letter 12",
    "520: letter 22",
    "620: no more letters",
  ]);
});

test("a full channel keeps writers waiting: they end after 220 and 320 ms, not after 60", async () => {
  const sim = await run();
  expect(end(sim, "writer1")).toBe(220);
  expect(end(sim, "writer2")).toBe(320);
});

test("the reader outlives both writers: it reads what is left, and then its loop ends", async () => {
  const sim = await run();
  expect(end(sim, "reader")).toBe(620);
  expect([sim.state, sim.tasks(), sim.diagnostics]).toEqual(["finished", [], []]);
});
