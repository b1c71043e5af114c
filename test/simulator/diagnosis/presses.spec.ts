import { expect, test } from "vitest";
import { millis, Simulator } from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { compileText } from "../../support/virtual.ts";

const board = uno({ BTN1: "pushbutton" }, "uno:2 BTN1:1.l", "BTN1:2.l uno:GND.1");

/** Looks at the pin every so many milliseconds. */
const looking = (every: number): string => `
import { Input, Level, log, millis, Pull, sleep, spawn } from "wakeful";
@task
async function look(): Promise<void> {
  const pin = Input.at(2, Pull.Up);
  for (;;) {
    if (pin.read() == Level.Low) log("down");
    await sleep(millis(${every}));
  }
}
export function main(): void { spawn(look()); }`;

const listening = `
import { Button, log, millis, sleep, spawn } from "wakeful";
const button = Button.at(2);
@task
async function listen(): Promise<void> {
  for (;;) {
    await button.pressed();
    log("pressed");
    await sleep(millis(500));
  }
}
export function main(): void { spawn(listen()); }`;

async function press(text: string): Promise<Simulator> {
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table, board });
  sim.press("BTN1", { at: millis(130), for: millis(40) });
  sim.runFor(millis(400));
  return sim;
}

test("a press between two looks at the pin is told, with the way out", async () => {
  const sim = await press(looking(100));
  expect(sim.diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "unseen-press",
        "hint": "wait for it with \`Button\` or \`Input\`, which listen to edges from then on, or read the pin more often than it is pressed",
        "message": "nobody can have seen BTN1 pressed at 130ms: pin 2 changed, and was neither read nor listened to meanwhile",
        "severity": "warning",
        "time": 130000000n,
      },
    ]
  `);
  expect(sim.logs).toEqual([]);
});

test("a press that a look at the pin or a listened edge finds is not told", async () => {
  const often = await press(looking(30));
  expect([often.logs.length, often.diagnostics, often.unseenPresses]).toEqual([1, [], []]);
  const told = await press(listening);
  expect([told.logs.length, told.diagnostics, told.unseenPresses]).toEqual([1, [], []]);
});

test("a press that no pin feels is told when it is asked for, and by the next press", async () => {
  const text = `export function main(): void {}`;
  const { wasm, table } = await compileText(text);
  const unwired = uno({ BTN1: "pushbutton" }, "BTN1:2.l uno:GND.1");
  const sim = Simulator.load(wasm, { table, board: unwired });
  sim.press("BTN1", { at: millis(10), for: millis(40) });
  sim.runFor(millis(100));
  expect(sim.diagnostics).toEqual([]);
  expect(sim.unseenPresses.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "nobody can have seen BTN1 pressed at 10ms: no pin is wired to it",
    ]
  `);
  const then = sim.snapshot();
  sim.press("BTN1", { for: millis(40) });
  sim.runFor(millis(20));
  expect(sim.diagnostics.map(({ code, time }) => [code, time])).toEqual([
    ["unseen-press", millis(10)],
  ]);
  sim.restore(then);
  expect([sim.diagnostics, sim.unseenPresses.length]).toEqual([[], 1]);
});
