import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { micros, millis, seconds, Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";
import { projectRoot } from "../support/parts.ts";
import { compileText } from "../support/virtual.ts";

const uno = board("examples/worker/diagram.json");

/** The rolls of the example's die. */
function* dice(): Generator<bigint, never> {
  let random = 2463534242;
  while (true) {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    yield BigInt(((random >>> 0) % 6) + 1);
  }
}

test("reports at exactly every 100 ms, while requests come at odd times", async () => {
  const sim = await simulate("examples/worker/worker.ts", { board: uno });
  sim.runFor(seconds(10));
  const reports = sim.led("report").changes.map((change) => change.time);
  expect(reports).toEqual(Array.from({ length: 100 }, (_, k) => millis(100 * (k + 1))));
  expect(sim.logs.slice(0, 4).map(({ time, text }) => [time, text])).toEqual([
    [millis(100), "2 rolls"],
    [millis(200), "4 rolls"],
    [millis(300), "6 rolls"],
    [millis(400), "8 rolls"],
  ]);
  expect(sim.diagnostics).toEqual([]);
});

test("answers each request at once: the LED shows every roll of the die, 5 ms a pip", async () => {
  const sim = await simulate("examples/worker/worker.ts", { board: uno });
  sim.runFor(seconds(10));
  const edges: bigint[] = [];
  let time = 0n;
  for (const pips of dice()) {
    if ((time += millis(30)) > sim.now) break;
    edges.push(time);
    if ((time += millis(5) * pips) > sim.now) break;
    edges.push(time);
  }
  expect(edges.length).toBeGreaterThan(300);
  expect(sim.led("roll").changes.map((change) => change.time)).toEqual(edges);
});

test("on a processor that takes its time the reports are a little late, and never later", async () => {
  const sim = await simulate("examples/worker/worker.ts", {
    board: uno,
    cpu: { turnTime: micros(70), wakeLatency: micros(20) },
  });
  sim.runFor(seconds(10));
  const late = sim.led("report").changes.map(({ time }, k) => time - millis(100 * (k + 1)));
  expect(late.length).toBeGreaterThanOrEqual(99);
  expect(late.filter((time) => time < 0n || time > micros(500))).toEqual([]);
});

test("with the wait written inside the select, there is never a report", async () => {
  const path = join(projectRoot, "examples/worker/worker.ts");
  const text = readFileSync(path, "utf8");
  const restarted = text
    .replace("const tick = beat.next();", "")
    .replace("select(request, tick)", "select(request, sleep(millis(100)))");
  const { wasm, table } = await compileText(restarted);
  const sim = Simulator.load(wasm, { table, board: uno });
  sim.runFor(seconds(10));
  expect(sim.led("report").changes).toEqual([]);
  expect(sim.led("roll").changes.length).toBeGreaterThan(300);
});
