import { expect, test } from "vitest";
import { millis } from "../../simulator/index.ts";
import { simulate } from "../support/firmware.ts";

test("the records of docs/async.md", async () => {
  const sim = await simulate("docs/examples/records.ts");
  sim.runFor(millis(1));
  expect(sim.logs.map((line) => line.text)).toEqual([
    "sensor 0: 20.5 C",
    "sensor 1: 21.5 C",
    "sensor 2: 22.5 C",
    "no more",
  ]);
});

test("the meter of docs/primitives.md", async () => {
  const sim = await simulate("docs/examples/meter.ts");
  sim.runFor(millis(900));
  expect(sim.logs.map((line) => `${Number(line.time / 1_000_000n)}: ${line.text}`)).toEqual([
    "105: level 10",
    "355: level 30",
    "605: level 50",
    "855: level 80",
  ]);
});
