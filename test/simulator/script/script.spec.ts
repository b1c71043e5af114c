import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "../../../compiler/index.ts";
import {
  formatScript,
  millis,
  parseDiagram,
  parseScript,
  playScript,
  replayString,
  seconds,
  Simulator,
} from "../../../simulator/index.ts";

function refusal(text: string): string {
  try {
    parseScript(text);
  } catch (error) {
    return `${(error as Error).message}\n  way out: ${(error as { hint: string }).hint}`;
  }
  return "accepted";
}

const example = `
# two presses, the second one short
seed 7
1.7s  press BTN1 20ms
600ms press BTN1 300ms   # the long one
2s drive 2 high; 2.1s release 2
`;

test("a script has a seed and what happens, by time", () => {
  const script = parseScript(example);
  expect(replayString(script)).toBe(
    "seed 7; 600ms press BTN1 300ms; 1.7s press BTN1 20ms; 2s drive 2 high; 2.1s release 2",
  );
  expect(parseScript(replayString(script))).toEqual(script);
  expect(parseScript(formatScript(script))).toEqual(script);
  expect(formatScript(parseScript(""))).toBe("seed 1\n");
});

test("what is written is read back, whatever it is", () => {
  const at = fc.bigInt({ min: 0n, max: 10n ** 18n });
  const level = fc.constantFrom("low", "high");
  const happening = fc.oneof(
    fc.record({ kind: fc.constant("drive"), at, words: fc.tuple(fc.nat(40).map(String), level) }),
    fc.record({
      kind: fc.constant("press"),
      at,
      late: fc.constant(true),
      words: fc.constant(["BTN1", "80ms"]),
    }),
  );
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.array(happening), (seed, happenings) => {
      const text = formatScript({ seed, happenings });
      expect(formatScript(parseScript(formatScript(parseScript(text))))).toBe(
        formatScript(parseScript(text)),
      );
      expect(parseScript(text).happenings).toHaveLength(happenings.length);
    }),
  );
});

test("what is late at an instant stands behind the rest of it", () => {
  const script = parseScript("1s+ drive 2 low; 1s drive 3 low; 999ms+ drive 4 low; 1s drive 5 low");
  expect(replayString(script)).toBe(
    "seed 1; 999ms+ drive 4 low; 1s drive 3 low; 1s drive 5 low; 1s+ drive 2 low",
  );
  expect(parseScript(replayString(script))).toEqual(script);
});

test("what is late happens after the firmware's turn of that instant, and the rest before", async () => {
  // Every 100 ms somebody reads pin 2, which is pulled up, and says what it is.
  const { wasm, table } = await compile("test/simulator/script/reader.firmware.ts");
  const read = (text: string): readonly string[] => {
    const sim = Simulator.load(wasm, { table });
    playScript(sim, parseScript(text));
    sim.runFor(millis(250));
    return sim.logs.map((line) => line.text);
  };
  expect(read("100ms drive 2 low")).toEqual(["0", "0"]);
  expect(read("100ms+ drive 2 low")).toEqual(["1", "0"]);
  expect(read("100ms+ drive 2 low; 200ms release 2")).toEqual(["1", "1"]);
  expect(read("100ms+ drive 2 low; 200ms+ release 2")).toEqual(["1", "0"]);
});

test("what is late is known to be wrong when its time has come", async () => {
  const { wasm } = await compile("examples/blink/blink.ts");
  const sim = Simulator.load(wasm);
  playScript(sim, parseScript("100ms+ drive 99 low"));
  expect(() => sim.runFor(millis(99))).not.toThrow();
  expect(() => sim.runFor(millis(1))).toThrow("there is no pin 99");
  const other = Simulator.load(wasm);
  other.runFor(seconds(1));
  expect(() => playScript(other, parseScript("100ms+ drive 2 low"))).toThrow(
    "nothing can happen at 100ms: it is 1s already",
  );
});

test("what is late comes again after a step back", async () => {
  const { wasm, table } = await compile("test/simulator/script/reader.firmware.ts");
  const sim = Simulator.load(wasm, { table, history: true });
  playScript(sim, parseScript("100ms+ drive 2 low"));
  sim.runFor(millis(150));
  while (sim.stepBack());
  sim.runUntil(millis(250));
  expect(sim.logs.map((line) => line.text)).toEqual(["1", "0"]);
});

test("what is wrong in a script is told with its line", () => {
  expect(
    [
      "seed x",
      "seed 1; seed 2",
      "\n600 press BTN1 1s",
      "600ms",
      "600ms pres BTN1 1s",
      "press BTN1 1s",
    ].map(refusal),
  ).toMatchInlineSnapshot(`
    [
      "line 1: "seed x" is no seed
      way out: write seed and a whole number",
      "line 1: the seed is given twice
      way out: keep one",
      "line 2: "600" has no unit
      way out: write a number and a unit: 80ms, 1.2s, 5m (ns, us, ms, s, m, h, d)",
      "line 1: at 600ms nothing happens
      way out: write what happens behind the time",
      "line 1: nothing is called "pres"; did you mean "press"?
      way out: what can happen: press, drive, release, set, reset, brownout, drift, jump, spurious, stuck, float, mend, noise",
      "line 1: "press" is not a duration
      way out: write a number and a unit: 80ms, 1.2s, 5m",
    ]
  `);
});

test("played, presses and driven pins come at their instants", async () => {
  const board = parseDiagram(readFileSync("examples/button/diagram.json", "utf8"));
  const { wasm, table } = await compile("examples/button/button.ts");
  const script = parseScript("seed 7; 600ms press BTN1 300ms; 1s drive 2 high; 1.5s release 2");
  const sim = Simulator.load(wasm, { table, board, seed: script.seed });
  playScript(sim, script);
  sim.runFor(seconds(2));
  expect(sim.pin(2).edges.map(({ time, level }) => [time, level])).toEqual([
    [seconds(1), 1],
    [millis(1500), "z"],
  ]);
  expect(sim.trace.signals.find(({ name }) => name === "BTN1")!.changes).toEqual([
    { time: millis(600), level: 1 },
    { time: millis(900), level: 0 },
  ]);
});

test("what cannot happen on the board is refused before anything runs", async () => {
  const { wasm } = await compile("examples/blink/blink.ts");
  const refused = (text: string): string => {
    try {
      playScript(Simulator.load(wasm), parseScript(text));
    } catch (error) {
      return `${(error as Error).message}\n  way out: ${(error as { hint: string }).hint}`;
    }
    return "accepted";
  };
  expect(
    [
      "1s press BTN1 1s",
      "1s drive 99 high",
      "1s drive four high",
      "1s drive 4 up",
      "1s drive 4",
      "1s drive 4 high now",
      "1s press BTN1 0s",
    ].map(refused),
  ).toMatchInlineSnapshot(`
    [
      "no button "BTN1" on the board
      way out: The board has no button.",
      "there is no pin 99
      way out: this board has pins 0 to 39",
      ""drive four high": the pin is four, not a whole number from 0 to 65535
      way out: write drive <pin> <low|high>",
      ""drive 4 up": a level is low or high, not up
      way out: write drive <pin> <low|high>",
      ""drive 4": the level is missing
      way out: write drive <pin> <low|high>",
      ""drive 4 high now": now is one word too many
      way out: write drive <pin> <low|high>",
      ""press BTN1 0s": how long cannot be 0
      way out: write press <button> <duration>",
    ]
  `);
});
