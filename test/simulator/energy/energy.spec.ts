import { ResetCause } from "../../../hal/generated/border.ts";
import { describe, expect, test } from "vitest";
import { compile } from "../../../compiler/index.ts";
import { assembleBoard } from "../../../simulator/boards/assemble.ts";
import type { Board } from "../../../simulator/core/board.ts";
import {
  type CpuDescription,
  type Energy,
  micros,
  millis,
  seconds,
  Simulator,
} from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { firmware } from "../../support/wat.ts";

const r220 = ["resistor", { value: "220" }] as const;

/** A red LED at pin 13 behind 220 Ω, and a button at pin 4. */
const board = uno(
  { led1: "led", r1: r220, BTN1: ["pushbutton", { bounce: "0" }] },
  "uno:13 led1:A",
  "led1:C r1:1",
  "r1:2 uno:GND.1",
  "uno:4 BTN1:1.l",
  "BTN1:2.l uno:GND.1",
);

const { wasm, table } = await compile("lamp.ts", {
  virtual: {
    "lamp.ts": `import { Input, millis, Output, Pull, sleep, spawn } from "wakeful";
@task
async function blink(): Promise<void> {
  const led = Output.at(13);
  while (true) {
    led.toggle();
    await sleep(millis(500));
  }
}
@task
async function count(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  while (true) await button.fallingEdge();
}
export function main(): void {
  spawn(blink());
  spawn(count());
}
`,
  },
});

function lamp(cpu: CpuDescription = {}, on: Board = board): Simulator {
  return Simulator.load(wasm, { table, board: on, cpu, seed: 3 });
}

const wakesOf = ({ wakes }: Energy): string[] =>
  wakes.map(({ cause, name, count, perSecond }) => `${cause} ${name}: ${count}, ${perSecond}/s`);

describe("wakes", () => {
  test("are told by their cause, an interrupt by the pin whose edge it was", () => {
    const sim = lamp();
    for (const at of [600, 700, 800]) sim.press("BTN1", { at: millis(at), for: millis(20) });
    sim.runFor(seconds(2));
    // The driver listens to both edges of a press.
    expect(wakesOf(sim.energy())).toEqual([
      "reset reset: 1, 0.5/s",
      "timer timer: 4, 2/s",
      "pin D4: 6, 3/s",
    ]);
    expect(sim.energy().wakes[2]!.pin).toBe(4);
    const { wakes } = sim.summary();
    expect(sim.energy().wakes.reduce((sum, { count }) => sum + count, 0)).toBe(wakes.total);
  });

  test("of several pins come in the order of their numbers, the first of an instant is the one", async () => {
    const sim = Simulator.load(
      await firmware({
        start: `(call $configure (i32.const 7) (i32.const 1)) (call $listen (i32.const 7) (i32.const 3))
          (call $configure (i32.const 2) (i32.const 1)) (call $listen (i32.const 2) (i32.const 3))`,
      }),
    );
    sim.pin(7).drive(0);
    sim.pin(2).drive(0);
    sim.runFor(micros(10));
    sim.pin(7).drive(1);
    sim.pin(2).drive(1);
    sim.runFor(micros(10));
    sim.pin(2).drive(0);
    sim.runFor(micros(10));
    expect(wakesOf(sim.energy()).map((line) => line.split(",")[0])).toEqual([
      "reset reset: 1",
      "timer timer: 0",
      "pin D2: 1",
      "pin D7: 1",
    ]);
  });

  test("a reset does not make them anew", () => {
    const sim = lamp();
    sim.runFor(millis(1_100));
    const before = sim.energy().wakes[1]!.count;
    sim.fault(
      { kind: "reset", at: millis(1_200), words: [] },
      (device) => () => device.reset(ResetCause.Pin),
    );
    sim.runFor(millis(200));
    expect(before).toBe(2);
    expect(wakesOf(sim.energy()).map((line) => line.split(",")[0])).toEqual([
      "reset reset: 2",
      "timer timer: 2",
    ]);
  });
});

