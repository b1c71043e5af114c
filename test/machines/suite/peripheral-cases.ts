/**
 * Cases of peripherals. A machine is given those of which it has all that they need.
 *
 * What is compared hangs on points in time that no converter and no bus moves: an Uno measures in 104 us and a Pico in 2,
 * so the LEDs tell of a value at the next multiple of 10 ms.
 */
import { DATA_END } from "../../support/wat.ts";
import type { Edge, Input, Recording } from "../machine.ts";
import { BOARD_PIN, type Case } from "./case.ts";

const bytes = (time: number, gap: number, ...values: readonly number[]): Input[] =>
  values.map((byte, i) => ({ kind: "uart", port: 0, time: time + i * gap, byte }));

const voltage = (time: number, value: number): Input => ({
  kind: "analog",
  time,
  pin: BOARD_PIN,
  value,
});

/** Where the board's first analogue pin is, a level at pin 2 tells: high on an Uno. */
const ANALOG = `${DATA_END}
  (global $pin (mut i32) (i32.const 26))
  (global $next (mut i64) (i64.const 10000))
  (global $count (mut i32) (i32.const 0))
  (global $value (mut i32) (i32.const 0))
  (func $find
    (call $configure (i32.const 2) (i32.const 0))
    (if (call $read (i32.const 2)) (then (global.set $pin (i32.const 14))))
    (call $adc_open (global.get $pin))
    (call $configure (i32.const 12) (i32.const 3))
    (call $configure (i32.const 13) (i32.const 3)))
  (func $step (param $by i64)
    (global.set $next (i64.add (global.get $next) (local.get $by))))`;

const log = (head: number, ...args: readonly string[]): string =>
  `(call $log (i32.const ${head}) ${[...args, "(i64.const 0)", "(i64.const 0)", "(i64.const 0)"].slice(0, 4).join(" ")})`;

const ONE_ARGUMENT = 0x2_0000;
const THREE_ARGUMENTS = 0x222_0000;

const millis = (time: number): bigint => BigInt(Math.round(time * 1000)) * 1000n;
const edge = (pin: number, level: 0 | 1, time: number): Edge => ({
  pin,
  level,
  time: millis(time),
});
const logged = (head: number, ...values: readonly number[]): NonNullable<Recording["logs"]>[0] => ({
  head,
  args: [...values, 0, 0, 0, 0].slice(0, 4).map(BigInt),
});

/** A pin with pulses of 1 ms: what each change makes of them, from one time to the next. */
function pulses(pin: number, spans: readonly (readonly [number, number, number])[]): Edge[] {
  return spans.flatMap(([from, to, high]) =>
    Array.from({ length: to - from }, (_, i) => [
      edge(pin, 1, from + i),
      edge(pin, 0, from + i + high),
    ]).flat(),
  );
}

/**
 * When the firmware of `pwm-fade` calls, in microseconds, and what: early in a period, so that a slow processor is
 * in time for its end.
 */
const changes: readonly (readonly [number, string])[] = [
  [20_000, "(call $pwm_set (i32.const 3) (i32.const 1000000) (i32.const 252000))"],
  [40_200, "(call $pwm_set (i32.const 3) (i32.const 1000000) (i32.const 500000))"],
  [60_200, "(call $pwm_set (i32.const 3) (i32.const 1000000) (i32.const 748000))"],
  [80_200, "(call $pwm_set (i32.const 3) (i32.const 1000000) (i32.const 0))"],
  [100_200, "(call $pwm_set (i32.const 3) (i32.const 1000000) (i32.const 1000000))"],
  [120_200, "(call $pwm_set (i32.const 3) (i32.const 1000000) (i32.const 300000))"],
  [140_600, "(call $pwm_stop (i32.const 3) (i32.const 1))"],
  [160_500, "(call $pwm_stop (i32.const 3) (i32.const 0))"],
];

