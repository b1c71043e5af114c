import { expect, test } from "vitest";
import {
  millis,
  parseScript,
  playScript,
  replayString,
  Simulator,
  UsageError,
} from "../../../simulator/index.ts";
import { numberSetting } from "../../../simulator/parts/setting.ts";
import { uno } from "../../support/board.ts";
import { observe } from "../../support/observe.ts";
import { firmware } from "../../support/wat.ts";

const board = uno(
  { sw: ["slide-switch", { bounce: "0" }], led1: "led", dip: "dip-switch-8" },
  "uno:4 sw:2",
  "sw:1 uno:GND.1",
  "uno:5V sw:3",
  "uno:5 dip:2a",
  "dip:2b uno:GND.1",
);

const idle = firmware({
  start: "(call $configure (i32.const 5) (i32.const 1))",
  poll: "NEVER",
});

async function load(history = false): Promise<Simulator> {
  return Simulator.load(await idle, { board, seed: 3, history });
}

function refused(action: () => void): string {
  try {
    action();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `${error.message}\n  way out: ${error.hint}`;
  }
  return "accepted";
}

test("what is set is set at once, or at its time", async () => {
  const sim = await load();
  sim.parts.set("sw", "value", 1);
  expect(sim.pin(4).level).toBe(1);
  sim.parts.set("sw", "value", 0, millis(10));
  sim.runFor(millis(20));
  expect(sim.pin(4).edges).toEqual([
    { time: 0n, level: "z" },
    { time: 0n, level: 1 },
    { time: millis(10), level: "z" },
    { time: millis(10), level: 0 },
  ]);
});

test("what was set is a script, which does the same once more", async () => {
  const sim = await load();
  sim.parts.set("sw", "value", "right");
  sim.runFor(millis(5));
  sim.parts.set("dip", "2", true);
  sim.parts.set("dip", "2", false, millis(30));
  sim.runFor(millis(40));
  const text = replayString(sim.script());
  expect(text).toBe("seed 3; 0s set sw value right; 5ms set dip 2 1; 30ms set dip 2 0");
  const again = await load();
  playScript(again, parseScript(text));
  again.runFor(millis(45));
  expect(observe(again).vcd).toBe(observe(sim).vcd);
});

test("what was set comes again after a step back", async () => {
  const sim = await load(true);
  sim.runFor(millis(5));
  sim.parts.set("dip", "2", 1);
  sim.runFor(millis(20));
  const there = observe(sim);
  while (sim.stepBack());
  expect(sim.pin(5).level).not.toBe(0);
  sim.runUntil(millis(25));
  expect(observe(sim)).toEqual(there);
});

test("what cannot be set is refused before anything runs, with the way out", async () => {
  const sim = await load();
  sim.runFor(millis(5));
  const bad = [
    "6ms set sv value 1",
    "6ms set led1 color red",
    "6ms set sw valve 1",
    "6ms set sw value up",
    "6ms set dip 9 1",
    "1ms set dip 1 1",
    "6ms set dip 1",
    "6ms set dip 1 1 1",
    "6ms set dip toString 1",
  ];
  expect(bad.map((text) => refused(() => playScript(sim, parseScript(text)))))
    .toMatchInlineSnapshot(`
      [
        ""set sv value 1": no part "sv" that something can be set of; did you mean "sw"?
        way out: Something can be set of sw, dip.",
        ""set led1 color red": nothing of led1 can be set
        way out: Something can be set of sw, dip.",
        ""set sw valve 1": sw has no "valve" that can be set; did you mean "value"?
        way out: It has value.",
        ""set sw value up": value of sw cannot be "up"
        way out: Give 0 or left, 1 or right.",
        ""set dip 9 1": dip has no "9" that can be set
        way out: It has 1, 2, 3, 4, 5, 6, 7, 8.",
        ""set dip 1 1": dip cannot be set at 1ms: it is 5ms already
        way out: ask for it before the simulation runs past that",
        ""set dip 1": the value is missing
        way out: write set <part> <name> <value>",
        ""set dip 1 1 1": 1 is one word too many
        way out: write set <part> <name> <value>",
        ""set dip toString 1": dip has no "toString" that can be set
        way out: It has 1, 2, 3, 4, 5, 6, 7, 8.",
      ]
    `);
  const bare = Simulator.load(await idle);
  expect(refused(() => bare.parts.set("a", "b", 1))).toMatchInlineSnapshot(`
    "no part "a" that something can be set of
      way out: Nothing can be set of the parts of this board: put the part on it, or give the other one with --board."
  `);
  expect(sim.script().happenings).toEqual([]);
});

test("a number is refused just outside its range, and if it is none", () => {
  let seen = NaN;
  const setting = numberSetting({ least: -40, most: 80, unit: "°C" }, (value) => (seen = value));
  const given = (text: string): number | undefined => {
    const change = setting.read(text);
    change?.();
    return change && seen;
  };
  expect(["-40", "80", "+21.5", ".5", "3."].map(given)).toEqual([-40, 80, 21.5, 0.5, 3]);
  for (const text of ["-40.1", "80.1", "", "1e1", "0x10", "NaN", "warm", "1 "]) {
    expect(given(text)).toBeUndefined();
  }
  expect(setting.values).toBe("a number from -40 to 80 (°C)");
  const whole = numberSetting({ least: 0, most: 9, whole: true }, () => undefined);
  expect([whole.read("1.5"), whole.values]).toEqual([undefined, "a whole number from 0 to 9"]);
});
