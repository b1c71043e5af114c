/**
 * Runs that bring each part and each peripheral into all its states. Who adds one adds a sample here;
 * without it a test fails.
 */
import { bareBoard, type Board } from "../../simulator/core/board.ts";
import { micros, millis, type Simulator } from "../../simulator/index.ts";
import { uno } from "./board.ts";
import type { Stimulus } from "./observe.ts";
import type { FirmwareText } from "./wat.ts";

export interface Sample {
  readonly board?: Board;
  readonly firmware: FirmwareText;
  readonly script: readonly Stimulus[];
  readonly span: bigint;
}

const at = (time: bigint, act: (sim: Simulator) => void): Stimulus => ({ at: time, act });

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
  "wokwi-slide-switch": {
    board: uno({ sw: "slide-switch" }, "uno:4 sw:2", "sw:1 uno:GND.1"),
    firmware: follower,
    script: [
      ...[1, 30, 32, 34, 41, 60].map((ms, i) =>
        at(millis(ms), (sim) => sim.parts.set("sw", "value", i % 2 === 0 ? 1 : 0)),
      ),
      at(millis(60), (sim) => sim.parts.set("sw", "value", 0, millis(75))),
    ],
    span: millis(85),
  },
  "wokwi-dip-switch-8": {
    board: uno({ dip: "dip-switch-8" }, "uno:4 dip:3a", "dip:3b uno:GND.1"),
    firmware: follower,
    script: [1, 20, 22, 40].map((ms, i) =>
      at(millis(ms), (sim) => sim.parts.set("dip", "3", i % 2 === 0)),
    ),
    span: millis(50),
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
  log: {
    firmware: {
      poll: `(call $log (i32.const 0x20000) (call $now) (i64.const 0) (i64.const 0) (i64.const 0))
        (i64.add (call $now) (i64.const 777))`,
    },
    script: [],
    span: millis(20),
  },
};
