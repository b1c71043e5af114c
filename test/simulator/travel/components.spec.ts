/**
 * Each part and each peripheral, run from a snapshot at many places. Who adds one adds a sample here that
 * brings it into all its states; without one a test fails.
 */
import { describe, expect, test } from "vitest";
import { bareBoard, type Board } from "../../../simulator/core/board.ts";
import { SeededRandom } from "../../../simulator/core/random.ts";
import type { Snapshotted } from "../../../simulator/core/snapshotted.ts";
import { micros, millis, Simulator } from "../../../simulator/index.ts";
import { partDefinitions } from "../../../simulator/parts/registry.ts";
import { peripherals } from "../../../simulator/peripherals/index.ts";
import { bench, uno } from "../../support/board.ts";
import { observe, play, type Stimulus } from "../../support/observe.ts";
import { type FirmwareText, firmware } from "../../support/wat.ts";

interface Sample {
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
const parts: Record<string, Sample> = {
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
      at(millis(41), (sim) => sim.press("BTN1", { for: micros(300) })),
    ],
    span: millis(60),
  },
};

/** By the peripheral's name. */
const devices: Record<string, Sample> = {
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

/** Snapshots at many places of the run: what follows is always the rest of it. */
async function check({ board, firmware: text, script, span }: Sample): Promise<void> {
  const sim = Simulator.load(await firmware(text), { board, seed: 5 });
  const reset = sim.snapshot();
  play(sim, script, span);
  const whole = observe(sim);
  const random = SeededRandom.from(3);
  for (let i = 0; i < 300; i++) {
    sim.restore(reset);
    const left = play(sim, script, random.between(0n, span));
    const point = sim.snapshot();
    const there = observe(sim);
    // Another end first, in which all that can change has changed.
    const stray = left.map((stimulus, n) => (n % 2 === 0 ? stimulus : at(stimulus.at, () => 0)));
    play(sim, stray, span);
    sim.restore(point);
    expect(observe(sim)).toEqual(there);
    play(sim, left, span);
    expect(observe(sim)).toEqual(whole);
  }
}

describe("parts", () => {
  test.each(Object.entries(parts))("%s", (_type, sample) => check(sample));

  test("each part that does something has a sample", () => {
    const active = partDefinitions.filter(
      ({ types }) => bench(uno({ part: types[0]!.replace(/^wokwi-/, "") })).parts.all.length > 0,
    );
    expect(active.map(({ types }) => types[0]).sort()).toEqual(Object.keys(parts).sort());
  });
});

describe("peripherals", () => {
  test.each(Object.entries(devices))("%s", (_name, sample) => check(sample));

  test("each peripheral has a sample", () => {
    const { clock, circuit } = bench();
    const names = peripherals.map(
      (create) =>
        create({
          clock,
          circuit,
          table: undefined,
          raise: () => undefined,
          report: () => undefined,
          print: () => undefined,
        }).name,
    );
    expect(names.sort()).toEqual(Object.keys(devices).sort());
  });
});

test("what is saved does not change while the simulation goes on", () => {
  const { clock, circuit, parts: wired, run } = bench(parts["wokwi-pushbutton"]!.board);
  circuit.configure(4, 1);
  const all: Snapshotted[] = [clock, circuit, ...wired.all];
  const button = wired.button("BTN1");
  button.press(millis(1), millis(10));
  run(millis(1));
  button.press(millis(20), millis(10));
  const first = all.map((component) => component.save());
  const copy = first.map((state) => JSON.stringify(state, plain));
  run(millis(25));
  button.press(millis(26), millis(30));
  run(millis(50));
  expect(first.map((state) => JSON.stringify(state, plain))).toEqual(copy);
  all.forEach((component, i) => component.restore(first[i]));
  const again = all.map((component) => component.save());
  expect(again.map((state) => JSON.stringify(state, plain))).toEqual(copy);
});

/** Husks aside, an entry's `live` is of the queue, not of the state. */
function plain(key: string, value: unknown): unknown {
  if (key === "live") return undefined;
  if (typeof value === "bigint") return `${value}n`;
  return value instanceof Set ? [...(value as Set<unknown>)] : value;
}
