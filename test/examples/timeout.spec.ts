import { expect, test } from "vitest";
import { millis, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/timeout/diagram.json");

const load = (): Promise<Simulator> => simulate("examples/timeout/timeout.ts", { board: uno });

/** Each time an LED is on, as [from, to] in milliseconds. */
function lit(sim: Simulator, id: string): number[][] {
  const times = sim.led(id).changes.map(({ time }) => Number(time) / 1e6);
  const spans: number[][] = [];
  for (let i = 0; i + 1 < times.length; i += 2) spans.push(times.slice(i, i + 2));
  return spans;
}

test("a question without an answer in 50 ms is given up, and asked again after the red LED", async () => {
  const sim = await load();
  sim.runFor(millis(400));
  expect(lit(sim, "asking")).toEqual([
    [0, 20],
    [100, 120],
    [200, 250],
    [310, 330],
  ]);
  expect(lit(sim, "failed")).toEqual([[250, 310]]);
});

test("the late answer goes nowhere, and the device learns that nobody waits for it", async () => {
  const sim = await load();
  sim.runFor(millis(400));
  expect(lit(sim, "device")).toEqual([
    [0, 20],
    [100, 120],
    [200, 290],
    [310, 330],
  ]);
  expect(sim.logs.map(({ time, text }) => `${time / millis(1)}: ${text}`)).toEqual([
    "20: the square of 1 is 1",
    "120: the square of 2 is 4",
    "290: nobody waits for the square of 3",
    "330: the square of 3 is 9",
  ]);
});

test("timeouts leave no timer and no question behind, however many there are", async () => {
  const sim = await load();
  sim.runFor(millis(199));
  const before = sim.summary().wakes.timer;
  // A round is 310 ms: one question that hangs, the same again, and another one.
  const rounds = 100;
  sim.runFor(millis(310 * rounds));
  // 7 waits end in a round, and there is no other wake-up: not at the 50 ms of an answer that came.
  expect(sim.summary().wakes.timer - before).toBe(7 * rounds);
  const answered = sim.logs.flatMap(({ text }) => (text.startsWith("the") ? [text] : []));
  const squares = Array.from({ length: 2 + 2 * rounds }, (_, i) => i + 1);
  expect(answered).toEqual(squares.map((n) => `the square of ${n} is ${n * n}`));
  expect(sim.diagnostics).toEqual([]);
});