/** What an I2C bus is asked, at multiples of 20 ms, and what is to come of it: status, bytes moved, the first read. */
const transactions: readonly {
  readonly write: readonly number[];
  readonly address: number;
  readonly read: number;
  readonly comes: readonly [number, number, number];
}[] = [
  { write: [1, 0xa5, 0x5a], address: 0x40, read: 0, comes: [0, 3, 255] },
  { write: [1], address: 0x40, read: 2, comes: [0, 3, 0xa5] },
  { write: [0], address: 0x40, read: 4, comes: [0, 5, 17] },
  { write: [0], address: 0x41, read: 1, comes: [1, 0, 255] },
  { write: [9], address: 0x40, read: 0, comes: [2, 0, 255] },
  { write: [3], address: 0x40, read: 0, comes: [0, 1, 255] },
  { write: [], address: 0x40, read: 1, comes: [0, 1, 20] },
  { write: [], address: 0x40, read: 0, comes: [0, 0, 255] },
  { write: [], address: 0x42, read: 0, comes: [1, 0, 255] },
];

/** Calls, each at its time. */
const timed = (calls: readonly (readonly [number, string])[]): string =>
  calls
    .map(
      ([time, call], i) => `
  (if (i32.eq (global.get $count) (i32.const ${i})) (then
    (if (i64.ge_s (call $now) (i64.const ${time})) (then
      ${call}
      (global.set $count (i32.const ${i + 1}))
      (global.set $next ${calls[i + 1] ? `(i64.const ${calls[i + 1]![0]})` : "NEVER"})
      (return (global.get $next))))))`,
    )
    .join("");

