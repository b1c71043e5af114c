import { describe, expect, test } from "vitest";
import {
  CLEAR_DELAY,
  CLOCK_PERIOD,
  DATA_HOLD,
  DATA_SETUP,
  DISABLE_DELAY,
  ENABLE_DELAY,
  LATCH_SETUP,
  PULSE,
  RECOVERY,
  SHIFT_DELAY,
  ShiftRegister,
  STORE_DELAY,
} from "../../../simulator/parts/hc595.ts";
import { bench, uno, type Bench } from "../../support/board.ts";
import { Wave } from "../../support/wave.ts";

const DS = 2;
const SHCP = 3;
const STCP = 4;
const MR = 5;
const OE = 6;

const power = (id: string): string[] => [`uno:5V ${id}:VCC`, `uno:GND.1 ${id}:GND`];
const clocks = (id: string): string[] => [`uno:3 ${id}:SHCP`, `uno:4 ${id}:STCP`];

/** One with all its inputs at pins, in their usual state. */
function one(): { table: Bench; wave: Wave; register: ShiftRegister } {
  const table = bench(
    uno({ r: "74hc595" }, ...power("r"), ...clocks("r"), "uno:2 r:DS", "uno:5 r:MR", "uno:6 r:OE"),
  );
  const wave = new Wave(table).set(DS, 0).set(SHCP, 0).set(STCP, 0).set(MR, 1).set(OE, 0);
  wave.wait(1_000n);
  return { table, wave, register: table.parts.get(ShiftRegister, "r", "shift register") };
}

/** Bits, the first of them first, each of 100 ns; then the latch. */
function shift(wave: Wave, bits: string): void {
  for (const bit of bits) {
    wave.set(DS, bit === "1" ? 1 : 0).wait(50n);
    wave.pulse(SHCP, 50n, 0n);
  }
  wave.wait(50n).pulse(STCP, 50n, 50n);
}

const outputs = (table: Bench, id = "r"): string =>
  Array.from({ length: 8 }, (_, i) => table.circuit.levelAt(`${id}:Q${7 - i}`)).join("");

const messages = (table: Bench): string[] => table.diagnostics.map(({ message }) => message);

test("the first bit comes to Q7, and all outputs change at once behind STCP", () => {
  const { table, wave, register } = one();
  expect(outputs(table)).toBe("00000000");
  for (const bit of "10110010") {
    wave.set(DS, bit === "1" ? 1 : 0).wait(50n);
    wave.pulse(SHCP, 50n, 0n);
  }
  expect(register.shifted).toBe(0b1011_0010);
  expect(outputs(table)).toBe("00000000");
  wave
    .wait(50n)
    .set(STCP, 1)
    .wait(STORE_DELAY - 1n);
  expect(outputs(table)).toBe("00000000");
  wave.wait(1n);
  expect(outputs(table)).toBe("10110010");
  expect(register.value).toBe(0b1011_0010);
  expect(messages(table)).toEqual([]);
});

test("OE lets go of the outputs, and MR clears what is shifted but not what is shown", () => {
  const { table, wave, register } = one();
  shift(wave, "11111111");
  wave.set(OE, 1).wait(DISABLE_DELAY - 1n);
  expect(outputs(table)).toBe("11111111");
  wave.wait(1n);
  expect(outputs(table)).toBe("zzzzzzzz");
  wave.set(OE, 0).wait(ENABLE_DELAY - 1n);
  expect(outputs(table)).toBe("zzzzzzzz");
  wave.wait(1n);
  expect(outputs(table)).toBe("11111111");
  wave.set(MR, 0).wait(CLEAR_DELAY - 1n);
  expect(table.circuit.levelAt("r:Q7S")).toBe(1);
  wave.wait(1n);
  expect(table.circuit.levelAt("r:Q7S")).toBe(0);
  expect([register.shifted, outputs(table)]).toEqual([0, "11111111"]);
  // Clocks count for nothing while it is cleared.
  wave.set(DS, 1).wait(50n).pulse(SHCP, 50n, 50n);
  expect(register.shifted).toBe(0);
  wave.set(MR, 1).wait(50n).pulse(STCP, 50n, 50n);
  expect(outputs(table)).toBe("00000000");
});

test("with both clocks together the shift register is a pulse ahead", () => {
  const { wave, register } = one();
  wave.set(DS, 1).wait(50n);
  for (let i = 0; i < 2; i++)
    wave.set(STCP, 1).set(SHCP, 1).wait(50n).set(STCP, 0).set(SHCP, 0).wait(50n);
  expect([register.shifted, register.value]).toEqual([0b11, 0b1]);
});

