/**
 * The conformance suite: what each machine has to do as V8 does. Unless that is the point, no two things happen in
 * the same instant: on a chip one of them would come first, by microseconds, and either order is right.
 */
import { DATA_END } from "../../support/wat.ts";
import { type Case, levels, together } from "./case.ts";
import { peripheralCases } from "./peripheral-cases.ts";

const here = (name: string): string => `test/machines/suite/${name}.firmware.ts`;

/** A contact that closes at a time and bounces: so many changes, so many microseconds apart. */
function bouncing(time: number, changes: number, gap: number): number[] {
  return Array.from({ length: changes }, (_, i) => time + i * gap);
}

/** Microseconds from a beat: from shortly before on, step by step; after a while in longer steps. */
const around = [
  ...Array.from({ length: 110 }, (_, i) => i - 40),
  ...Array.from({ length: 130 }, (_, i) => 74 + 5 * i),
];

const wrap = 2 ** 32;

/** Microseconds at which the module of a trap lights its LED, and at which it fails. */
const trapping = (failure: string): string => `
  (if (result i64) (i64.lt_u (call $now) (i64.const 20000))
    (then (i64.const 20000))
    (else (if (result i64) (i64.lt_u (call $now) (i64.const 40000))
      (then (call $write (i32.const 13) (i32.const 1)) (i64.const 40000))
      (else ${failure} NEVER))))`;

const trap = (name: string, failure: string): Case => ({
  name,
  firmware: {
    fields: DATA_END,
    start: "(call $configure (i32.const 13) (i32.const 3))",
    poll: trapping(failure),
  },
  until: 100_000,
  times: "grid",
});

export const cases: readonly Case[] = [
  { name: "blink", firmware: "examples/blink/blink.ts", until: 10_150_000, times: "relative" },
  {
    name: "button",
    firmware: "examples/button/button.ts",
    // Bounces last longer than an answer takes: LED 11 shows what the pin is when the task looks.
    stimuli: levels(
      4,
      1,
      ...bouncing(640_000, 5, 4_000),
      ...bouncing(940_000, 3, 4_000),
      ...[1_750_000, 2_260_000],
    ),
    until: 2_950_000,
    times: "relative",
  },
  {
    name: "debounced button",
    firmware: here("debounce"),
    stimuli: levels(
      4,
      1,
      ...bouncing(100_000, 5, 300),
      ...bouncing(250_000, 5, 300),
      // Held, and let go again within the quiet time.
      ...bouncing(500_000, 3, 900),
      ...bouncing(900_000, 5, 700),
      ...[1_200_000, 1_206_000],
    ),
    until: 1_500_000,
    times: "grid",
    atOnce: 3,
  },
  {
    name: "three LEDs, button, channel",
    firmware: here("desk"),
    stimuli: levels(
      4,
      1,
      ...bouncing(310_000, 5, 400),
      ...bouncing(380_000, 3, 400),
      // A second press while the first one is shown waits in the channel.
      ...bouncing(560_000, 3, 200),
      ...bouncing(610_000, 5, 200),
      ...bouncing(660_000, 5, 200),
      ...bouncing(780_000, 3, 200),
    ),
    until: 1_220_000,
    times: "grid",
    atOnce: 3,
  },
  {
    name: "edge bursts",
    firmware: here("bursts"),
    stimuli: levels(
      2,
      1,
      ...[20_000, 40_000],
      // More than one turn serves, fewer than the smallest ring holds.
      ...bouncing(100_000, 7, 100),
      ...bouncing(200_000, 6, 150),
      // As a contact bounces: closer and closer, then apart.
      ...[400_000, 400_110, 400_350, 400_470, 401_900, 403_200],
    ),
    until: 500_000,
    times: "grid",
    atOnce: 7,
  },
  ...[40, 5, 1].map((gap): Case => ({
    name: `edges ${gap} us apart`,
    firmware: here("bursts"),
    stimuli: levels(2, 1, ...[20_000, 40_000], ...bouncing(100_000, 7, gap)),
    until: 200_000,
    times: "grid",
    atOnce: 7,
    edgeGapMicros: gap,
  })),
  {
    name: "edges around a beat",
    firmware: here("sweep"),
    stimuli: levels(2, 1, ...around.map((offset, i) => 20_000 + i * 10_000 + offset)),
    until: 2_435_500,
    times: "grid",
    atOnce: 2,
  },
  {
    name: "ticker under load",
    firmware: here("load"),
    until: 3_040_000,
    times: "grid",
    atOnce: 2,
  },
  { name: "channel", firmware: here("channel"), until: 2_000_000, times: "grid", atOnce: 2 },
  {
    name: "select and timeout",
    firmware: here("select"),
    stimuli: together(
      levels(2, 1, 140_000, 145_000, 230_000, 236_000, 465_000, 477_000, 650_000, 655_000),
      levels(3, 1, 152_000, 156_000, 280_000, 283_000, 480_000, 484_000, 610_000, 612_000),
    ),
    until: 950_000,
    times: "grid",
    atOnce: 2,
  },
  {
    name: "timeout from a press",
    firmware: here("timeout"),
    stimuli: levels(2, 1, 50_000, 60_000, 110_000, 145_000, 300_000, 310_000, 400_000),
    until: 500_000,
    times: "relative",
  },
  {
    name: "mutex and priority",
    firmware: here("mutex"),
    until: 2_080_000,
    times: "grid",
    atOnce: 2,
  },
  {
    name: "clock past 2^32",
    firmware: here("mixed"),
    stimuli: together(
      levels(2, 1, 333_333, 611_111, 1_950_123, 2_055_555, 3_144_444),
      levels(3, 1, 200_000, 215_000, 1_981_000, 2_222_000),
    ),
    start: wrap - 2_000_000,
    until: 4_010_000,
    times: "grid",
    atOnce: 2,
  },
  { name: "ten minutes", firmware: here("long"), until: 600_250_000, times: "grid" },
  { name: "panic", firmware: here("panic"), until: 100_000, times: "grid" },
  trap("out of bounds", "(i32.store (i32.const 0x10000) (i32.const 1))"),
  trap("unreachable", "(unreachable)"),
  trap(
    "divide by zero",
    "(drop (i32.div_u (i32.const 1) (i32.wrap_i64 (i64.shr_u (call $now) (i64.const 40)))))",
  ),
  ...peripheralCases,
];
