/**
 * Runs that bring each part and each peripheral into all its states. Who adds one adds a sample here;
 * without it a test fails.
 */
import { bareBoard, type Board } from "../../simulator/core/board.ts";
import { micros, millis, type Simulator } from "../../simulator/index.ts";
import { uno } from "./board.ts";
import { parseScript, playScript } from "../../simulator/index.ts";
import type { Stimulus } from "./observe.ts";
import type { FirmwareText } from "./wat.ts";

export interface Sample {
  readonly board?: Board;
  readonly firmware: FirmwareText;
  readonly script: readonly Stimulus[];
  readonly span: bigint;
}

const at = (time: bigint, act: (sim: Simulator) => void): Stimulus => ({ at: time, act });

const fault = (sim: Simulator, text: string): void => playScript(sim, parseScript(text));

/** Copies pin 4 to pin 13 at each of its edges. */
const follower: FirmwareText = {
  start: `(call $configure (i32.const 4) (i32.const 1)) (call $listen (i32.const 4) (i32.const 3))
    (call $configure (i32.const 13) (i32.const 3))`,
  raise: "(call $write (i32.const 13) (i32.eqz (local.get $value)))",
};

/** By the first of the part's types. Parts that only conduct need none. */
export const partSamples: Record<string, Sample> = {
  "wokwi-led": {
    board: uno({ led1: "led", BTN1: "pushbutton" }, "uno:13 led1:A", "led1:C uno:GND.1"),
    firmware: follower,
    script: [5, 9, 20, 31, 45].map((ms, i) =>
      at(millis(ms), (sim) => sim.pin(4).drive(i % 2 === 0 ? 0 : 1)),
    ),
    span: millis(60),
  },
  "wokwi-pushbutton": {
    board: uno({ BTN1: "pushbutton" }, "uno:4 BTN1:1.l", "BTN1:2.l uno:GND.1"),
    firmware: follower,
    script: [
      at(millis(1), (sim) => sim.press("BTN1", { for: millis(10) })),
      // Three presses that become one, and one that is prolonged while it is held.
      at(millis(2), (sim) => {
        sim.press("BTN1", { at: millis(20), for: millis(3) });
        sim.press("BTN1", { at: millis(30), for: millis(3) });
        sim.press("BTN1", { at: millis(22), for: millis(9) });
      }),
      at(millis(25), (sim) => sim.press("BTN1", { for: millis(15) })),
      // The contact still bounces from the last release when the finger is back.
      ...Array.from({ length: 20 }, (_, i) =>
        at(millis(45) + micros(1_500 * i), (sim) => sim.press("BTN1", { for: micros(900) })),
      ),
    ],
    span: millis(80),
  },
};

