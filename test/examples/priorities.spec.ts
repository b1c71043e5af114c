import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { micros, millis, seconds, Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";
import { projectRoot } from "../support/parts.ts";
import { compileText } from "../support/virtual.ts";

const entry = "examples/priorities/priorities.ts";
const uno = board("examples/priorities/diagram.json");

/** In which order the LEDs light up in a span of time, with the times in ms. */
function lit(sim: Simulator, from: number, to: number): [string, number][] {
  const all = ["urgent", "first", "second"].flatMap((id) =>
    sim
      .led(id)
      .changes.flatMap(({ time, on }): [string, number][] =>
        on ? [[id, Number(time) / 1e6]] : [],
      ),
  );
  return all.filter(([, at]) => at >= from && at < to).sort((a, b) => a[1] - b[1]);
}

test("of three tasks that are ready at the same instant, the urgent one has the bus first", async () => {
  const sim = await simulate(entry, { board: uno });
  sim.runFor(seconds(10));
  for (let at = 700; at < 9_900; at += 700) {
    expect(lit(sim, at, at + 50)).toEqual([
      ["urgent", at],
      ["first", at + 15],
      ["second", at + 30],
    ]);
  }
  expect(sim.diagnostics).toEqual([]);
});

test("without the priority it would be the last", async () => {
  const text = readFileSync(join(projectRoot, entry), "utf8");
  const { wasm, table } = await compileText(text.replace("@task({ priority: 1 })", "@task"));
  const sim = Simulator.load(wasm, { table, board: uno });
  sim.runFor(millis(800));
  expect(lit(sim, 700, 750)).toEqual([
    ["first", 700],
    ["second", 715],
    ["urgent", 730],
  ]);
});

test("it interrupts nobody, and waits for its place in the line for the bus", async () => {
  const sim = await simulate(entry, { board: uno });
  sim.runFor(millis(300));
  expect(lit(sim, 200, 250)).toEqual([
    ["first", 200],
    ["second", 215],
    ["urgent", 230],
  ]);
  expect(sim.logs.map(({ time, text }) => [time, text])).toEqual([
    [millis(85), "waited 0 ms, computed 0 us"],
    [millis(155), "waited 0 ms, computed 0 us"],
    [millis(245), "waited 20 ms, computed 0 us"],
    [millis(295), "waited 0 ms, computed 0 us"],
  ]);
});

test("while it computes, the others are late by one of its pieces at most", async () => {
  const turnTime = micros(100);
  const sim = await simulate(entry, { board: uno, cpu: { turnTime } });
  sim.runFor(millis(600));
  const computed = sim.logs.find(({ time }) => time > millis(300))!;
  expect(computed).toEqual({
    time: millis(305),
    text: "waited 0 ms, computed 10000 us",
  });
  const [urgent, first] = lit(sim, 280, 315);
  expect([urgent, first![0]]).toEqual([["urgent", 280], "first"]);
  const late = millis(first![1]) - millis(300);
  expect(late >= 0n && late <= turnTime, `late by ${late} ns`).toBe(true);
});