export const peripheralCases: readonly Case[] = [
  {
    name: "uart-echo",
    firmware: "test/machines/suite/uart.firmware.ts",
    needs: ["uart"],
    inputs: [
      ...bytes(20_000, 10_000, 0, 1, 0x55, 0xff, 65),
      // Without a gap, as a computer sends.
      ...bytes(100_000, 200, 10, 20, 30, 40, 50, 60),
    ],
    until: 180_000,
    times: "grid",
    atOnce: 6,
  },
  {
    name: "adc-read",
    needs: ["adc"],
    firmware: {
      fields: ANALOG,
      start: "(call $find)",
      // Asks, tells 10 ms later, and so on.
      poll: `
        (if (i64.ge_s (call $now) (global.get $next)) (then
          (if (global.get $count)
            (then
              (global.set $count (i32.const 0))
              (call $write (i32.const 13) (i32.ge_u (global.get $value) (i32.const 0x8000)))
              ${log(ONE_ARGUMENT, "(i64.extend_i32_u (i32.shr_u (global.get $value) (i32.const 6)))")})
            (else (call $adc_start (global.get $pin)) (call $adc_start (global.get $pin))))
          (call $step (i64.const 10000))))
        (global.get $next)`,
      raise: `
        (global.set $value (local.get $value))
        (global.set $count (i32.add (global.get $count) (i32.const 1)))`,
    },
    inputs: [
      ...[voltage(0, 0), voltage(25_000, 0xffff), voltage(45_000, 0x8000)],
      ...[voltage(65_000, 0x7fff), voltage(85_000, 0xc040)],
    ],
    until: 118_000,
    times: "grid",
    expected: {
      edges: [edge(13, 1, 40), edge(13, 0, 80), edge(13, 1, 100)],
      logs: [0, 1023, 512, 511, 769].map((value) => logged(ONE_ARGUMENT, value)),
    },
  },
  {
    name: "adc-threshold",
    needs: ["adc"],
    firmware: {
      fields: `${ANALOG} (global $began (mut i32) (i32.const 0))`,
      start: "(call $find) (global.set $next (i64.const 500))",
      poll: `
        (if (i64.ge_s (call $now) (global.get $next)) (then
          (if (global.get $began)
            (then
              (call $write (i32.const 13) (i32.ne (global.get $count) (i32.const 0)))
              (if (global.get $count)
                (then ${log(ONE_ARGUMENT, "(i64.extend_i32_u (global.get $count))")}))
              (global.set $count (i32.const 0))
              (call $step (i64.const 10000)))
            (else
              (call $adc_watch (global.get $pin) (i32.const 1000) (i32.const 20000) (i32.const 40000))
              (global.set $began (i32.const 1))
              (global.set $next (i64.const 10000))))))
        (global.get $next)`,
      // Those outside alone are told, and that they were watched for.
      raise: `
        (if (i32.ne (i32.shr_u (local.get $value) (i32.const 16)) (i32.const 1))
          (then (call $panic (i32.const 1))))
        (global.set $count (i32.add (global.get $count) (i32.const 1)))`,
    },
    inputs: [
      ...[voltage(0, 30_000), voltage(50_300, 50_000), voltage(100_300, 30_000)],
      ...[voltage(150_300, 10_000), voltage(200_300, 30_000)],
    ],
    until: 235_000,
    times: "grid",
    expected: {
      edges: [edge(13, 1, 60), edge(13, 0, 110), edge(13, 1, 160), edge(13, 0, 210)],
      logs: Array.from({ length: 10 }, () => logged(ONE_ARGUMENT, 10)),
    },
  },
  {
    name: "pwm-fade",
    needs: ["pwm"],
    firmware: {
      fields: `${DATA_END}
        (global $next (mut i64) (i64.const 20000))
        (global $count (mut i32) (i32.const 0))`,
      poll: `${timed(changes)} (global.get $next)`,
    },
    until: 180_000,
    times: "grid",
    expected: {
      edges: [
        ...pulses(3, [
          [20, 41, 0.252],
          [41, 61, 0.5],
          [61, 81, 0.748],
        ]),
        edge(3, 1, 101),
        // High from 120 to 121, and on into the first pulse.
        ...pulses(3, [[121, 141, 0.3]]).slice(1),
        ...[edge(3, 1, 140.6), edge(3, 0, 160.5)],
      ],
      logs: [],
    },
  },
  {
    name: "i2c-register",
    needs: ["i2c"],
    devices: [{ address: 0x40, registers: [17, 18, 19, 20] }],
    firmware: {
      fields: `${DATA_END}
        (global $next (mut i64) (i64.const 20000))
        (global $count (mut i32) (i32.const 0))
        (global $over (mut i32) (i32.const -1))`,
      start: `
        (call $configure (i32.const 13) (i32.const 3))
        (call $i2c_open (i32.const 0) (i32.const 100000) (i32.const 10000))`,
      poll: `${timed(
        transactions.flatMap(({ write, address, read }, i) => [
          [
            20_000 * (i + 1),
            `${write.map((byte) => `(drop (call $i2c_put (i32.const 0) (i32.const ${byte})))`).join(" ")}
             (call $i2c_run (i32.const 0) (i32.const ${address}) (i32.const ${read}) (i32.const 0))`,
          ] as const,
          [
            20_000 * (i + 1) + 10_000,
            `(call $write (i32.const 13) (i32.const ${(i + 1) % 2}))
             ${log(
               THREE_ARGUMENTS,
               "(i64.extend_i32_u (i32.and (global.get $over) (i32.const 255)))",
               "(i64.extend_i32_u (i32.shr_u (global.get $over) (i32.const 8)))",
               "(i64.extend_i32_u (i32.and (call $i2c_get (i32.const 0)) (i32.const 255)))",
             )}
             (global.set $over (i32.const -1))`,
          ] as const,
        ]),
      )} (global.get $next)`,
      raise: "(global.set $over (local.get $value))",
    },
    until: 215_000,
    times: "grid",
    expected: {
      edges: transactions.map((_, i) => edge(13, i % 2 === 0 ? 1 : 0, 20 * (i + 1) + 10)),
      logs: transactions.map(({ comes }) => logged(THREE_ARGUMENTS, ...comes)),
    },
  },
];
