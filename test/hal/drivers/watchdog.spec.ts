import { expect, test } from "vitest";
import { ResetCause } from "../../../hal/generated/border.ts";
import {
  formatTime,
  millis,
  seconds,
  type Simulator,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { simulate } from "../../support/firmware.ts";

const load = (options: SimulatorOptions = {}): Promise<Simulator> =>
  simulate("test/hal/drivers/watchdog.firmware.ts", options);

const causes = (sim: Simulator): string[] =>
  sim.logs
    .filter(({ text }) => text.startsWith("cause"))
    .map(({ time, text }) => `${formatTime(time)} ${text}`);

test("while all tasks check in it is fed, twice in its timeout and no oftener, and wakes nobody else", async () => {
  const sim = await load();
  sim.runFor(seconds(100));
  expect(causes(sim)).toEqual([`0s cause ${ResetCause.PowerOn}`]);
  expect(sim.diagnostics).toEqual([]);
  const { feedings, bites } = sim.peripheral("watchdog");
  expect(feedings).toBe(1000);
  expect(bites).toBe(sim.now + millis(200));
});

test("a task that hangs is named, and the board is reset within its limit and the timeout", async () => {
  const sim = await load();
  sim.runFor(millis(1010));
  sim.pin(2).drive(0);
  sim.runFor(millis(380));
  // It has checked in at 1.04 s for the last time; at 1.1 s it was late, and what was fed then lasted until 1.2 s.
  expect(causes(sim)).toEqual(["0s cause 0", `1.2s cause ${ResetCause.Watchdog}`]);
  expect(sim.diagnostics.slice(0, 1)).toMatchInlineSnapshot(`
    [
      {
        "code": "watchdog-reset",
        "hint": "see what it waits for, give it a longer limit, or have it check in more often",
        "message": "the watchdog resets the board: nothing fed it for 200ms: worker (test/hal/drivers/watchdog.firmware.ts:27:3: await sleep(NEVER)) did not check in for 160ms, its limit is 50ms",
        "severity": "error",
        "time": 1200000000n,
      },
    ]
  `);
});

test("a task that is late is forgiven if it comes back before the reset", async () => {
  const sim = await load();
  sim.runFor(millis(1010));
  sim.pin(2).drive(0);
  sim.runFor(millis(29));
  sim.pin(2).release();
  sim.runFor(seconds(2));
  expect(causes(sim)).toHaveLength(1);
});

test("a task that was aborted is no longer watched", async () => {
  const sim = await load();
  sim.runFor(millis(500));
  sim.pin(3).drive(0);
  sim.runFor(seconds(2));
  expect(sim.logs.map(({ text }) => text)).toContain("the guest has gone");
  expect(causes(sim)).toHaveLength(1);
});

test("a task that is always ready does not feed it for one that hangs", async () => {
  const sim = await load();
  sim.pin(5).drive(0);
  sim.runFor(millis(300));
  expect(causes(sim)).toHaveLength(1);
  sim.pin(2).drive(0);
  sim.runFor(millis(500));
  expect(causes(sim).length).toBeGreaterThan(1);
});
