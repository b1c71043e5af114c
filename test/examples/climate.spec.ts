import { expect, test } from "vitest";
import { micros, millis, seconds } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/climate/diagram.json");

test("a reading begins a second after power, and takes as long as its bits", async () => {
  const sim = await simulate("examples/climate/climate.ts", { board: uno });
  sim.runUntil(() => sim.logs.length > 0, seconds(2));
  expect(sim.logs).toEqual([{ time: sim.now, text: "21.5 °C, 48 %" }]);
  const { edges } = sim.pin(2);
  expect(edges.slice(1, 5).map(({ time, level }) => [time, level])).toEqual([
    [seconds(1), 0],
    [seconds(1) + millis(1), 1],
    [seconds(1) + micros(1030), 0],
    [seconds(1) + micros(1110), 1],
  ]);
  expect(sim.diagnostics).toEqual([]);
});

test("the LED is on while the air is damp, and a sensor without power is told of", async () => {
  const sim = await simulate("examples/climate/climate.ts", { board: uno });
  sim.parts.set("dht1", "temperature", -0.4, seconds(2));
  sim.parts.set("dht1", "humidity", 65.1, seconds(2));
  sim.parts.set("dht1", "humidity", 62, seconds(8));
  sim.parts.set("dht1", "humidity", 59.9, seconds(14));
  sim.runUntil(seconds(20));
  expect(sim.logs.map(({ text }) => text)).toEqual([
    "21.5 °C, 48 %",
    "-0.4 °C, 65 %",
    "-0.4 °C, 62 %",
    "-0.4 °C, 59 %",
  ]);
  expect(sim.led("damp").changes.map(({ on }) => on)).toEqual([true, false]);
});
