import { describe, expect, test } from "vitest";
import { LedMatrix } from "../../../simulator/parts/neopixel-types.ts";
import {
  NeoPixels,
  ONE_HIGH,
  ONE_LOW,
  PASS_DELAY,
  RESET_LOW,
  ZERO_HIGH,
  ZERO_LOW,
} from "../../../simulator/parts/neopixels.ts";
import { bench, uno, type Bench } from "../../support/board.ts";
import { Wave } from "../../support/wave.ts";

const strip = (pixels: number, ...wires: string[]): ReturnType<typeof uno> =>
  uno(
    { s: ["led-strip", { pixels: `${pixels}` }] },
    ...["uno:5V s:VDD", "uno:GND.1 s:VSS", "uno:6 s:DIN"],
    ...wires,
  );

interface Times {
  readonly zero: readonly [high: bigint, low: bigint];
  readonly one: readonly [high: bigint, low: bigint];
}

const usual: Times = { zero: [300n, 950n], one: [660n, 590n] };

function send(wave: Wave, bytes: readonly number[], { zero, one }: Times = usual): void {
  for (const byte of bytes) {
    for (let place = 7; place >= 0; place--) {
      wave.pulse(6, ...((byte >> place) & 1 ? one : zero));
    }
  }
}

const pixelsOf = (table: Bench, id = "s"): NeoPixels => table.parts.get(NeoPixels, id, "strip");
const messages = (table: Bench): string[] => table.diagnostics.map(({ message }) => message);

/** Sends two LEDs their colours, and waits for the latch. */
function shown(times: Times): { colors: readonly string[]; told: string[] } {
  const table = bench(strip(2));
  const wave = new Wave(table);
  send(wave, [0x0f, 0xf0, 0xaa, 0x55, 0x00, 0xff], times);
  wave.wait(300_000n);
  return { colors: pixelsOf(table).colors, told: messages(table) };
}

describe("at the limits of the WS2812B-V5 datasheet", () => {
  const good = ["#f00faa", "#0055ff"];
  const EITHER = "and the WS2812B needs 220ns to 380ns for a 0, 580ns to 1us for a 1";

  test.each([
    ["shortest", { zero: [ZERO_HIGH[0], ZERO_LOW], one: [ONE_HIGH[0], ONE_LOW] }],
    ["longest", { zero: [ZERO_HIGH[1], ZERO_LOW], one: [ONE_HIGH[1], ONE_LOW] }],
    ["a bit's low of 200 us", { zero: [300n, 200_000n], one: [660n, 200_000n] }],
  ] as const)("the %s pulses are told apart without a warning", (_, times) => {
    expect(shown(times)).toEqual({ colors: good, told: [] });
  });

  test.each([
    ["a 0 too short", { ...usual, zero: [ZERO_HIGH[0] - 1n, 950n] }, `high for 219ns, ${EITHER}`],
    ["a 0 too long", { ...usual, zero: [ZERO_HIGH[1] + 1n, 950n] }, `high for 381ns, ${EITHER}`],
    ["a 1 too short", { ...usual, one: [ONE_HIGH[0] - 1n, 590n] }, `high for 579ns, ${EITHER}`],
    ["a 1 too long", { ...usual, one: [ONE_HIGH[1] + 1n, 590n] }, `high for 1.001us, ${EITHER}`],
    [
      "the low of a 0 too short",
      { ...usual, zero: [300n, ZERO_LOW - 1n] },
      "low after a 0 for 579ns, and the WS2812B needs 580ns at least",
    ],
    [
      "the low of a 1 too short",
      { ...usual, one: [660n, ONE_LOW - 1n] },
      "low after a 1 for 579ns, and the WS2812B needs 580ns at least",
    ],
  ] as const)("%s by a nanosecond is told of once", (_, times, message) => {
    const { colors, told } = shown(times);
    expect(colors).toEqual(good);
    expect(told).toEqual([`s: DIN was ${message}`]);
  });

  test("they show what they got after a low of more than 280 us, and not at 280", () => {
    const table = bench(strip(1));
    const wave = new Wave(table);
    send(wave, [0, 255, 0], { ...usual, zero: [300n, 950n] });
    // The low of the last 0 has begun already.
    wave.wait(RESET_LOW - 950n);
    expect(pixelsOf(table).colors).toEqual(["#000000"]);
    wave.wait(1n);
    expect(pixelsOf(table).colors).toEqual(["#ff0000"]);
    expect(pixelsOf(table).changes).toEqual([{ time: wave.now, colors: ["#ff0000"] }]);
  });
});

