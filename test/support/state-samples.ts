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

/** Logs the voltage at A0 every millisecond, copies pin 4 to pin 13. */
const meter: FirmwareText = {
  start: `(call $adc_open (i32.const 14)) (call $adc_watch (i32.const 14) (i32.const 1000) (i32.const 1) (i32.const 0))
    (call $configure (i32.const 4) (i32.const 1)) (call $listen (i32.const 4) (i32.const 3))
    (call $configure (i32.const 13) (i32.const 3))`,
  raise: `(if (i32.eq (local.get $source) (i32.const 0x10004))
    (then (call $write (i32.const 13) (local.get $value)))
    (else (call $log (i32.const 0x20000) (i64.extend_i32_u (local.get $value))
      (i64.const 0) (i64.const 0) (i64.const 0))))`,
};

/** A part that gives a voltage at A0, and is set again and again. */
function metered(
  type: string,
  out: string,
  setting: string,
  values: readonly number[],
  ...wires: string[]
): Sample {
  return {
    board: uno(
      { part: type },
      "uno:5V part:VCC",
      "uno:GND.1 part:GND",
      `part:${out} uno:A0`,
      ...wires,
    ),
    firmware: meter,
    script: values.map((value, i) =>
      at(micros(2_300 * i + 700), (sim) => sim.parts.set("part", setting, value)),
    ),
    span: millis(20),
  };
}

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
  "wokwi-potentiometer": metered("potentiometer", "SIG", "value", [3, 900, 512, 1023, 0, 77]),
  "wokwi-slide-potentiometer": metered(
    "slide-potentiometer",
    "SIG",
    "position",
    [0.3, 1, 0.1, 0.7],
  ),
  "wokwi-ntc-temperature-sensor": metered(
    "ntc-temperature-sensor",
    "OUT",
    "temperature",
    [3, 30, -20, 99],
  ),
  "wokwi-photoresistor-sensor": metered(
    ...(["photoresistor-sensor", "AO", "lux", [3, 3000, 20, 90, 110, 5], "part:DO uno:4"] as const),
  ),
  "wokwi-analog-joystick": {
    ...metered("analog-joystick", "HORZ", "x", [], "part:SEL uno:4"),
    script: [1, 4, 5, 9, 12, 14].map((ms, i) =>
      at(millis(ms), (sim) => {
        sim.parts.set("part", "x", i / 3 - 1);
        sim.parts.set("part", "y", 1 - i / 3);
        sim.parts.set("part", "pressed", i % 2 === 0);
      }),
    ),
  },
  "wokwi-servo": {
    board: uno({ arm: "servo" }, "uno:9 arm:PWM", "uno:5V arm:V+", "uno:GND.1 arm:GND"),
    firmware: { start: "(call $pwm_set (i32.const 9) (i32.const 20000000) (i32.const 2000000))" },
    // Pulses of other widths, of which some are too short, too long or too fast.
    script: [1300, 21_900, 41_100, 45_000, 62_900, 64_000, 100_500].map((us, i) =>
      at(micros(us), (sim) => {
        if (i % 2 === 0) sim.pin(9).drive(0);
        else sim.pin(9).release();
      }),
    ),
    span: millis(150),
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
  adc: {
    board: uno(
      { part: "potentiometer" },
      "uno:5V part:VCC",
      "uno:GND.1 part:GND",
      "part:SIG uno:A0",
    ),
    firmware: {
      fields: "(global $turn (mut i32) (i32.const 0))",
      start: `(call $adc_open (i32.const 14)) (call $adc_open (i32.const 15))
        (call $adc_watch (i32.const 14) (i32.const 330) (i32.const 20000) (i32.const 40000))`,
      // A1 floats; the watch begins anew now and then, or ends.
      poll: `(global.set $turn (i32.add (global.get $turn) (i32.const 1)))
        (call $adc_start (i32.const 15)) (call $adc_start (i32.const 14))
        (if (i32.eqz (i32.rem_u (global.get $turn) (i32.const 7)))
          (then (call $adc_watch (i32.const 14) (i32.mul (i32.and (global.get $turn) (i32.const 1)) (i32.const 90))
            (i32.const 1) (i32.const 0))))
        (if (result i64) (i32.lt_u (global.get $turn) (i32.const 60))
          (then (i64.add (call $now) (i64.const 450))) (else NEVER))`,
      raise: `(call $log (i32.const 0x220000) (i64.extend_i32_u (local.get $source))
        (i64.extend_i32_u (local.get $value)) (i64.const 0) (i64.const 0))`,
    },
    script: Array.from({ length: 12 }, (_, i) =>
      at(micros(1_130 * i + 50), (sim) => sim.parts.set("part", "value", (i * 391) % 1024)),
    ),
    span: millis(15),
  },
  pwm: {
    board: bareBoard(),
    firmware: {
      fields: "(global $turn (mut i32) (i32.const 0))",
      // Widths from nothing to all of a period, and a stop now and then.
      poll: `(global.set $turn (i32.add (global.get $turn) (i32.const 1)))
        (call $pwm_set (i32.const 9) (i32.const 100003)
          (i32.mul (i32.rem_u (global.get $turn) (i32.const 6)) (i32.const 20001)))
        (call $pwm_set (i32.const 10) (i32.const 70001) (i32.const 30001))
        (if (i32.eqz (i32.rem_u (global.get $turn) (i32.const 9)))
          (then (call $pwm_stop (i32.const 9) (i32.and (global.get $turn) (i32.const 1)))))
        (if (result i64) (i32.lt_u (global.get $turn) (i32.const 25))
          (then (i64.add (call $now) (i64.const 230))) (else NEVER))`,
    },
    script: [],
    span: millis(8),
  },
};