describe("the chip", () => {
  test("on an ideal CPU has the charge of its sleep, and says that this is the least", () => {
    const sim = lamp();
    sim.runFor(seconds(3600));
    const { chip, awakeNs, codeTakesTime, notes } = sim.energy();
    expect(awakeNs).toBe(0n);
    expect(codeTakesTime).toBe(false);
    expect(chip).toMatchInlineSnapshot(`
      {
        "active": 12.9,
        "asleep": 4.9,
        "hz": 16000000,
        "microampHours": 4900,
        "milliamps": 4.9,
        "sleep": "idle mode with all modules on",
        "source": "from the ATmega328P datasheet (DS40002061: typical at 5 V and 8 MHz, times two)",
        "volts": 5,
      }
    `);
    expect(notes).toMatchInlineSnapshot(`
      [
        "an estimate of the chip alone: its currents are from the ATmega328P datasheet (DS40002061: typical at 5 V and 8 MHz, times two), asleep in idle mode with all modules on; the rest of the board is not in it",
        "code takes no time on an ideal CPU, so the charge is that of sleep alone: the least that it can be; give the CPU a clock",
        "a LED takes (supply - forward voltage) / resistance, as if its resistor were its own",
      ]
    `);
  });

  test("takes more while it is awake, in proportion to the time that it is", () => {
    const sim = lamp({ turnTime: millis(100) });
    sim.runFor(seconds(10));
    const { awakeShare, chip, codeTakesTime } = sim.energy();
    expect(codeTakesTime).toBe(true);
    expect(awakeShare).toBeCloseTo(0.2, 12);
    expect(chip!.milliamps).toBeCloseTo(0.2 * 12.9 + 0.8 * 4.9, 12);
    expect(chip!.microampHours).toBeCloseTo((chip!.milliamps * 10_000) / 3600, 9);
  });

  test("on a metered CPU takes what its instructions take, the same at each run", () => {
    const told = [1, 2].map(() => {
      const sim = lamp({ hz: 16_000_000, instructionsPerCycle: 0.1 });
      sim.runFor(seconds(1));
      return sim.energy();
    });
    expect(told[0]).toEqual(told[1]);
    expect(told[0]!.awakeNs).toBeGreaterThan(micros(50));
    expect(told[0]!.chip!.milliamps).toBeGreaterThan(4.9);
    expect(told[0]!.notes.join()).not.toContain("ideal CPU");
  });

  test("has the currents of its board's clock, and says so where the CPU has another", () => {
    const sim = lamp({ hz: 8_000_000 });
    sim.runFor(seconds(1));
    const other = "the currents are those of 16 MHz, and the CPU of this run has 8 MHz";
    expect(sim.energy().notes).toContain(other);
    expect(sim.energy({ active: 5, asleep: 1 }).notes).not.toContain(other);
  });

  test("has no charge where the datasheet has no current, and one with currents that were measured", () => {
    const pico = assembleBoard([{ id: "pico", type: "wokwi-pi-pico", attrs: {} }], []);
    const sim = lamp({}, pico);
    sim.runFor(seconds(1));
    expect(sim.energy().chip).toBeNull();
    expect(sim.energy().notes[0]).toMatchInlineSnapshot(
      `"no charge of the chip: the RP2040 datasheet (5.7) tells no current of one core at 125 MHz, nor of its wfi with all clocks on; give currents that were measured"`,
    );
    expect(sim.energy({ active: 22, asleep: 14 }).chip).toMatchInlineSnapshot(`
      {
        "active": 22,
        "asleep": 14,
        "hz": null,
        "microampHours": 3.888888888888889,
        "milliamps": 14,
        "sleep": "wfi with all clocks on",
        "source": "as they were given",
        "volts": 3.3,
      }
    `);
    expect(() => sim.energy({ active: -1, asleep: 2 })).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: the current \`active\` is -1]`,
    );
  });

  test("of a board of no kind has no charge", () => {
    const sim = Simulator.load(wasm, { table });
    sim.runFor(seconds(1));
    const { chip, leds, notes } = sim.energy();
    expect({ chip, leds }).toEqual({ chip: null, leds: [] });
    expect(notes[0]).toMatchInlineSnapshot(
      `"no charge of the chip: bare board is of no kind in particular; give currents that were measured"`,
    );
    expect(sim.energy({ active: 10, asleep: 1 }).chip).toMatchObject({ volts: 5, milliamps: 1 });
  });

  test("before anything has run takes nothing", () => {
    const { span, awakeShare, chip, leds, wakes } = lamp().energy();
    expect({ span, awakeShare }).toEqual({ span: 0n, awakeShare: 0 });
    expect(chip!.microampHours).toBe(0);
    expect(leds[0]!.milliamps).toBe(0);
    expect(wakes.every(({ perSecond }) => perSecond === 0)).toBe(true);
  });
});

