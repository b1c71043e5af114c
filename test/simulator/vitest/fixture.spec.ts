/** The fixture in a project of somebody else's: what it finds, what it verifies, how long it may take. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NestedProject, type NestedRun } from "../../support/nested-vitest.ts";
import { projectRoot } from "../../support/parts.ts";

const diagram = (more: string, wires: string): string => `{
  "version": 1,
  "parts": [
    { "type": "wokwi-arduino-uno", "id": "uno" },
    { "type": "wokwi-pushbutton", "id": "BTN1" }${more}
  ],
  "connections": [${wires}]
}
`;
const wired = diagram("", '["uno:4", "BTN1:1.l"], ["BTN1:2.l", "uno:GND.1"]');

const project = new NestedProject({
  "firmware/follow.ts": `import { Input, log, Output, panic, Pull, Level, spawn } from "wakeful";

@task
async function follow(): Promise<void> {
  const led = Output.at(13);
  const button = Input.at(4, Pull.Up);
  let presses: u32 = 0;
  while (true) {
    await button.low();
    led.set(Level.High);
    log("press {}", ++presses);
    if (presses == 3) panic("three are too many");
    await button.high();
    led.set(Level.Low);
  }
}

export function main(): void {
  spawn(follow());
}
`,
  "firmware/stuck.ts": `import { Signal, spawn } from "wakeful";

const never = Signal.create<u32>();

@task
async function waits(): Promise<void> {
  await never.wait();
}

export function main(): void {
  spawn(waits());
}
`,
  "firmware/diagram.json": wired.replace('"BTN1" }', '"BTN1", "attrs": { "bounce": "0" } }'),
  "boards/loose.json": diagram("", ""),
  "test/good.spec.ts": `import { millis, seconds } from "wakeful";
import { describe, expect, test } from "wakeful/vitest";
import diagram from "../firmware/diagram.json";

test("uses the diagram beside the firmware", async ({ simulate }) => {
  const sim = await simulate("../firmware/follow.ts");
  sim.press("BTN1", { at: millis(10), for: millis(50) });
  sim.runFor(millis(100));
  expect(sim.pin(13)).toPulse({ level: 1, width: millis(50), count: 1 });
  expect(sim).toBeQuiescent();
});

test("takes a board as a file, as an object, and as a board", async ({ simulate }) => {
  const file = await simulate("../firmware/follow.ts", { board: "../firmware/diagram.json" });
  const object = await simulate("../firmware/follow.ts", { board: diagram });
  const board = await simulate("../firmware/follow.ts", { board: file.circuit.board });
  for (const sim of [file, object, board]) {
    expect(sim.circuit.board.name).toBe("Arduino Uno");
    sim.press("BTN1", { for: millis(5) });
    sim.runFor(millis(10));
    expect(sim).toPrint("press 1");
  }
});

test.for([1, 2])("goes on with %i in a table", async (n, { simulate }) => {
  const sim = await simulate("../firmware/follow.ts", { seed: n });
  sim.runFor(seconds(n));
  expect(sim.pin(13)).toStay(0);
});

describe("crashes and deadlocks", () => {
  test("can be expected", async ({ simulate }) => {
    const stuck = await simulate("../firmware/stuck.ts", { allow: ["deadlock"] });
    stuck.runFor(0n);
    expect(stuck.state).toBe("deadlock");
    const sim = await simulate("../firmware/follow.ts", { allow: ["panic"] });
    for (const n of [1, 2, 3]) sim.press("BTN1", { at: millis(10 * n), for: millis(5) });
    expect(() => sim.runFor(millis(100))).toThrow("three are too many");
  });
});
`,
  "test/seed.spec.ts": `import { expect, test } from "wakeful/vitest";

for (const name of ["one", "other"]) {
  test(name, async ({ simulate }) => {
    const sims = [await simulate("../firmware/follow.ts"), await simulate("../firmware/follow.ts")];
    const read = sims.map((sim) => sim.circuit.pins.map((pin) => sim.circuit.read(pin)).join(""));
    expect(read[0]).toBe(read[1]);
    expect.fail(read[0]);
  });
}
`,
  "test/bad.spec.ts": `import { millis, seconds } from "wakeful";
import { expect, test } from "wakeful/vitest";

test("leaves a deadlock", async ({ simulate }) => {
  const sim = await simulate("../firmware/stuck.ts");
  sim.runFor(seconds(1));
});

test("ends before a press", async ({ simulate }) => {
  const sim = await simulate("../firmware/follow.ts", { seed: 1 });
  sim.press("BTN1", { at: millis(10), for: millis(50) });
  sim.press("BTN1", { at: seconds(2), for: millis(50) });
  sim.runFor(seconds(1));
});

test("presses a button without wires", async ({ simulate }) => {
  const sim = await simulate("../firmware/follow.ts", { board: "../boards/loose.json", seed: 1 });
  sim.press("BTN1", { at: millis(10), for: millis(50) });
  sim.runFor(seconds(1));
});

test("crashes", async ({ simulate }) => {
  const sim = await simulate("../firmware/follow.ts", { seed: 1 });
  for (const n of [1, 2, 3]) sim.press("BTN1", { at: millis(10 * n), for: millis(5) });
  sim.runFor(millis(100));
});

test("fails before it could be verified", async ({ simulate }) => {
  const sim = await simulate("../firmware/stuck.ts");
  sim.runFor(seconds(1));
  expect(sim.now).toBe(0n);
});

test("moves time by a number", async ({ simulate }) => {
  const sim = await simulate("../firmware/stuck.ts");
  sim.runFor(500);
});

test("misspells an option", async ({ simulate }) => {
  await simulate("../firmware/stuck.ts", { histroy: true });
});

test("has no board", async ({ simulate }) => {
  await simulate("../firmware/stuck.ts", { board: null });
});

test("names a file that is not there", async ({ simulate }) => {
  await simulate("../firmware/folow.ts");
});

test("has a firmware that cannot be built", async ({ simulate }) => {
  await simulate("../firmware/broken.ts");
});
`,
  "firmware/broken.ts": `export function main(): void {
  lamp();
}
`,
  // Of all tests here, those with \`simulate\` have time to compile.
  "vitest.config.js": "export default { test: { testTimeout: 1, hookTimeout: 1 } };\n",
});
afterAll(() => {
  project.remove();
});

let run: NestedRun;
beforeAll(() => {
  run = project.run();
});

describe("a good test", () => {
  test.each([
    "uses the diagram beside the firmware",
    "takes a board as a file, as an object, and as a board",
    "goes on with 1 in a table",
    "goes on with 2 in a table",
    "crashes and deadlocks can be expected",
  ])("%s", (name) => {
    const { status, message } = run.test(name);
    expect(message).toBe("");
    expect(status).toBe("passed");
  });
});

test("the seed follows from the test's name, and is the same for all of its simulators", () => {
  const [one, other] = ["one", "other"].map((name) => run.test(name).message);
  expect(one).toMatch(/[01]{20}/);
  expect(one).not.toBe(other);
  const again = project.run(["test/seed.spec.ts"]);
  expect(again.test("one").message).toBe(one);
  expect(again.test("other").message).toBe(other);
});

describe("what is wrong at the end", () => {
  test("a deadlock", () => {
    expect(run.test("leaves a deadlock").message).toMatchInlineSnapshot(`
      "Error: the test ends at 1s, and this is wrong with firmware/stuck.ts:

        error at 0s: 1 task waits for ever: waits (firmware/stuck.ts:7:3: await never.wait()); no task is ready, no timer runs and no pin is listened to [deadlock]
          way out: see what each task awaits: another task must signal, send or unlock it, or a timeout must end the wait

        if the test is about that: simulate(..., { allow: ["deadlock"] })

      tasks
        waits (firmware/stuck.ts:7:3: await never.wait())

      replay
        npx wakeful run firmware/stuck.ts --seed 1935004635 --for 1s
      "
    `);
  });

  test("a press that has not happened", () => {
    expect(run.test("ends before a press").message).toMatchInlineSnapshot(`
      "Error: the test ends at 1s, and this is wrong with firmware/follow.ts:

        BTN1 would be pressed at 2s, but the test ends at 1s [press-to-come]
          way out: run longer, or press earlier

        if the test is about that: simulate(..., { allow: ["press-to-come"] })

               0s            200ms         400ms         600ms         800ms
               ┬─────────────┬─────────────┬─────────────┬─────────────┬─────────────┬
      D4 BTN1  ▒▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
      D13      ▒▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
               ▒ several edges

      tasks
        follow (firmware/follow.ts:9:5: await button.low())

      replay
        npx wakeful run firmware/follow.ts --seed 1 --for 1s --press BTN1@10ms:50ms
      "
    `);
  });

  test("a press that nobody can have seen", () => {
    expect(run.test("presses a button without wires").message).toMatchInlineSnapshot(`
      "Error: the test ends at 1s, and this is wrong with firmware/follow.ts:

        nobody can have seen BTN1 pressed at 10ms: no pin is wired to it [unseen-press]
          way out: wire the button between a pin and ground, and give the pin a pull-up

        if the test is about that: simulate(..., { allow: ["unseen-press"] })

           0s            200ms          400ms          600ms          800ms
           ┬─────────────┬──────────────┬──────────────┬──────────────┬──────────────┬
      D4   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
      D13  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁

      tasks
        follow (firmware/follow.ts:9:5: await button.low())

      replay
        npx wakeful run firmware/follow.ts --board boards/loose.json --seed 1 --for 1s --press BTN1@10ms:50ms
      "
    `);
  });

  test("a crash is told of with its replay, besides the error that it threw", () => {
    expect(run.test("crashes").message).toMatchInlineSnapshot(`
      "FirmwareError: panic: three are too many
      ---
      Error: the test ends at 30ms, and this is wrong with firmware/follow.ts:

        firmware/follow.ts:12:23 error: panic: three are too many (at 30ms) [panic]
          11 |     log("press {}", ++presses);
        > 12 |     if (presses == 3) panic("three are too many");
             |                       ^
          13 |     await button.high();
          in the task follow (firmware/follow.ts:9:5: await button.low())
          way out: the firmware stopped itself here: see that this case does not arise, or handle it

        if the test is about that: simulate(..., { allow: ["panic"] })

               0s                     10ms                    20ms
               ┬──────────────────────┬───────────────────────┬──────────────────────┬
      D4 BTN1  ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁
      D13      ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔

      tasks
        follow (firmware/follow.ts:9:5: await button.low())

      replay
        npx wakeful run firmware/follow.ts --seed 1 --for 30ms --press BTN1@10ms:5ms --press BTN1@20ms:5ms --press BTN1@30ms:1ms
      "
    `);
  });

  test("a test that failed says why, and nothing else", () => {
    expect(run.test("fails before it could be verified").message).toMatchInlineSnapshot(
      `"AssertionError: expected 1000000000n to be 0n // Object.is equality"`,
    );
  });

  test("a wrong use of the simulator, with its way out", () => {
    expect(run.test("moves time by a number").message).toMatchInlineSnapshot(`
      "UsageError: what runFor(...) was given is 500, and a time is a bigint of nanoseconds
        way out: write millis(500) for milliseconds, or seconds(500), or nanos(500)"
    `);
    expect(run.test("misspells an option").message).toMatchInlineSnapshot(`
      "UsageError: a simulator has no option \`histroy\`; did you mean "history"?
        way out: it has table, board, seed, startTime, cpu, ring, pollLimit, turnLimit, inspect, record, imports, importState, flash, date, history"
    `);
    expect(run.test("has no board").message).toMatchInlineSnapshot(`
      "UsageError: simulate has \`board\` null
        way out: write { board: "../boards/diagram.json" }, or give what such a file holds"
    `);
  });

  test("a file that is not there", () => {
    expect(run.test("names a file that is not there").message).toMatchInlineSnapshot(`
      "UsageError: there is no file firmware/folow.ts; did you mean "follow.ts"?
        way out: give a .ts file, a .wasm file, or the folder of a firmware; paths count from the test file"
    `);
  });

  test("a firmware that cannot be built", () => {
    expect(run.test("has a firmware that cannot be built").message).toMatchInlineSnapshot(`
      "CompileError: firmware/broken.ts:2:3 error: Cannot find name 'lamp'. [asc-2304]
        1 | export function main(): void {
      > 2 |   lamp();
          |   ^^^^
        3 | }
        way out: this is asc's own error; its manual is at https://www.assemblyscript.org"
    `);
  });
});

test("the replay of a failure shows what the test showed", () => {
  const [, command] = /npx wakeful (run .*)/.exec(run.test("crashes").message)!;
  const argv = [join(projectRoot, "dist/cli.js"), ...command!.split(" ")];
  const { stderr } = spawnSync(process.execPath, argv, { cwd: project.folder, encoding: "utf8" });
  expect(stderr).toContain("panic: three are too many (at 30ms)");
});