test("a strip of 500 LEDs is decoded to its end", () => {
  const table = bench(strip(500));
  const wave = new Wave(table);
  const bytes = Array.from({ length: 1500 }, (_, i) => (i * 7) & 255);
  send(wave, bytes);
  wave.wait(300_000n);
  const { colors } = pixelsOf(table);
  const hex = (value: number): string => value.toString(16).padStart(2, "0");
  colors.forEach((color, i) => {
    const [green, red, blue] = bytes.slice(3 * i);
    expect(color).toBe(`#${hex(red!)}${hex(green!)}${hex(blue!)}`);
  });
  expect(messages(table)).toEqual([]);
});

test("fewer bytes than LEDs leave the others as they were, and a part of a LED is told of", () => {
  const table = bench(strip(3));
  const wave = new Wave(table);
  send(wave, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  wave.wait(300_000n);
  send(wave, [0, 0, 0]);
  wave.wait(300_000n);
  expect(pixelsOf(table).colors).toEqual(["#000000", "#050406", "#080709"]);
  expect(messages(table)).toEqual([]);
  send(wave, [9, 9, 9, 9]);
  wave.wait(300_000n);
  expect(pixelsOf(table).colors).toEqual(["#090909", "#050406", "#080709"]);
  expect(messages(table)).toMatchInlineSnapshot(`
    [
      "s got 32 bits before the line fell silent: each LED needs 24, and the last one keeps its colour",
    ]
  `);
});

describe("one behind the other", () => {
  const chain = (): Bench =>
    bench(
      uno(
        { s: "neopixel", ring: ["led-ring", { pixels: "2" }] },
        ...["uno:5V s:VDD", "uno:GND.1 s:VSS", "uno:6 s:DIN"],
        ...["uno:5V ring:VCC", "uno:GND.2 ring:GND", "s:DOUT ring:DIN"],
      ),
    );

  test("each takes its bits and passes the rest on, behind the delay of its LEDs", () => {
    const table = chain();
    const wave = new Wave(table);
    const seen: string[] = [];
    table.circuit.watch(["ring:DIN"], () =>
      seen.push(`${table.circuit.levelAt("ring:DIN")}@${table.clock.now}`),
    );
    send(wave, [0, 255, 0]);
    const own = wave.now;
    expect(seen).toEqual([]);
    send(wave, [1, 2, 3, 4, 5, 6]);
    wave.wait(300_000n);
    expect(seen.slice(0, 2)).toEqual([`1@${own + PASS_DELAY}`, `0@${own + PASS_DELAY + 300n}`]);
    expect(pixelsOf(table).colors).toEqual(["#ff0000"]);
    expect(pixelsOf(table, "ring").colors).toEqual(["#020103", "#050406"]);
    expect(messages(table)).toEqual([]);
  });

  test("a pulse that is too long is told of by the first alone, which passes on a better one", () => {
    const table = chain();
    const wave = new Wave(table);
    send(wave, [0, 255, 0, 1, 2, 3, 4, 5, 6], { ...usual, zero: [400n, 850n] });
    wave.wait(300_000n);
    expect(pixelsOf(table, "ring").colors).toEqual(["#020103", "#050406"]);
    expect(messages(table)).toHaveLength(1);
    expect(messages(table)[0]).toMatch(/^s: /);
  });
});

test("a matrix lies in rows, and a serpentine has each second one backwards", () => {
  const table = bench(
    uno(
      { s: ["led-matrix", { rows: "2", cols: "2", layout: "serpentine" }] },
      ...["uno:5V s:VDD", "uno:GND.1 s:VSS", "uno:6 s:DIN"],
    ),
  );
  const wave = new Wave(table);
  send(wave, [0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4]);
  wave.wait(300_000n);
  expect(table.parts.get(LedMatrix, "s", "matrix").picture).toEqual([
    ["#000001", "#000002"],
    ["#000004", "#000003"],
  ]);
});

test("without power it shows nothing, and says so once it is sent something", () => {
  const table = bench(uno({ s: "neopixel" }, "uno:5V s:VDD", "uno:6 s:DIN"));
  const wave = new Wave(table);
  send(wave, [255, 255, 255, 1]);
  wave.wait(300_000n);
  expect(pixelsOf(table).colors).toEqual(["#000000"]);
  expect(table.diagnostics.map(({ message, hint }) => [message, hint])).toMatchInlineSnapshot(`
    [
      [
        "s is sent data, but it has no power: its VSS is not at ground",
        "Wire s:VDD to the supply and s:VSS to ground.",
      ],
    ]
  `);
});

test("power that goes takes the colours with it", () => {
  const table = bench(uno({ s: "neopixel" }, "uno:7 s:VDD", "uno:GND.1 s:VSS", "uno:6 s:DIN"));
  const wave = new Wave(table).set(7, 1);
  send(wave, [255, 255, 255]);
  wave.wait(300_000n);
  expect(pixelsOf(table).colors).toEqual(["#ffffff"]);
  wave.set(7, 0).wait(1n);
  expect(pixelsOf(table).colors).toEqual(["#000000"]);
});
