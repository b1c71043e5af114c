import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { micros, millis, seconds, Simulator } from "../../../simulator/index.ts";
import { board } from "../../support/firmware.ts";
import { type Compiled, logs, program } from "../../support/contact.ts";
import { compileText } from "../../support/virtual.ts";

const told = program(`
  const button = Button.at(4);
  while (true) {
    await button.pressed();
    log("down");
    await button.released();
    log("up");
  }`);

describe("debouncing", () => {
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compileText(told);
  });

  test("press and release are told once each, at their first edge, however they bounce", () => {
    const press = [30, 30.1, 30.3, 30.4, 31];
    const release = [90, 90.2, 90.5, 90.6, 90.8];
    expect(logs(compiled, [...press, ...release], 200)).toEqual(["30: down", "90: up"]);
  });

  test("the quiet time after a press does not swallow the release", () => {
    expect(logs(compiled, [30, 35], 100)).toEqual(["30: down", "50: up"]);
    expect(logs(compiled, [30, 35, 37, 38], 100)).toEqual(["30: down", "50: up"]);
  });

  test("a press that ends within the quiet time of another release is not told twice", () => {
    expect(logs(compiled, [30, 60, 65, 70, 100], 200)).toEqual(["30: down", "60: up", "100: down"]);
  });

  test("agrees with a plain model, for any edges", () => {
    const edges = fc.array(
      fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 60_000 })),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(edges, (spans) => {
        let time = 1000;
        const times = spans.map((span) => (time += span) / 1000);
        expect(logs(compiled, times, 3000)).toEqual(model(times));
      }),
      { numRuns: 150 },
    );
  });
});

/** A change is told if none was for 20 ms, and if there is one at the end of that time. */
function model(changes: readonly number[]): string[] {
  const lines: string[] = [];
  let told = false;
  // A contact that is open at first may have opened a moment ago.
  let quietUntil = 20;
  const tell = (at: number, isDown: boolean): void => {
    told = isDown;
    quietUntil = at + 20;
    lines.push(`${Number(at.toFixed(3))}: ${isDown ? "down" : "up"}`);
  };
  changes.forEach((at, i) => {
    const wasDown = i % 2 === 1;
    if (wasDown !== told && at >= quietUntil) tell(quietUntil, wasDown);
    if (!wasDown !== told && at >= quietUntil) tell(at, !wasDown);
  });
  const isDown = changes.length % 2 === 1;
  if (isDown !== told) tell(quietUntil, isDown);
  return lines;
}

test("thousand presses of a button that bounces are thousand presses", async () => {
  const { wasm, table } = await compileText(told);
  const sim = Simulator.load(wasm, { table, board: board("examples/button/diagram.json") });
  for (let i = 0; i < 1000; i++) {
    sim.press("BTN1", { at: millis(100 + i * 100), for: millis(40) });
  }
  sim.runFor(seconds(102));
  const times = (text: string): number[] =>
    sim.logs.filter((line) => line.text === text).map((line) => Number(line.time) / 1e6);
  expect(times("down")).toEqual(Array.from({ length: 1000 }, (_, i) => 100 + i * 100));
  expect(times("up")).toEqual(Array.from({ length: 1000 }, (_, i) => 140 + i * 100));
});

test("a button to the supply is down while its pin is high, and one that is down at first was not pressed", async () => {
  const compiled = await compileText(
    program(`
  const button = Button.at(4, Pull.Down, millis(5));
  log("{}", button.isDown);
  await button.released();
  log("up");
  await button.pressed();
  log("down");`),
  );
  expect(logs(compiled, [10, 40, 60], 100)).toEqual(["0: true", "10: up", "40: down"]);
});

describe("held", () => {
  test("is told once for each time, when it has been down for so long", async () => {
    const compiled = await compileText(
      program(`
  const button = Button.at(4);
  while (true) {
    await button.held(millis(500));
    log("held");
  }`),
    );
    const changes = [100, 1700, 2000, 2499, 2600, 3100];
    expect(logs(compiled, changes, 4000)).toEqual(["600: held", "3100: held"]);
  });

  test("counts from the press, whenever the wait begins", async () => {
    const compiled = await compileText(
      program(`
  const button = Button.at(4);
  await button.pressed();
  await sleep(millis(300));
  log("{}", await timeout(button.held(millis(500)), millis(100)));
  await button.held(millis(500));
  log("held");
  await button.released();
  log("up");`),
    );
    expect(logs(compiled, [100, 900], 1000)).toEqual(["500: false", "600: held", "900: up"]);
  });
});

