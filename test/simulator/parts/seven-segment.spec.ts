import { expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import { SevenSegmentDisplay } from "../../../simulator/parts/index.ts";
import { bench, uno, type Bench } from "../../support/board.ts";

const ms = (n: number): bigint => BigInt(n) * 1_000_000n;
const segments = [..."ABCDEFG"].map((name, i) => `uno:${i} d:${name}`).concat("uno:7 d:DP");

function wired(attrs: Record<string, string>): Bench & { display: SevenSegmentDisplay } {
  const commons =
    attrs["digits"] === undefined ? ["uno:8 d:COM.2"] : ["uno:8 d:DIG1", "uno:9 d:DIG2"];
  const on = bench(uno({ d: ["7segment", attrs] }, ...segments, ...commons, "uno:10 d:CLN"));
  for (let pin = 0; pin <= 10; pin++) on.circuit.configure(pin, PinMode.OutputLow);
  return { ...on, display: on.parts.get(SevenSegmentDisplay, "d", "display") };
}

/** Drives the segments; `lit` is the level at which they are on. */
function show({ circuit }: Bench, bits: number, lit: 0 | 1): void {
  for (let i = 0; i < 8; i++) circuit.write(i, (bits >> i) & 1 ? lit : lit === 1 ? 0 : 1);
}

test("a segment is lit with a common cathode while it is high, with a common anode while it is low", () => {
  const cathode = wired({ common: "cathode" });
  show(cathode, 0x5b | 0x80, 1);
  cathode.run(ms(20));
  expect([cathode.display.text, cathode.display.digits]).toEqual(["2.", [0x5b | 0x80]]);
  const anode = wired({});
  show(anode, 0x77, 0);
  anode.circuit.write(8, 1);
  anode.run(ms(20));
  expect(anode.display.text).toBe("A");
  show(anode, 0x77, 1);
  anode.run(ms(40));
  expect(anode.display.text).toBe("_.");
});

/** Two digits in turn, each for `turn`, with a pause in between that a ghost would need. */
function multiplexed(turn: bigint): { text: string; bright: number }[] {
  const on = wired({ common: "cathode", digits: "2" });
  on.circuit.write(8, 1);
  on.circuit.write(9, 1);
  const lightDigit = (digit: number): void => {
    on.circuit.write(8 + (1 - digit), 1);
    show(on, [0x06, 0x4f][digit]!, 1);
    on.circuit.write(8 + digit, 0);
    on.clock.at(on.clock.now + turn, () => lightDigit(1 - digit));
  };
  on.clock.at(0n, () => lightDigit(0));
  return [100, 103, 107, 111].map((at) => {
    on.run(ms(at));
    return { text: on.display.text, bright: on.display.brightness(0)[1]! };
  });
}

test("digits that are lit in turn within 20 ms are seen together, each for its part of the time", () => {
  for (const { text, bright } of multiplexed(ms(2))) {
    expect(text).toBe("13");
    expect(Math.abs(bright - 0.5)).toBeLessThan(0.06);
  }
});

test("digits that take longer flicker: some moments show only one of them", () => {
  const texts = multiplexed(ms(30)).map(({ text }) => text);
  expect(new Set(texts).size).toBeGreaterThan(1);
});

test("a segment without a resistor in its loop is told of once", () => {
  const on = wired({ common: "cathode" });
  show(on, 0xff, 1);
  expect(on.diagnostics.map(({ message, hint }) => `${message}. ${hint}`)).toMatchInlineSnapshot(`
    [
      "d is lit with no resistor in its loop. Put a resistor in series with each of its lights, such as 220 Ω.",
    ]
  `);
});
