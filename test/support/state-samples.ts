/**
 * Runs that bring each part and each peripheral into all its states. Who adds one adds a sample here;
 * without it a test fails.
 */
import { bareBoard, type Board } from "../../simulator/core/board.ts";
import { micros, millis, type Simulator } from "../../simulator/index.ts";
import { uno } from "./board.ts";
import { parseScript, playScript } from "../../simulator/index.ts";
import { onBus } from "./i2c.ts";
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

/** Toggles pin 13 at each 100 us, 40 times. */
const wave: FirmwareText = {
  fields: "(global $turn (mut i32) (i32.const 0))",
  start: "(call $configure (i32.const 13) (i32.const 3))",
  poll: `(global.set $turn (i32.add (global.get $turn) (i32.const 1)))
    (call $write (i32.const 13) (i32.and (global.get $turn) (i32.const 1)))
    (if (result i64) (i32.lt_u (global.get $turn) (i32.const 40))
      (then (i64.add (call $now) (i64.const 100))) (else NEVER))`,
};

const powered = (id: string): string[] => [`uno:5V ${id}:VCC`, `uno:GND.1 ${id}:GND`];

/** Writes and reads bytes of a device on the bus of pins 18 and 19, again and again; logs how that went. */
function busUser(address: number, write: readonly number[], read: number): FirmwareText {
  const puts = write.map((byte) => `(drop (call $put (i32.const 0) (i32.const ${byte})))`);
  return {
    imports: `(import "hal" "i2c_open" (func $open (param i32 i32 i32)))
      (import "hal" "i2c_put" (func $put (param i32 i32) (result i32)))
      (import "hal" "i2c_get" (func $get (param i32) (result i32)))
      (import "hal" "i2c_run" (func $run (param i32 i32 i32 i32)))
      (import "hal" "i2c_cancel" (func $cancel (param i32)))`,
    fields: "(global $turn (mut i32) (i32.const 0))",
    start: `(call $open (i32.const 0) (i32.const 400000) (i32.const 1000)) ${puts.join(" ")}
      (call $run (i32.const 0) (i32.const ${address}) (i32.const ${read}) (i32.const 0))`,
    // What ends begins the next one.
    raise: `(global.set $turn (i32.add (global.get $turn) (i32.const 1)))
      (call $log (i32.const 0x220000) (i64.extend_i32_u (local.get $value))
        (i64.extend_i32_s (call $get (i32.const 0))) (i64.const 0) (i64.const 0))
      (if (i32.lt_u (global.get $turn) (i32.const 40)) (then
        ${puts.join(" ")}
        (call $run (i32.const 0) (i32.const ${address}) (i32.const ${read}) (i32.const 0))))`,
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
  "wokwi-membrane-keypad": {
    board: uno({ pad: "membrane-keypad" }, "uno:4 pad:R2", "pad:C3 uno:GND.1"),
    firmware: follower,
    script: [1, 30].map((ms) => at(millis(ms), (sim) => sim.press("pad:6", { for: millis(12) }))),
    span: millis(60),
  },
  "wokwi-ky-040": {
    board: uno({ knob: "ky-040" }, ...powered("knob"), "uno:4 knob:CLK", "uno:5 knob:DT"),
    firmware: follower,
    script: [
      at(millis(1), (sim) => sim.parts.set("knob", "position", 2)),
      at(millis(33), (sim) => sim.parts.set("knob", "position", -1)),
      at(millis(60), (sim) => sim.press("knob:SW", { for: millis(12) })),
    ],
    span: millis(250),
  },
  "wokwi-pir-motion-sensor": {
    board: uno(
      { pir: ["pir-motion-sensor", { delayTime: "0.02", inhibitTime: "0.01" }] },
      ...powered("pir"),
      "uno:4 pir:OUT",
    ),
    firmware: follower,
    script: [1, 3, 9, 12, 34, 36, 50, 80].map((ms, i) =>
      at(millis(ms), (sim) => sim.parts.set("pir", "motion", i % 2 === 0)),
    ),
    span: millis(130),
  },
  "wokwi-hc-sr04": {
    board: uno({ sonar: "hc-sr04" }, ...powered("sonar"), "uno:4 sonar:ECHO", "uno:5 sonar:TRIG"),
    firmware: follower,
    script: [
      ...[1, 2, 40, 70].flatMap((ms) => [
        at(millis(ms), (sim) => sim.pin(5).drive(1)),
        at(millis(ms) + micros(ms === 2 ? 9 : 10), (sim) => sim.pin(5).drive(0)),
      ]),
      at(millis(71), (sim) => sim.parts.set("sonar", "distance", 12)),
    ],
    span: millis(130),
  },
  "wokwi-dht22": {
    board: uno({ dht: "dht22" }, ...powered("dht"), "uno:4 dht:SDA"),
    firmware: follower,
    script: [
      at(millis(1), (sim) => sim.parts.set("dht", "humidity", 71.3)),
      ...[10, 1000, 1003, 1020].flatMap((ms) => [
        at(millis(ms), (sim) => sim.pin(4).drive(0)),
        at(millis(ms + 1), (sim) => sim.pin(4).release()),
      ]),
    ],
    span: millis(1030),
  },
  "wokwi-buzzer": {
    board: uno({ bz: "buzzer" }, "uno:13 bz:2", "uno:GND.1 bz:1"),
    firmware: wave,
    script: [],
    span: millis(6),
  },
  "wokwi-rgb-led": {
    board: uno({ rgb: "rgb-led" }, "uno:5V rgb:COM", "uno:13 rgb:R", "uno:4 rgb:B"),
    firmware: wave,
    script: [at(millis(2), (sim) => sim.pin(4).drive(0))],
    span: millis(6),
  },
  "wokwi-led-bar-graph": {
    board: uno({ bar: "led-bar-graph" }, "uno:13 bar:A1", "uno:GND.1 bar:C1"),
    firmware: wave,
    script: [],
    span: millis(6),
  },
  "wokwi-7segment": {
    board: uno(
      { seg: ["7segment", { digits: "2" }] },
      "uno:13 seg:A",
      "uno:4 seg:DIG1",
      "uno:5 seg:DIG2",
    ),
    firmware: wave,
    script: [
      at(millis(1), (sim) => sim.pin(4).drive(1)),
      at(millis(3), (sim) => sim.pin(4).drive(0)),
      at(millis(3), (sim) => sim.pin(5).drive(1)),
    ],
    span: millis(6),
  },
  "wakeful-i2c-device": {
    board: onBus("wakeful-i2c-device"),
    firmware: busUser(0x42, [0x10, 1, 2], 3),
    script: [
      at(micros(60), (sim) => sim.parts.set("part", "registers", "0x12:34")),
      at(micros(130), (sim) => sim.parts.set("part", "nack", "data")),
      at(micros(250), (sim) => sim.parts.set("part", "nack", "nothing")),
      at(micros(330), (sim) => sim.parts.set("part", "stretch", 50)),
      at(micros(480), (sim) => sim.parts.set("part", "hold", "SCL")),
    ],
    span: micros(600),
  },
  "wokwi-ssd1306": {
    board: onBus("wokwi-ssd1306"),
    firmware: busUser(0x3c, [0x80, 0x8d, 0x80, 0x14, 0x80, 0xaf, 0x80, 0xa1, 0x40, 0x55, 0xaa], 1),
    script: [],
    span: micros(600),
  },
  "wokwi-ds3231": {
    board: onBus("wokwi-ds3231", {}, "uno:2 part:SQW"),
    firmware: busUser(0x68, [0x0e, 0x05, 0x00], 2),
    script: [
      at(micros(150), (sim) => sim.parts.set("part", "temperature", 12)),
      at(micros(330), (sim) => sim.parts.set("part", "time", "2026-01-01T00:00:00")),
    ],
    span: micros(600),
  },
  "wokwi-bme280": {
    board: onBus("wokwi-bme280"),
    firmware: busUser(0x76, [0xf2, 1, 0xf4, 0x25], 1),
    script: [at(micros(150), (sim) => sim.parts.set("part", "humidity", 12))],
    span: micros(600),
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
  i2c: {
    board: onBus("wakeful-i2c-device"),
    firmware: {
      ...busUser(0x42, [0x10, 1, 2], 3),
      poll: `(if (i32.eq (i32.rem_u (global.get $turn) (i32.const 5)) (i32.const 3)) (then
          (call $cancel (i32.const 0))))
        (i64.add (call $now) (i64.const 77))`,
    },
    script: [
      at(micros(310), (sim) => sim.pin(18).drive(0)),
      at(micros(420), (sim) => sim.pin(18).release()),
    ],
    span: micros(700),
  },
  log: {
    firmware: {
      poll: `(call $log (i32.const 0x20000) (call $now) (i64.const 0) (i64.const 0) (i64.const 0))
        (i64.add (call $now) (i64.const 777))`,
    },
    script: [],
    span: millis(20),
  },
  uart: {
    board: bareBoard(),
    // Sends back what it receives, twice; every other time it also waits until all is sent, and opens anew.
    firmware: {
      imports: `(import "hal" "uart_open" (func $open (param i32 i32 i32)))
        (import "hal" "uart_close" (func $close (param i32)))
        (import "hal" "uart_write" (func $send (param i32 i32) (result i32)))
        (import "hal" "uart_read" (func $receive (param i32) (result i32)))
        (import "hal" "uart_flush" (func $flush (param i32) (result i32)))`,
      fields: `(global $turn (mut i32) (i32.const 0))
        (func $echo (local $got i32)
          (block $empty (loop $more
            (local.set $got (call $receive (i32.const 0)))
            (br_if $empty (i32.lt_s (local.get $got) (i32.const 0)))
            (drop (call $send (i32.const 0) (local.get $got)))
            (drop (call $send (i32.const 0) (local.get $got)))
            (br $more))))`,
      start: `(call $open (i32.const 0) (i32.const 57600) (i32.const 0))
        (drop (call $send (i32.const 0) (i32.const 0x55))) (call $echo)`,
      raise: `(global.set $turn (i32.add (global.get $turn) (i32.const 1)))
        (call $log (i32.const 0x220000) (local.get $time)
          (i64.extend_i32_u (local.get $value)) (i64.const 0) (i64.const 0))
        (if (i32.eq (global.get $turn) (i32.const 20)) (then
          (call $close (i32.const 0))
          (call $open (i32.const 0) (i32.const 115200) (i32.const 1))))
        (if (i32.and (global.get $turn) (i32.const 1)) (then
          (drop (call $flush (i32.const 0)))))
        (if (i32.ne (i32.and (global.get $turn) (i32.const 15)) (i32.const 9)) (then (call $echo)))`,
    },
    script: [
      at(micros(100), (sim) => sim.uart(0).send("some text")),
      at(micros(500), (sim) => sim.uart(0).send(new Uint8Array(80), { at: millis(4) })),
      at(millis(3), (sim) => sim.pin(0).drive(0)),
      at(millis(5), (sim) => sim.pin(0).release()),
      at(millis(22), (sim) => sim.uart(0).use({ baud: 9600 })),
      at(millis(23), (sim) => sim.uart(0).send("more")),
      at(millis(28), (sim) => sim.uart(0).use({})),
      at(millis(29), (sim) => sim.uart(0).send("at last")),
    ],
    span: millis(32),
  },
};