/** By the peripheral's name. */
export const peripheralSamples: Record<string, Sample> = {
  gpio: {
    board: bareBoard(),
    firmware: {
      fields: "(global $turn (mut i32) (i32.const 0))",
      start: `(call $configure (i32.const 2) (i32.const 1)) (call $configure (i32.const 13) (i32.const 3))`,
      // Listens to one edge more with each turn, then to none; writes an input; changes a pin's pull.
      poll: `(global.set $turn (i32.add (global.get $turn) (i32.const 1)))
        (call $listen (i32.const 2) (i32.and (global.get $turn) (i32.const 3)))
        (call $write (i32.const 13) (i32.and (global.get $turn) (i32.const 1)))
        (call $log (i32.const 0x20000) (i64.extend_i32_u (call $read (i32.const 2)))
          (i64.const 0) (i64.const 0) (i64.const 0))
        (if (i32.eq (global.get $turn) (i32.const 9)) (then
          (call $write (i32.const 3) (i32.const 1))))
        (if (i32.eq (i32.and (global.get $turn) (i32.const 15)) (i32.const 11)) (then
          (call $configure (i32.const 2) (i32.const 2))))
        (if (i32.eq (i32.and (global.get $turn) (i32.const 15)) (i32.const 14)) (then
          (call $write (i32.const 3) (i32.const 0))
          (call $configure (i32.const 2) (i32.const 1))))
        (if (result i64) (i32.lt_u (global.get $turn) (i32.const 30))
          (then (i64.add (call $now) (i64.const 1000))) (else NEVER))`,
      raise: `(call $log (i32.const 0x220000) (local.get $time)
        (i64.extend_i32_u (local.get $value)) (i64.const 0) (i64.const 0))`,
    },
    script: Array.from({ length: 40 }, (_, i) =>
      at(micros(700 * i + 50), (sim) => {
        if (i === 20) sim.pin(7).drive(1);
        if (i % 3 === 0) sim.pin(2).drive(0);
        else if (i % 3 === 1) sim.pin(2).release();
        else sim.pin(2).drive(1);
      }),
    ),
    span: millis(32),
  },
  flash: {
    firmware: {
      // A write or an erase of another place as soon as the last one is done; it tells what is there.
      fields: "(global $n (mut i32) (i32.const 0))",
      start: "(call $flash_write (i32.const 0) (i32.const 0x1234567))",
      raise: `(global.set $n (i32.add (global.get $n) (i32.const 1)))
        (call $log (i32.const 0x20000) (i64.extend_i32_u (call $flash_read (i32.const 8)))
          (i64.const 0) (i64.const 0) (i64.const 0))
        (if (i32.rem_u (global.get $n) (i32.const 5))
          (then (call $flash_write (i32.mul (i32.and (global.get $n) (i32.const 3)) (i32.const 4))
            (i32.mul (global.get $n) (i32.const 0x10203))))
          (else (call $flash_erase (i32.const 0))))`,
    },
    script: [7, 20, 61, 100].map((ms) =>
      at(millis(ms), (sim) => fault(sim, `${ms}ms brownout 1ms`)),
    ),
    span: millis(200),
  },
  power: {
    board: bareBoard(),
    firmware: {
      start: `(call $log (i32.const 0x110000) (i64.extend_i32_u (call $power_cause))
          (i64.extend_i32_u (call $power_kept (i32.const 2))) (i64.const 0) (i64.const 0))
        (call $power_keep (i32.const 2) (i32.add (call $power_kept (i32.const 2)) (i32.const 1)))
        (call $configure (i32.const 2) (i32.const 1))
        (call $power_wake (i32.const 2) (i32.const 0))`,
      poll: `(if (i64.gt_s (call $now) (i64.const 1999)) (then (call $power_off (i64.const 3000))))
        (i64.add (call $now) (i64.const 1000))`,
    },
    script: [1, 3, 8, 14, 21, 33].map((ms, i) =>
      at(millis(ms), (sim) => {
        if (i % 2 === 0) sim.pin(2).drive(0);
        else sim.pin(2).release();
        if (i === 3) fault(sim, "15ms brownout 1ms");
      }),
    ),
    span: millis(40),
  },
  random: {
    firmware: {
      poll: `(call $log (i32.const 0x20000) (call $random_bits) (i64.const 0) (i64.const 0) (i64.const 0))
        (i64.add (call $now) (i64.const 777))`,
    },
    script: [],
    span: millis(20),
  },
  rtc: {
    firmware: {
      poll: `(call $log (i32.const 0x10000) (call $rtc_get) (i64.const 0) (i64.const 0) (i64.const 0))
        (call $rtc_set (i64.mul (call $now) (i64.const 7)))
        (i64.add (call $now) (i64.const 777))`,
    },
    script: [at(millis(5), (sim) => fault(sim, "6ms brownout 1ms"))],
    span: millis(20),
  },
  watchdog: {
    firmware: {
      // Feeds it, ever less often.
      start: "(call $watchdog_start (i64.const 3000))",
      poll: `(call $watchdog_feed)
        (call $log (i32.const 0x20000) (call $now) (i64.const 0) (i64.const 0) (i64.const 0))
        (i64.add (call $now) (i64.add (i64.const 300) (i64.div_s (call $now) (i64.const 4))))`,
    },
    script: [at(millis(5), (sim) => fault(sim, "6ms reset"))],
    span: millis(60),
  },
  log: {
    firmware: {
      poll: `(call $log (i32.const 0x20000) (call $now) (i64.const 0) (i64.const 0) (i64.const 0))
        (i64.add (call $now) (i64.const 777))`,
    },
    script: [],
    span: millis(20),
  },
};
