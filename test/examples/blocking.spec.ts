import { expect, test } from "vitest";
import { millis, seconds, type Simulator, type SimulatorOptions } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const entry = "examples/blocking/blocking.ts";
const uno = board("examples/blocking/diagram.json");

async function load(cpu: SimulatorOptions["cpu"], button?: string): Promise<Simulator> {
  const sim = await simulate(entry, { board: uno, cpu });
  if (button) sim.press(button, { at: millis(250), for: millis(100) });
  return sim;
}

/** When the blinking LED changes, in milliseconds. */
const blinks = (sim: Simulator): number[] =>
  sim.led("blink").changes.map(({ time }) => Number(time) / 1e6);

const inTime = [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000];

test("while a task counts in slices of 1 ms, the LED keeps its time", async () => {
  const cpu = { turnTime: millis(1) };
  const idle = await load(cpu);
  const counting = await load(cpu, "yields");
  idle.runFor(seconds(1));
  counting.runFor(seconds(1));
  expect(blinks(idle)).toEqual(inTime);
  expect(blinks(counting)).toEqual(inTime);
  expect(counting.led("busy").changes).toEqual([
    { time: millis(250), on: true },
    { time: millis(450), on: false },
  ]);
  expect(counting.logs).toEqual([{ time: millis(450), text: "5133 primes below 50000" }]);
  expect(counting.diagnostics).toEqual([]);
});

test("others wait for the rest of a slice: with slices of 40 ms the LED is late each time", async () => {
  const sim = await load({ turnTime: millis(40) }, "yields");
  sim.runFor(seconds(1));
  expect(blinks(sim)).toEqual([0, 100, 200, 330, 450, 570, 690, 810, 930]);
});

const metered = { hz: 16_000_000 };

test("on a processor of 16 MHz a slice takes some milliseconds, and the LED is late by two at most", async () => {
  const sim = await load(metered, "yields");
  sim.runFor(seconds(2));
  expect(sim.logs.map(({ text }) => text)).toEqual(["5133 primes below 50000"]);
  const times = blinks(sim);
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  // Slices take up to 9.4 ms. The LED waits for the rest of one, and for one more that is queued before it.
  expect(gaps.filter((gap) => gap < 99.999 || gap > 120)).toEqual([]);
  expect(Math.max(...gaps)).toBeGreaterThan(101);
});

test("a task that counts without a pause freezes the LED until it is done, and is named", async () => {
  const sim = await load(metered, "holds");
  sim.runFor(seconds(2));
  const [on, off] = sim.led("busy").changes;
  const done = Number(off!.time) / 1e6;
  expect([Math.floor(Number(on!.time) / 1e6), Math.floor(done)]).toMatchInlineSnapshot(`
    [
      250,
      1550,
    ]
  `);
  expect(blinks(sim).filter((time) => time > 250 && time < done)).toEqual([]);
  expect(blinks(sim).filter((time) => time > done).length).toBeGreaterThan(4);
  expect(sim.diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "a poll of count (examples/blocking/blocking.ts:35:5: await button.pressed()) took 1.300987563s; nobody else had a turn meanwhile",
      "blink (examples/blocking/blocking.ts:25:5: await sleep(millis(100))) was ready at 300.027ms and had its turn 1.251086812s later; meanwhile count ran for 100 % of that time",
    ]
  `);
  const again = await load(metered, "holds");
  again.runFor(seconds(2));
  expect(again.trace.signals).toEqual(sim.trace.signals);
});

test("on an ideal processor neither is seen", async () => {
  for (const button of ["yields", "holds"]) {
    const sim = await load({}, button);
    sim.runFor(seconds(1));
    expect(blinks(sim)).toEqual(inTime);
    expect(sim.logs).toEqual([{ time: millis(250), text: "5133 primes below 50000" }]);
  }
});
