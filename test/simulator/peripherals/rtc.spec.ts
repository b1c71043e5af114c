import { expect, test } from "vitest";
import {
  millis,
  parseScript,
  playScript,
  seconds,
  Simulator,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { firmware } from "../../support/wat.ts";

const TELL = `(call $log (i32.const 0x10000) (call $rtc_get) (i64.const 0) (i64.const 0) (i64.const 0))`;

async function load(start: string, options: SimulatorOptions = {}): Promise<Simulator> {
  const poll = `(i64.add (call $now) (i64.const 1000000))`;
  return Simulator.load(await firmware({ start: TELL + start, poll }), options);
}

const told = (sim: Simulator): string[] => sim.logs.map(({ text }) => text.replace("log #0 ", ""));

test("it was never set, unless the run begins with a date, and goes on through resets", async () => {
  const date = 1_700_000_000_000_000n;
  const sim = await load("", { date });
  playScript(sim, parseScript("1500ms reset; 2s brownout 100ms"));
  sim.runFor(seconds(3));
  expect(told(sim)).toEqual([`(${date})`, `(${date + 1_500_000n})`, "(-1)"]);
  const fresh = await load("");
  fresh.runFor(0n);
  expect(told(fresh)).toEqual(["(-1)"]);
  expect(fresh.peripheral("rtc").time).toBeUndefined();
});

test("it is set by the firmware, and has a crystal of its own", async () => {
  const sim = await load("(call $rtc_set (i64.const 5000000))");
  playScript(sim, parseScript("1s drift 100000"));
  sim.runFor(seconds(3) + millis(1));
  expect(sim.peripheral("rtc").time).toBe(8_001_000n);
});

test("it goes on in deep sleep", async () => {
  const sim = await load("(call $power_off (i64.const 60000000))", { date: 0n });
  sim.runFor(seconds(120));
  expect(told(sim)).toEqual(["(0)", "(60000000)", "(120000000)"]);
});

test("wrong times are refused", async () => {
  const sim = await load("(call $rtc_set (i64.const -5))");
  expect(() => sim.runFor(0n)).toThrow("the clock was set to -5 µs since 1970");
  await expect(load("", { date: -1n })).rejects.toThrow("`date` is -1");
});
