import { expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import {
  ANSWER,
  dhtBytes,
  END,
  GAP,
  INTERVAL,
  ONE,
  PAUSE,
  START_LEAST,
  START_MOST,
  WARM_UP,
  ZERO,
} from "../../../simulator/parts/dht22.ts";
import { bench, uno, type Bench } from "../../support/board.ts";

const wires = ["uno:5V dht:VCC", "uno:GND.1 dht:GND", "uno:2 dht:SDA"];
const attrs = { temperature: "35.1", humidity: "65.2" };
const ms = (n: number): bigint => BigInt(n) * 1_000_000n;

function wired(used = wires, pull: number = PinMode.InputPullUp): Bench {
  const on = bench(uno({ dht: ["dht22", attrs] }, ...used));
  on.circuit.configure(2, pull);
  return on;
}

/** A start signal at `at`; what the line does behind it, up to a millisecond after the last edge. */
function ask(on: Bench, at: bigint, low: bigint, pull: number = PinMode.InputPullUp): bigint[] {
  const times: bigint[] = [];
  on.run(at);
  on.circuit.configure(2, PinMode.OutputLow);
  on.run(at + low);
  on.circuit.configure(2, pull);
  times.push(on.clock.now);
  const stop = on.circuit.onLevel((pin) => pin === 2 && times.push(on.clock.now));
  on.run(at + low + ms(8));
  stop();
  return times;
}

const spans = (times: readonly bigint[]): bigint[] =>
  times.slice(1).map((time, i) => time - times[i]!);

/** The bytes of an answer. */
function bytesOf(times: readonly bigint[]): number[] {
  const highs = spans(times).filter((_, i) => i % 2 === 0);
  const bits = highs.slice(2, 42).map((width) => (width > 49_000n ? 1 : 0));
  return [0, 8, 16, 24, 32].map((from) =>
    bits.slice(from, from + 8).reduce<number>((byte, bit) => byte * 2 + bit, 0),
  );
}

// Aosong, AM2302 product manual, section 7.2: the example there is 65.2 % and 35.1 degrees.
test("the answer has the bits of the data sheet, at its times", () => {
  const times = ask(wired(), WARM_UP, ms(1));
  expect(bytesOf(times)).toEqual([0b10, 0b10001100, 0b1, 0b01011111, 0b11101110]);
  const all = spans(times);
  expect(all.slice(0, 3)).toEqual([PAUSE, ANSWER, ANSWER]);
  expect(new Set(all.slice(3, -1).filter((_, i) => i % 2 === 0))).toEqual(new Set([GAP]));
  expect(new Set(all.slice(3, -1).filter((_, i) => i % 2 === 1))).toEqual(new Set([ZERO, ONE]));
  expect([all.length, all.at(-1)]).toEqual([84, END]);
});

test("a temperature below zero has its sign in front, and the sum is cut to a byte", () => {
  expect(dhtBytes(-10.1, 65.2)).toEqual([2, 0x8c, 0x80, 0x65, (2 + 0x8c + 0x80 + 0x65) & 255]);
  expect(dhtBytes(-40, 99.9)).toEqual([3, 0xe7, 0x81, 0x90, (3 + 0xe7 + 0x81 + 0x90) & 255]);
  expect(dhtBytes(0, 0)).toEqual([0, 0, 0, 0, 0]);
});

test.each([
  [START_LEAST, 85],
  [START_LEAST - 1n, 1],
  [START_MOST, 85],
  [START_MOST + 1n, 1],
])("a start of %d ns is followed by %d edges", (low, edges) => {
  const on = wired();
  expect(ask(on, WARM_UP, low)).toHaveLength(edges);
  expect(on.diagnostics).toHaveLength(edges === 1 ? 1 : 0);
});

test("it is silent in the first second after power, and gives old values within two seconds", () => {
  const on = wired();
  expect(ask(on, WARM_UP - ms(1) - 1n, ms(1))).toHaveLength(1);
  const first = ask(on, WARM_UP + ms(10), ms(1));
  on.parts.set("dht", "temperature", 20);
  const measured = first[0]!;
  expect(bytesOf(ask(on, measured + INTERVAL - ms(1) - 1n, ms(1)))).toEqual(bytesOf(first));
  expect(bytesOf(ask(on, measured + INTERVAL + ms(10), ms(1)))).toEqual(dhtBytes(20, 65.2));
  expect(on.diagnostics.map(({ message, hint }) => `${message}. ${hint}`)).toMatchInlineSnapshot(`
    [
      "dht does not answer: it was asked within 1 s after power came. Wait 1 s before the first reading.",
      "dht was read again within 2 s: it answers with what it measured before. Wait 2 s or more from one reading to the next.",
    ]
  `);
});

test("two seconds after the last measurement it measures anew", () => {
  const on = wired();
  const [measured] = ask(on, WARM_UP, ms(1));
  on.parts.set("dht", "humidity", 12.5);
  expect(bytesOf(ask(on, measured! + INTERVAL - ms(1), ms(1)))).toEqual(dhtBytes(35.1, 12.5));
  expect(on.diagnostics).toEqual([]);
});

test("what is forgotten is told: power, the pull-up, the time of the start", () => {
  const told = (on: Bench): string[] => on.diagnostics.map((d) => `${d.message}. ${d.hint}`);
  const unpowered = wired(wires.slice(1));
  ask(unpowered, WARM_UP, ms(1));
  const floating = wired(wires, PinMode.Input);
  ask(floating, WARM_UP, ms(1), PinMode.Input);
  const short = wired();
  ask(short, WARM_UP, 500_000n);
  const long = wired();
  ask(long, WARM_UP, ms(21));
  expect([unpowered, floating, short, long].map(told)).toMatchInlineSnapshot(`
    [
      [
        "dht is asked, but it has no power: nothing feeds its VCC. Wire dht:VCC to the supply and dht:GND to ground.",
      ],
      [
        "nothing pulls dht:SDA up: it cannot answer. Wire a resistor of 4.7k from SDA to the supply, or give the pin its pull-up: \`Pull.Up\`.",
      ],
      [
        "dht does not answer: SDA was low for less than 0.8 ms. Hold it low for 1 ms to begin a reading.",
      ],
      [
        "dht does not answer: SDA was low for more than 20 ms. Hold it low for 1 ms to begin a reading.",
      ],
    ]
  `);
});

test("a host that drives the line while it answers is a conflict that names both", () => {
  const on = wired();
  ask(on, WARM_UP, ms(1), PinMode.OutputHigh);
  expect(on.diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "pin 2 (output high) and dht:SDA (output low) drive one net both ways",
    ]
  `);
});
