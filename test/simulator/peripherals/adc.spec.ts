import { describe, expect, test } from "vitest";
import { AdcFlag, ResetCause } from "../../../hal/generated/border.ts";
import { bareBoard, type Board } from "../../../simulator/core/board.ts";
import { VirtualClock } from "../../../simulator/core/clock.ts";
import { quantised, widened } from "../../../simulator/core/converter.ts";
import type { Diagnostic } from "../../../simulator/core/context.ts";
import { SeededRandom } from "../../../simulator/core/random.ts";
import { Circuit } from "../../../simulator/nets/circuit.ts";
import { createParts } from "../../../simulator/parts/index.ts";
import { createAdc } from "../../../simulator/peripherals/adc.ts";
import { assembleBoard } from "../../../simulator/boards/assemble.ts";
import { uno } from "../../support/board.ts";
import { lent } from "../../support/lent.ts";

interface Imports {
  adc_open(pin: number): void;
  adc_start(pin: number): void;
  adc_watch(pin: number, period: number, low: number, high: number): void;
  adc_reference(): number;
}

const ALL = [1, 0] as const;

/** A converter on a bench. `raised` has microseconds, pin and value of each interrupt. */
function setUp(board: Board, seed = 1) {
  const clock = new VirtualClock(0n);
  const circuit = new Circuit(board, SeededRandom.from(seed), clock);
  const told: Diagnostic[] = [];
  circuit.onDiagnostic((diagnostic) => told.push(diagnostic));
  const random = SeededRandom.from(seed);
  const parts = createParts(board, { clock, circuit, random });
  const raised: [micros: number, pin: number, value: number][] = [];
  const raise = (_kind: number, pin: number, value: number): void =>
    void raised.push([Number(clock.now) / 1000, pin, value]);
  const adc = createAdc(lent({ clock, circuit, random, raise }));
  const run = (micros: number): void => {
    clock.advance(BigInt(Math.round(micros * 1000)));
  };
  const imports = adc.imports as unknown as Imports;
  return { adc, ...imports, clock, circuit, parts, raised, told, run };
}

/** A knob at A0, at 5 V × value / 1023. */
const knob = (value = 512): Board =>
  uno(
    { pot1: ["potentiometer", { value: `${value}` }] },
    ...["uno:GND.1 pot1:GND", "uno:5V pot1:VCC", "pot1:SIG uno:A0"],
  );

const pico = (rail = "3V3"): Board =>
  assembleBoard(
    [
      { id: "pico", type: "wokwi-pi-pico", attrs: {} },
      { id: "pot1", type: "wokwi-potentiometer", attrs: { value: "1023" } },
    ],
    [
      ["pico:GND.1", "pot1:GND"],
      [`pico:${rail}`, "pot1:VCC"],
      ["pot1:SIG", "pico:GP26"],
    ],
  );

describe("values", () => {
  test("are quantised to the converter's bits, of which the last step ends at full scale", () => {
    expect(
      [0, 1 / 1024 - 1e-9, 1 / 1024, 1023 / 1024 - 1e-9, 1023 / 1024, 1, 1.2].map((share) =>
        quantised(share, 10),
      ),
    ).toEqual([0, 0, 1, 1022, 1023, 1023, 1023]);
    expect(quantised(-0.1, 10)).toBe(0);
  });

  test.each([8, 10, 12, 16])("of %i bits are spread over all of 16", (bits) => {
    const top = 2 ** bits - 1;
    expect([widened(0, bits), widened(top, bits)]).toEqual([0, 65535]);
    // Off by less than a step of the 16 bits, and the leading bits are the value.
    const wrong = Array.from({ length: top + 1 }, (_, value) => value).filter((value) => {
      const wide = widened(value, bits);
      return Math.abs(wide - (value * 65535) / top) >= 1 || wide >> (16 - bits) !== value;
    });
    expect(wrong).toEqual([]);
  });

  test("of a knob at an Uno are what its position is, at each of the 1024", () => {
    const { adc_open, adc_start, parts, raised, clock, run } = setUp(knob());
    adc_open(14);
    for (let value = 0; value < 1024; value++) {
      parts.set("pot1", "value", value);
      adc_start(14);
      run(Number(clock.now) / 1000 + 200);
    }
    expect(raised.map(([, , value]) => value >> 6)).toEqual(
      Array.from({ length: 1024 }, (_, i) => i),
    );
  });

  test("a digital level is nothing or full scale", () => {
    const { adc_open, adc_start, circuit, raised, run } = setUp(bareBoard());
    adc_open(7);
    for (const level of [0, 1] as const) {
      circuit.drive(7, level);
      adc_start(7);
      run(200 + 104 * level);
    }
    expect(raised.map(([, , value]) => value)).toEqual([0, 65535]);
  });

  test("full scale is the supply of the chip", () => {
    expect(setUp(knob()).adc_reference()).toBe(5000);
    expect(setUp(pico()).adc_reference()).toBe(3300);
  });
});