describe("clicks", () => {
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compileText(
      program(`
  const button = Button.at(4);
  const clicks = button.clicked();
  const hold = button.held(millis(800));
  while (true) {
    if ((await select(hold, clicks)) == 0) log("held");
    else log("{}", await clicks);
  }`),
    );
  });

  test("one, two, three", () => {
    const changes = [100, 150, 1000, 1080, 1200, 1290, 2000, 2050, 2200, 2260, 2400, 2450];
    expect(logs(compiled, changes, 4000)).toEqual(["450: 1", "1590: 2", "2750: 3"]);
  });

  test("a double click is over when it cannot become a triple one", () => {
    expect(logs(compiled, [100, 150, 449, 500, 801, 850], 2000)).toEqual(["800: 2", "1150: 1"]);
  });

  test("a button that is held is no click, and one that is clicked was not held", () => {
    expect(logs(compiled, [100, 1500, 1600, 1700], 3000)).toEqual(["900: held", "2000: 1"]);
  });
});

test("two tasks that wait for presses take turns, and what a wait that is cut off would have had goes to the next", async () => {
  const more = `
const button = Button.at(4);
@task({ pool: 2 })
async function each(id: u32): Promise<void> {
  while (true) {
    await button.pressed();
    log("{}", id);
  }
}`;
  const body = `
  spawn(each(1));
  spawn(each(2));
  while (true) await timeout(button.pressed(), millis(50));`;
  const compiled = await compileText(program(body, more));
  expect(logs(compiled, [110, 160, 210, 260, 310, 360, 410, 460], 600)).toEqual([
    "110: 1",
    "210: 2",
    "310: 1",
    "410: 2",
  ]);
});

test("presses that come while nobody waits are there for who does, unless they are cleared", async () => {
  const compiled = await compileText(
    program(`
  const button = Button.at(4);
  await sleep(millis(500));
  for (let i = 0; i < 2; i++) {
    await button.pressed();
    log("down");
  }
  await sleep(millis(500));
  button.clear();
  log("{}", await timeout(button.pressed(), millis(100)));`),
  );
  const changes = [100, 150, 200, 250, 600, 650, 700, 750];
  expect(logs(compiled, changes, 2000)).toEqual(["500: down", "500: down", "1100: false"]);
});

test("a button that is dropped leaves an input of its pin what it was", async () => {
  const compiled = await compileText(
    program(`
  const input = Input.at(4, Pull.Up);
  input.listen();
  for (let i = 0; i < 2; i++) {
    const button = Button.at(4);
    await button.pressed();
    log("down");
  }
  await sleep(millis(200));
  log("{} edges", input.edgeCount);`),
  );
  expect(logs(compiled, [100, 100.5, 101, 200, 300, 350, 400], 1000)).toEqual([
    "100: down",
    "300: down",
    "500: 7 edges",
  ]);
});

test("a firmware whose ring overflows finds the button as it is", async () => {
  const { wasm, table } = await compileText(told);
  const sim = Simulator.load(wasm, { table, ring: 4, cpu: { turnTime: millis(1) } });
  sim.pin(4).drive(1);
  sim.runUntil(millis(10));
  for (let i = 0; i < 21; i++) sim.pin(4).drive(i % 2 === 0 ? 0 : 1);
  sim.runUntil(millis(200));
  expect(sim.logs.map((line) => line.text)).toEqual(["down"]);
  expect(sim.diagnostics.map((d) => d.code)).toEqual(["ring-overrun"]);
});

test("idle costs nothing: besides the edges only the end of the quiet time wakes", async () => {
  const { wasm, table } = await compileText(told);
  const sim = Simulator.load(wasm, { table });
  sim.pin(4).drive(1);
  sim.runUntil(millis(100));
  const before = sim.summary().wakes.total;
  for (let i = 0; i < 7; i++) {
    sim.pin(4).drive(i % 2 === 0 ? 0 : 1);
    sim.runFor(micros(200));
  }
  sim.runFor(seconds(10));
  expect(sim.summary().wakes.total - before).toBe(7 + 1);
});
