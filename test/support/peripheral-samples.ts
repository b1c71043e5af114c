/** Runs that bring each peripheral into all its states. Who adds one adds a sample here; without it a test fails. */
import { bareBoard } from "../../simulator/core/board.ts";
import { micros, millis } from "../../simulator/index.ts";
import { uno } from "./board.ts";
import { onBus } from "./i2c.ts";
import type { FirmwareText } from "./wat.ts";
import { at, busUser, fault, type Sample } from "./sample.ts";

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