describe("ATmega328P, 23.4: 13 cycles of 8 µs, the first conversion 25", () => {
  test("a conversion takes 104 µs, and the first 200 µs", () => {
    const { adc_open, adc_start, raised, run } = setUp(knob());
    adc_open(14);
    run(50);
    adc_start(14);
    run(1000);
    adc_start(14);
    run(2000);
    expect(raised).toEqual([
      [250, 14, 32800],
      [1104, 14, 32800],
    ]);
  });

  test.each([
    ["first", 0, 108],
    ["later", 1000, 12],
  ])("the %s one has the voltage that is there after the time of its hold", (_, begin, hold) => {
    const values = [hold - 0.001, hold].map((change) => {
      const { adc_open, adc_start, clock, parts, raised, run } = setUp(knob());
      adc_open(14);
      if (begin > 0) adc_start(14);
      run(begin);
      // Asked for first, so that it comes first of its instant.
      adc_start(14);
      clock.at(BigInt(Math.round((begin + change) * 1000)), () => parts.set("pot1", "value", 1023));
      run(begin + 300);
      return raised.at(-1)![2];
    });
    expect(values).toEqual([65535, 32800]);
  });

  test("several pins take turns in the order in which they asked, and none is asked for twice", () => {
    const { adc_open, adc_start, raised, run } = setUp(bareBoard());
    for (const pin of [14, 15, 16]) adc_open(pin);
    for (const pin of [15, 14, 16, 14, 14]) adc_start(pin);
    run(5000);
    expect(raised.map(([time, pin]) => [time, pin])).toEqual([
      [200, 15],
      [304, 14],
      [408, 16],
    ]);
  });

  test("after a reset the first conversion takes longer again, and what was asked for is gone", () => {
    const { adc, adc_open, adc_start, adc_watch, raised, run } = setUp(knob());
    adc_open(14);
    adc_start(14);
    adc_watch(14, 1000, ...ALL);
    run(2150);
    raised.length = 0;
    adc.reset(ResetCause.Pin);
    run(5000);
    expect([raised, adc.listening]).toEqual([[], false]);
    expect(() => adc_start(14)).toThrow();
    adc_open(14);
    adc_start(14);
    run(6000);
    expect(raised[0]![0]).toBe(5200);
  });
});

describe("RP2040, 4.9.2: 96 cycles of 48 MHz", () => {
  test("a conversion takes 2 µs, and has 12 bits", () => {
    const { adc_open, adc_start, parts, raised, run } = setUp(pico());
    adc_open(26);
    adc_start(26);
    run(2);
    parts.set("pot1", "position", 0.5003);
    adc_start(26);
    run(10);
    expect(raised).toEqual([
      [2, 26, 65535],
      [4, 26, (2049 << 4) | (2049 >> 8)],
    ]);
  });

  test("more than its supply is told, once", () => {
    const { adc_open, adc_start, raised, run, told } = setUp(pico("VBUS"));
    adc_open(26);
    adc_start(26);
    adc_start(26);
    run(10);
    expect(raised.map(([, , value]) => value)).toEqual([65535, 65535]);
    expect(told).toMatchInlineSnapshot(`
      [
        {
          "code": "adc-overvoltage",
          "hint": "wire the VCC of what is measured to 3.3 V",
          "message": "GP26 has 5 V, and stands 3.3 V: on a real board that destroys it",
          "severity": "warning",
          "time": 0n,
        },
      ]
    `);
  });
});

