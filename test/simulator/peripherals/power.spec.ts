import { expect, test } from "vitest";
import { ResetCause } from "../../../hal/generated/border.ts";
import {
  bareBoard,
  type FirmwareError,
  formatTime,
  micros,
  millis,
  parseScript,
  playScript,
  seconds,
  Simulator,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { build } from "../../support/firmware.ts";
import { firmware } from "../../support/wat.ts";

/** Tells why it began and what it keeps in place 3, adds one, and does `then`. */
async function load(then: string, options: SimulatorOptions = {}): Promise<Simulator> {
  const start = `(call $log (i32.const 0x120000) (i64.extend_i32_u (call $power_cause))
      (i64.extend_i32_s (call $power_kept (i32.const 3))) (i64.const 0) (i64.const 0))
    (call $power_keep (i32.const 3) (i32.add (call $power_kept (i32.const 3)) (i32.const 1)))
    ${then}`;
  return Simulator.load(await firmware({ start }), options);
}

const off = (micros: bigint | number): string => `(call $power_off (i64.const ${micros}))`;
const wake = (pin: number, level: number): string =>
  `(call $configure (i32.const ${pin}) (i32.const 1)) (call $power_wake (i32.const ${pin}) (i32.const ${level}))`;
const ever = 0x7fff_ffff_ffff_ffffn;
const boots = (sim: Simulator): string[] =>
  sim.logs.map(({ time, text }) => `${formatTime(time)} ${text.replace("log #0 ", "")}`);

test("each reset tells its cause, and words are kept over all but the loss of power", async () => {
  const sim = await load("");
  playScript(sim, parseScript("1ms reset; 2ms brownout 1ms; 4ms reset"));
  sim.runFor(millis(5));
  expect(boots(sim)).toEqual([
    `0s (${ResetCause.PowerOn}, 0)`,
    `1ms (${ResetCause.Pin}, 1)`,
    `3ms (${ResetCause.BrownOut}, 0)`,
    `4ms (${ResetCause.Pin}, 1)`,
  ]);
});

test("deep sleep lasts to the microsecond from the end of the turn, and waking is a reset", async () => {
  const sim = await load(off(60_000_000));
  sim.runFor(0n);
  expect(sim.peripheral("power").isOff).toBe(true);
  expect(sim.peripheral("power").wakesAt).toBe(seconds(60));
  expect(sim.state).toBe("running");
  sim.runUntil(seconds(60) - 1n);
  expect(sim.logs).toHaveLength(1);
  sim.runUntil(seconds(120));
  expect(boots(sim)).toEqual(["0s (0, 0)", "60s (3, 1)", "120s (3, 2)"]);
  expect(sim.summary().wakes).toEqual({ reset: 3, timer: 0, interrupt: 0, total: 3 });
});

test("a turn that takes time ends first", async () => {
  const sim = await load(off(1000), { cpu: { turnTime: micros(300) } });
  sim.runFor(micros(300) - 1n);
  expect(sim.peripheral("power").isOff).toBe(false);
  sim.runFor(1n);
  expect(sim.peripheral("power").isOff).toBe(true);
  sim.runFor(millis(1));
  expect(boots(sim)).toEqual(["0s (0, 0)", "1.3ms (3, 1)"]);
});

test("a level at one of its pins wakes it, and no other level or pin", async () => {
  // It goes to sleep 10 µs after each reset.
  const start = `(call $log (i32.const 0x10000) (i64.extend_i32_u (call $power_cause)) (i64.const 0) (i64.const 0)
    (i64.const 0)) ${wake(4, 0)} ${wake(5, 0)}`;
  const poll = `(if (i64.gt_s (call $now) (i64.const 9)) (then ${off(ever)})) (i64.const 10)`;
  const sim = Simulator.load(await firmware({ start, poll }));
  sim.runFor(micros(10));
  expect(sim.state).toBe("waiting");
  sim.pin(6).drive(0);
  sim.pin(4).drive(1);
  sim.runFor(millis(1));
  expect(sim.logs).toHaveLength(1);
  sim.pin(5).drive(0);
  sim.runFor(micros(5));
  sim.pin(5).release();
  sim.runFor(millis(1));
  expect(boots(sim)).toEqual(["0s (0)", "1.01ms (4)"]);
});

test("a pin that has the level already wakes it at once; if it never changes, that is an error", async () => {
  const sim = await load(wake(4, 1) + off(ever));
  sim.pin(4).drive(1);
  let error: unknown;
  try {
    sim.runFor(millis(1));
  } catch (thrown) {
    error = thrown;
  }
  const { code, message, hint } = error as FirmwareError;
  expect([code, message, hint]).toMatchInlineSnapshot(`
    [
      "livelock",
      "deep sleep ends as soon as it begins, 100 times in a row: pin 4 is to end it when high, and is high all the time",
      "wait for the other level first, such as with \`await button.low()\`",
    ]
  `);
  expect(sim.logs).toHaveLength(101);
});

test("pins stay as they are in deep sleep and are let go by the reset; interrupts are not heard", async () => {
  const then = `(call $configure (i32.const 13) (i32.const 4)) (call $configure (i32.const 7) (i32.const 1))
    (call $listen (i32.const 7) (i32.const 3)) ${off(1_000_000)}`;
  const sim = await load(then);
  sim.runFor(millis(1));
  sim.pin(7).drive(0);
  sim.runFor(millis(998));
  expect(sim.pin(13).edges).toEqual([{ time: 0n, level: 1 }]);
  sim.runFor(millis(1));
  expect(sim.pin(13).edges.slice(1)).toEqual([
    { time: seconds(1), level: "z" },
    { time: seconds(1), level: 1 },
  ]);
  expect(sim.summary().wakes.interrupt).toBe(0);
});

test("a reset button wakes it, and its time no longer counts", async () => {
  const sim = await load(off(60_000_000));
  playScript(sim, parseScript("10s reset"));
  sim.runFor(seconds(71));
  expect(boots(sim)).toEqual(["0s (0, 0)", "10s (5, 1)", "70s (3, 2)"]);
});

test("a sleep that nothing can end, and a wake pin that nothing holds, are told", async () => {
  const ended = await load(off(ever));
  ended.runFor(0n);
  expect(ended.state).toBe("finished");
  const floats = await load(`(call $power_wake (i32.const 4) (i32.const 2)) ${off(1_000_000)}`, {
    board: bareBoard(),
    seed: 3,
  });
  floats.runFor(0n);
  expect(
    [...ended.diagnostics, ...floats.diagnostics].map(({ code, message, hint }) => [
      code,
      message,
      hint,
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "sleeps-for-ever",
        "nothing can end this deep sleep but the reset button",
        "give \`deepSleep\` a time, or call \`wakeOn\` before",
      ],
      [
        "wake-pin-floats",
        "pin 4 is to end the deep sleep, but nothing holds its level: any noise can wake the board",
        "give it a pull before: \`Input.at(pin, Pull.Up)\`",
      ],
    ]
  `);
});

test("a place or a pin that is not there is refused", async () => {
  for (const [then, message] of [
    [
      "(call $power_keep (i32.const 16) (i32.const 1))",
      "there is no place 16 for a word that is kept",
    ],
    ["(drop (call $power_kept (i32.const -1)))", "there is no place -1 for a word that is kept"],
    ["(call $power_wake (i32.const 40) (i32.const 1))", "pin 40: this board has pins 0 to 39"],
  ] as const) {
    const sim = await load(then);
    expect(() => sim.runFor(0n)).toThrow(message);
  }
});

test("the driver: what `deepSleep` is behind does not run, what it kept is there", async () => {
  const { wasm, table } = await build("examples/deep-sleep/deep-sleep.ts");
  const sim = Simulator.load(wasm, { table, board: uno({}), date: 0n });
  sim.runFor(seconds(150));
  expect(sim.logs.map(({ text }) => text)).toEqual([
    "0 minutes, 0 presses",
    "it is 0:0",
    "1 minutes, 0 presses",
    "it is 0:1",
    "2 minutes, 0 presses",
    "it is 0:2",
  ]);
});
