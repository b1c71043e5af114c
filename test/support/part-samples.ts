/** Runs that bring each part into all its states. Who adds one adds a sample here; without it a test fails. */
import { micros, millis, type Simulator } from "../../simulator/index.ts";
import type { Stimulus } from "./observe.ts";
import type { FirmwareText } from "./wat.ts";
import { uno } from "./board.ts";
import { onBus } from "./i2c.ts";
import { at, busUser, follower, metered, powered, wave, type Sample } from "./sample.ts";

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