describe("watching", () => {
  test("samples do not drift, and the first one is taken at once", () => {
    const { adc_open, adc_watch, adc_start, raised, run } = setUp(knob());
    adc_open(14);
    adc_start(14);
    run(500);
    adc_watch(14, 333, ...ALL);
    run(500 + 333 * 1000 + 200);
    const times = raised.slice(1).map(([time]) => time);
    expect(times).toEqual(Array.from({ length: 1001 }, (_, i) => 500 + 333 * i + 104));
    expect(raised[1]![2]).toBe(32800 | AdcFlag.Watched);
  });

  test("values in the window are not raised, and its ends are in it", () => {
    const { adc, adc_open, adc_watch, parts, raised, clock, run } = setUp(knob(100));
    const value = (position: number): number => widened(position, 10);
    adc_open(14);
    adc_watch(14, 1000, value(100), value(200));
    for (const [i, position] of [100, 99, 200, 201].entries()) {
      clock.at(BigInt(i) * 1_000_000n + 500_000n, () => parts.set("pot1", "value", position));
    }
    run(4900);
    expect(raised.map(([time, , raw]) => [time, raw & 0xffff])).toEqual([
      [2104, value(99)],
      [4104, value(201)],
    ]);
    expect(adc.listening).toBe(true);
    adc_watch(14, 0, 0, 0);
    run(20_000);
    expect([raised.length, adc.listening]).toEqual([2, false]);
  });

  test("a conversion of the last watch does not count for the next", () => {
    const { adc_open, adc_watch, raised, run } = setUp(knob());
    adc_open(14);
    adc_watch(14, 1000, ...ALL);
    run(150);
    adc_watch(14, 1000, ...ALL);
    run(500);
    expect(raised.map(([time]) => time)).toEqual([304]);
  });

  test("what the converter cannot follow is left out, and told once", () => {
    const { adc_open, adc_watch, raised, run, told } = setUp(knob());
    adc_open(14);
    adc_watch(14, 50, ...ALL);
    run(1000);
    expect(raised.map(([time]) => time)).toEqual([200, 304, 408, 512, 616, 720, 824, 928]);
    expect(told).toMatchInlineSnapshot(`
      [
        {
          "code": "adc-too-fast",
          "hint": "a conversion takes 104us, and the pins take turns: choose a longer period",
          "message": "A0 is to be measured every 50us, and the converter cannot follow: samples are left out",
          "severity": "warning",
          "time": 100000n,
        },
      ]
    `);
  });
});

describe("what is wrong is told", () => {
  test("a pin with nothing at it gives noise from the seed", () => {
    const read = (seed: number) => {
      const { adc_open, adc_start, raised, run, told } = setUp(uno({}), seed);
      adc_open(14);
      for (let i = 1; i <= 8; i++) {
        adc_start(14);
        run(i * 1000);
      }
      return { values: raised.map(([, , value]) => value), told };
    };
    const { values, told } = read(1);
    expect(new Set(values).size).toBe(8);
    expect(read(1).values).toEqual(values);
    expect(read(2).values).not.toEqual(values);
    expect(told).toMatchInlineSnapshot(`
      [
        {
          "code": "floating-analogue-pin",
          "hint": "wire something to it that has a voltage: the SIG of a potentiometer, the AO of a sensor; and that to GND and VCC",
          "message": "A0 is measured, but nothing holds its voltage: the values are noise",
          "severity": "warning",
          "time": 108000n,
        },
      ]
    `);
  });

  test("a pin that cannot measure, one that the board lacks, and one that was not opened are refused", () => {
    const { adc_open, adc_start } = setUp(uno({}));
    expect(() => adc_open(9)).toThrowErrorMatchingInlineSnapshot(
      `[FirmwareError: pin 9 (D9) cannot measure a voltage: this board measures at pins 14 to 19]`,
    );
    expect(() => adc_open(99)).toThrowErrorMatchingInlineSnapshot(
      `[FirmwareError: pin 99: this board has pins 0 to 19]`,
    );
    expect(() => adc_start(14)).toThrowErrorMatchingInlineSnapshot(
      `[FirmwareError: pin 14 (A0) is measured before it was made an analogue input]`,
    );
    const { adc_open: open, adc_watch } = setUp(pico());
    expect(() => open(25)).toThrowErrorMatchingInlineSnapshot(
      `[FirmwareError: pin 25 (GP25) cannot measure a voltage: this board measures at pins 26 to 28]`,
    );
    open(26);
    expect(() => adc_watch(26, -1, 0, 0)).toThrowErrorMatchingInlineSnapshot(
      `[FirmwareError: pin 26 was to be watched every -1 µs]`,
    );
  });

  test("measuring half of the supply is no conflict of levels", () => {
    const { adc_open, adc_start, run, told } = setUp(knob());
    adc_open(14);
    adc_start(14);
    run(500);
    expect(told).toEqual([]);
  });
});