describe("a LED", () => {
  test("takes what its resistor lets through, while it is lit", () => {
    const sim = lamp();
    sim.runFor(seconds(4));
    const [led] = sim.energy().leds;
    expect(led).toMatchObject({ id: "led1", litNs: seconds(2), litShare: 0.5, forwardVolts: 2 });
    // (5 V - 2 V) / 220 Ω, half of the time.
    expect(led!.milliamps).toBeCloseTo(3000 / 220 / 2, 12);
    expect(led!.microampHours).toBeCloseTo((3e6 / 220 / 2) * (4 / 3600), 9);
    sim.runFor(millis(250));
    expect(sim.energy().leds[0]!.litNs).toBe(millis(2250));
  });

  test("has the forward voltage of its colour, or the one that the board gives it", () => {
    const wires = ["a", "b", "c"].flatMap((id) => [`uno:13 ${id}:A`, `${id}:C uno:GND.1`]);
    const parts = {
      a: ["led", { color: "Blue" }],
      b: ["led", { color: "limegreen" }],
      c: ["led", { color: "blue", forwardVoltage: "2.9" }],
    } as const;
    const sim = lamp({}, uno(parts, ...wires));
    expect(sim.energy().leds.map(({ forwardVolts }) => forwardVolts)).toEqual([3.2, 2, 2.9]);
  });

  test("that no resistor limits has no current to tell", () => {
    const sim = lamp({}, uno({ led1: "led" }, "uno:13 led1:A", "led1:C uno:GND.1"));
    sim.runFor(seconds(1));
    const { leds, notes } = sim.energy();
    expect(leds[0]).toMatchObject({ litNs: millis(500), milliamps: null, microampHours: null });
    expect(notes.at(-1)).toBe("no current of led1: no resistor limits it");
  });

  test("takes its current from the board's supply, whatever is known of the chip", () => {
    const parts = { led1: "led", r1: r220 } as const;
    const wired = uno(parts, "uno:13 led1:A", "led1:C r1:1", "r1:2 uno:GND.1");
    const sim = lamp({}, { ...wired, volts: 3.3, currents: undefined });
    sim.runFor(seconds(1));
    const { leds, notes } = sim.energy();
    expect(leds[0]!.milliamps).toBeCloseTo(1300 / 220 / 2, 12);
    expect(notes.filter((note) => note.startsWith("no current of"))).toEqual([]);
  });

  test("that the supply cannot light takes nothing", () => {
    const parts = { led1: ["led", { forwardVoltage: "6" }], r1: r220 } as const;
    const sim = lamp({}, uno(parts, "uno:13 led1:A", "led1:C r1:1", "r1:2 uno:GND.1"));
    sim.runFor(seconds(1));
    expect(sim.energy().leds[0]!.milliamps).toBe(0);
  });
});

test("asking changes nothing, and a snapshot brings all of it back", () => {
  const sim = lamp({ hz: 16_000_000 });
  sim.press("BTN1", { at: millis(700), for: millis(20) });
  const told: Energy[] = [];
  const points = [0, 300, 700, 710, 1_000, 1_600].map((ms) => {
    sim.runUntil(millis(ms));
    told.push(sim.energy());
    return sim.snapshot();
  });
  sim.runUntil(seconds(2));
  const end = sim.energy();
  for (const [i, point] of points.entries()) {
    sim.restore(point);
    expect(sim.energy()).toEqual(told[i]);
    sim.runUntil(seconds(2));
    expect(sim.energy()).toEqual(end);
  }
  const unasked = lamp({ hz: 16_000_000 });
  unasked.press("BTN1", { at: millis(700), for: millis(20) });
  unasked.runUntil(seconds(2));
  expect(unasked.energy()).toEqual(end);
});
