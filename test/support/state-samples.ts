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

/** Pulses on pins 2 to 4 of a firmware that does nothing: [microseconds, pin, level]. */
const idle: FirmwareText = {};

const wired = (...wires: string[]): string[] => ["uno:5V p:VCC", "uno:GND.1 p:GND", ...wires];

/** A strip on pin 2 that is sent bits, cut short, and sent others. */
function pixelSample(type: string, vcc: string, gnd: string, attrs = {}): Sample {
  const pulses = Array.from({ length: 120 }, (_, i): Stimulus[] => {
    // A gap of 400 us behind the 60th.
    const from = micros(5 + 3 * i + (i < 60 ? 0 : 400));
    const high = i % 3 === 0 ? 700n : 300n;
    return [at(from, (sim) => sim.pin(2).drive(1)), at(from + high, (sim) => sim.pin(2).drive(0))];
  });
  return {
    board: uno({ p: [type, attrs] }, `uno:5V p:${vcc}`, `uno:GND.1 p:${gnd}`, "uno:2 p:DIN"),
    firmware: idle,
    script: pulses.flat(),
    span: millis(2),
  };
}

/** Bits on pins 2 (data), 3 (clock) and 4 (latch), one in two microseconds and a latch behind each 16. */
const shifted: readonly Stimulus[] = Array.from({ length: 64 }, (_, i): Stimulus[] => {
  const from = micros(4 * i + 1);
  const bit = (0x0c010b070109a5a5n >> BigInt(63 - i)) & 1n;
  const last = i % 16 === 15;
  return [
    at(from, (sim) => sim.pin(2).drive(bit === 1n ? 1 : 0)),
    at(from + 1_000n, (sim) => sim.pin(3).drive(1)),
    at(from + 1_010n, (sim) => sim.pin(3).drive(0)),
    ...(last
      ? [
          at(from + 2_000n, (sim: Simulator) => sim.pin(4).drive(1)),
          at(from + 3_000n, (sim: Simulator) => sim.pin(4).drive(0)),
        ]
      : []),
  ];
}).flat();

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
  "wokwi-neopixel": pixelSample("neopixel", "VDD", "VSS"),
  "wokwi-led-ring": pixelSample("led-ring", "VCC", "GND", { pixels: "2" }),
  "wokwi-led-strip": pixelSample("led-strip", "VDD", "VSS", { pixels: "2" }),
  "wokwi-led-matrix": pixelSample("led-matrix", "VDD", "VSS", { rows: "1", cols: "2" }),
  "wokwi-neopixel-matrix": pixelSample("neopixel-matrix", "VCC", "GND", { rows: "2", cols: "1" }),
  "wokwi-74hc595": {
    board: uno(
      { p: "74hc595" },
      ...wired("uno:2 p:DS", "uno:3 p:SHCP", "uno:4 p:STCP", "uno:5 p:MR", "uno:6 p:OE"),
    ),
    firmware: idle,
    script: [
      ...shifted,
      at(micros(280), (sim) => sim.pin(6).drive(1)),
      at(micros(285), (sim) => sim.pin(6).drive(0)),
      at(micros(290), (sim) => sim.pin(5).drive(0)),
    ],
    span: micros(300),
  },
  "wokwi-max7219-matrix": {
    board: uno(
      { p: ["max7219-matrix", { chain: "2" }] },
      ...wired("uno:2 p:DIN", "uno:3 p:CLK", "uno:4 p:CS"),
    ),
    firmware: idle,
    script: shifted,
    span: micros(300),
  },
};

/** Puts bytes, and runs; at each interrupt again, some times. */
const sender = (name: string, puts: number, times: number, open: string): FirmwareText => ({
  imports: `(import "hal" "${name}_put" (func $put (param i32 i32) (result i32)))
    (import "hal" "${name}_run" (func $run (param i32)))
    ${open.startsWith("6") ? "" : '(import "hal" "spi_get" (func $get (param i32) (result i32)))'}
    (import "hal" "${name}_open" (func $open (param${" i32".repeat(open.split(" ").length)})))`,
  fields: `(global $turn (mut i32) (i32.const 0))
    (func $send (local $i i32)
      (loop $more
        (drop (call $put (i32.const ${open.split(" ")[0]})
          (i32.add (i32.mul (global.get $turn) (i32.const 77)) (local.get $i))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $more (i32.lt_u (local.get $i) (i32.const ${puts}))))
      (call $run (i32.const ${open.split(" ")[0]})))`,
  start: `(call $open ${open
    .split(" ")
    .map((value) => `(i32.const ${value})`)
    .join(" ")}) (call $send)`,
  raise: `(global.set $turn (i32.add (global.get $turn) (i32.const 1)))
    (call $log (i32.const 0x220000) (local.get $time)
      ${open.startsWith("6") ? "(i64.extend_i32_u (local.get $value))" : "(i64.extend_i32_s (call $get (i32.const 0)))"}
      (i64.const 0) (i64.const 0))
    (if (i32.lt_u (global.get $turn) (i32.const ${times})) (then (call $send)))`,
});

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
  spi: {
    board: bareBoard(),
    firmware: sender("spi", 3, 20, "0 1000000 1"),
    // MISO floats, follows a pattern, and floats again.
    script: Array.from({ length: 40 }, (_, i) =>
      at(micros(11 * i + 30), (sim) => {
        if (i < 30) sim.pin(12).drive(((i * 5) & 4) === 0 ? 0 : 1);
        else sim.pin(12).release();
      }),
    ),
    span: millis(1),
  },
  strip: {
    board: bareBoard(),
    firmware: sender("strip", 50, 3, "6 1250 350 700 300"),
    script: [],
    span: millis(2),
  },
};