describe("at the limits of the data sheet, at 4.5 V", () => {
  /** Each brings one time; the others are long. */
  const cases: readonly [string, bigint, (wave: Wave, time: bigint) => void][] = [
    ["SHCP was high for", PULSE, (wave, time) => wave.pulse(SHCP, time, 100n)],
    [
      "SHCP was low for",
      PULSE,
      (wave, time) => wave.pulse(SHCP, 100n, time).pulse(SHCP, 100n, 100n),
    ],
    ["STCP was high for", PULSE, (wave, time) => wave.pulse(STCP, time, 100n)],
    [
      "STCP was low for",
      PULSE,
      (wave, time) => wave.pulse(STCP, 100n, time).pulse(STCP, 100n, 100n),
    ],
    ["MR was low for", PULSE, (wave, time) => wave.set(MR, 0).wait(time).set(MR, 1).wait(100n)],
    [
      "SHCP has a period of",
      CLOCK_PERIOD,
      (wave, time) => wave.pulse(SHCP, 15n, time - 15n).pulse(SHCP, 100n, 100n),
    ],
    [
      "STCP has a period of",
      CLOCK_PERIOD,
      (wave, time) => wave.pulse(STCP, time - 15n, 15n).pulse(STCP, 100n, 100n),
    ],
    [
      "MR was let go before SHCP by",
      RECOVERY,
      (wave, time) => wave.set(MR, 0).wait(100n).set(MR, 1).wait(time).pulse(SHCP, 100n, 100n),
    ],
    [
      "DS came before SHCP by",
      DATA_SETUP,
      (wave, time) => wave.set(DS, 1).wait(time).pulse(SHCP, 100n, 100n),
    ],
    [
      "DS changed behind SHCP by",
      DATA_HOLD,
      (wave, time) => wave.set(SHCP, 1).wait(time).set(DS, 1).wait(100n).set(SHCP, 0).wait(100n),
    ],
    [
      "SHCP came before STCP by",
      LATCH_SETUP,
      (wave, time) => wave.set(SHCP, 1).wait(time).pulse(STCP, 100n, 100n).set(SHCP, 0).wait(100n),
    ],
  ];

  test.each(cases)("%s %s ns is enough, and one less is told of", (what, least, act) => {
    const good = one();
    act(good.wave, least);
    expect(messages(good.table)).toEqual([]);
    const bad = one();
    act(bad.wave, least - 1n);
    act(bad.wave, least - 1n);
    expect(messages(bad.table)).toEqual([
      `r: ${what} ${least - 1n}ns, and the 74HC595 needs ${least}ns at least`,
    ]);
  });

  test("pulses of no time, as an ideal processor makes them, work and are not judged", () => {
    const { table, wave } = one();
    for (const bit of "10100101") {
      wave
        .set(DS, bit === "1" ? 1 : 0)
        .set(SHCP, 1)
        .set(SHCP, 0);
    }
    wave.set(STCP, 1).set(STCP, 0).wait(100n);
    expect(outputs(table)).toBe("10100101");
    expect(messages(table)).toEqual([]);
  });
});

describe("two in a row", () => {
  const two = (): { table: Bench; wave: Wave } => {
    const table = bench(
      uno(
        { r: "74hc595", far: "74hc595" },
        // The far one first: it must not matter who is told of a clock first.
        ...["far", "r"].flatMap((id) => [...power(id), ...clocks(id)]),
        ...["uno:5V r:MR", "uno:5V far:MR", "uno:GND.2 r:OE", "uno:GND.2 far:OE"],
        ...["uno:2 r:DS", "r:Q7S far:DS"],
      ),
    );
    return { table, wave: new Wave(table).set(DS, 0).set(SHCP, 0).set(STCP, 0).wait(1_000n) };
  };

  test("what leaves the first comes to the second, behind the delay of Q7S", () => {
    const { table, wave } = two();
    shift(wave, "1100101000110101");
    expect([outputs(table, "far"), outputs(table)]).toEqual(["11001010", "00110101"]);
    wave.set(DS, 0).wait(50n).pulse(SHCP, 50n, 50n);
    wave.set(SHCP, 1).wait(SHIFT_DELAY - 1n);
    expect(table.circuit.levelAt("far:DS")).toBe(0);
    wave.wait(1n);
    expect(table.circuit.levelAt("far:DS")).toBe(1);
    expect(messages(table)).toEqual([]);
  });

  test("so it does for pulses of no time", () => {
    const { table, wave } = two();
    for (const bit of "1100101000110101") {
      wave
        .set(DS, bit === "1" ? 1 : 0)
        .set(SHCP, 1)
        .set(SHCP, 0);
    }
    wave.set(STCP, 1).set(STCP, 0).wait(100n);
    expect([outputs(table, "far"), outputs(table)]).toEqual(["11001010", "00110101"]);
  });
});

test("inputs that were forgotten are told of, and so is a supply", () => {
  const forgotten = bench(uno({ r: "74hc595" }, ...power("r"), ...clocks("r"), "uno:2 r:DS"));
  shift(new Wave(forgotten).wait(1_000n), "00000011");
  expect(outputs(forgotten)).toBe("00000011");
  expect(forgotten.diagnostics.map(({ message, hint }) => [message, hint])).toMatchInlineSnapshot(`
    [
      [
        "r: MR is wired to nothing, so a real 74HC595 may work or not",
        "Wire r:MR to VCC, or to an output.",
      ],
      [
        "r: OE is wired to nothing, so a real 74HC595 may work or not",
        "Wire r:OE to GND, or to an output.",
      ],
    ]
  `);
  const dead = bench(uno({ r: "74hc595" }, "uno:5V r:VCC", ...clocks("r"), "uno:2 r:DS"));
  shift(new Wave(dead).wait(1_000n), "00000011");
  expect(outputs(dead)).toBe("zzzzzzzz");
  expect(messages(dead)).toMatchInlineSnapshot(`
    [
      "r is sent data, but it has no power: its GND is not at ground",
    ]
  `);
});
