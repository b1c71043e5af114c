import { expect, test } from "vitest";
import { BURST, CYCLE, echoOf, NO_ECHO, TRIGGER } from "../../../simulator/parts/hc-sr04.ts";
import { bench, uno, type Bench } from "../../support/board.ts";

const wires = ["uno:5V s:VCC", "uno:GND.1 s:GND", "uno:3 s:TRIG", "uno:2 s:ECHO"];
const ms = (n: number): bigint => BigInt(n) * 1_000_000n;

function wired(distance: string, ...without: string[]): Bench {
  const used = wires.filter((wire) => !without.some((name) => wire.endsWith(name)));
  return bench(uno({ s: ["hc-sr04", { distance }] }, ...used));
}

/** Holds TRIG high from `at` on. */
function trigger({ clock, circuit }: Bench, at: bigint, width: bigint): void {
  clock.at(at, () => circuit.drive(3, 1));
  clock.at(at + width, () => circuit.drive(3, 0));
}

/** When ECHO goes high, and for how long. */
function echoes(on: Bench, until: bigint): [bigint, bigint][] {
  const found: [bigint, bigint][] = [];
  let rose = -1n;
  on.circuit.onLevel((pin, level) => {
    if (pin !== 2) return;
    if (level === 1) rose = on.clock.now;
    else if (level === 0 && rose >= 0n) found.push([rose, on.clock.now - rose]);
  });
  on.run(until);
  return found;
}

// ElecFreaks, HC-SR04 User Guide, section 5.
test("a trigger of 10 us is the shortest: behind it come 8 cycles of 40 kHz, and the echo", () => {
  const good = wired("100");
  trigger(good, ms(1), TRIGGER);
  expect(echoes(good, ms(50))).toEqual([[ms(1) + TRIGGER + BURST, 5_827_506n]]);
  expect(good.diagnostics).toEqual([]);
  const bad = wired("100");
  trigger(bad, ms(1), TRIGGER - 1n);
  expect(echoes(bad, ms(50))).toEqual([]);
  expect(bad.diagnostics.map(({ message, hint }) => [message, hint])).toMatchInlineSnapshot(`
    [
      [
        "s measures nothing: TRIG was high for less than 10 us",
        "Hold TRIG high for 10 us or more: \`await sleep(micros(10))\`.",
      ],
    ]
  `);
});

test("it sees from 2 cm to 4 m; nearer and farther there is no echo, and ECHO is high for 38 ms", () => {
  expect(["1.9", "2", "400", "400.1"].map((cm) => echoOf(Number(cm)))).toEqual([
    NO_ECHO,
    116_550n,
    23_310_023n,
    NO_ECHO,
  ]);
});

test("the distance at the moment of the burst counts", () => {
  const on = wired("100");
  trigger(on, ms(1), TRIGGER);
  on.clock.at(ms(3), () => on.parts.set("s", "distance", 50));
  trigger(on, ms(100), TRIGGER);
  expect(echoes(on, ms(200)).map(([, width]) => width)).toEqual([echoOf(100), echoOf(50)]);
});

test("60 ms lie between two measurements; sooner is told, and not heard during one", () => {
  const good = wired("400");
  trigger(good, 0n, TRIGGER);
  trigger(good, CYCLE, TRIGGER);
  expect(echoes(good, ms(200))).toHaveLength(2);
  expect(good.diagnostics).toEqual([]);
  const bad = wired("400");
  trigger(bad, 0n, TRIGGER);
  trigger(bad, ms(10), TRIGGER);
  trigger(bad, CYCLE - 1n, TRIGGER);
  expect(echoes(bad, ms(200))).toHaveLength(2);
  expect(bad.diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "s was triggered again within 60 ms: a real one may take the old echo for the new one",
    ]
  `);
});

test("without power it is silent, and says so once when it is triggered", () => {
  const messages = ["s:VCC", "s:GND"].map((lacking) => {
    const on = wired("100", lacking);
    trigger(on, ms(1), TRIGGER);
    trigger(on, ms(100), TRIGGER);
    expect(echoes(on, ms(200))).toEqual([]);
    return on.diagnostics.map(({ message, hint }) => `${message}. ${hint}`);
  });
  expect(messages).toMatchInlineSnapshot(`
    [
      [
        "s was triggered, but it has no power: nothing feeds its VCC. Wire s:VCC to the supply and s:GND to ground.",
      ],
      [
        "s was triggered, but it has no power: its GND is not at ground. Wire s:VCC to the supply and s:GND to ground.",
      ],
    ]
  `);
});
