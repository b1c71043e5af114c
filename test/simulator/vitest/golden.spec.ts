/** `toMatchWaveform` in a project of its own, since vitest writes files there. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { NestedProject } from "../../support/nested-vitest.ts";

const blink = (period: number): string => `import { millis, Output, sleep, spawn } from "wakeful";

@task
async function blink(): Promise<void> {
  const led = Output.at(13);
  while (true) {
    await sleep(millis(${period}));
    led.toggle();
  }
}

export function main(): void {
  spawn(blink());
}
`;

const project = new NestedProject({
  "blink.ts": blink(200),
  "blink.spec.ts": `import { millis } from "wakeful";
import { expect, test } from "wakeful/vitest";

test("blinks as before", async ({ simulate }) => {
  const sim = await simulate("blink.ts", { seed: 1 });
  sim.runFor(millis(1000));
  expect(sim).toMatchWaveform("all pins");
  expect(sim.pin(13)).toMatchWaveform("led", { from: millis(200), to: millis(800) });
});
`,
});
const file = join(project.folder, "__waveforms__/blink.spec.ts/all-pins.txt");
const led = join(project.folder, "__waveforms__/blink.spec.ts/led.txt");
afterAll(() => {
  project.remove();
});

const outcome = (argv: string[] = [], env: Record<string, string> = {}): string => {
  const { status, message } = project.run(argv, env).test("blinks as before");
  return status === "passed" ? status : message;
};

test("a golden file is written once, read from then on, and written again with -u", () => {
  expect(outcome([], { CI: "1" })).toMatchInlineSnapshot(`
    "Error: expected the waveforms from 0s to 1s to be as in __waveforms__/blink.spec.ts/all-pins.txt,
    but there is no such file, and in CI none is written: run the test elsewhere, and commit it

         0s            200ms          400ms          600ms          800ms
         ┬─────────────┬──────────────┬──────────────┬──────────────┬──────────────┬
    D13  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔

    tasks
      blink (blink.ts:7:5: await sleep(millis(200)))

    replay
      npx wakeful run blink.ts --seed 1 --for 1s
    "
  `);
  expect(existsSync(file)).toBe(false);

  expect(outcome()).toBe("passed");
  const first = readFileSync(file, "utf8");
  expect(first).toMatchInlineSnapshot(`
    "waveform of bare board from 0s to 1s

    D13  z
      0s            0
      200ms         1
      400ms         0
      600ms         1
      800ms         0
      1s            1
    "
  `);
  expect(readFileSync(led, "utf8")).toMatchInlineSnapshot(`
    "waveform of bare board from 200ms to 800ms

    D13  0
      200ms         1
      400ms         0
      600ms         1
    "
  `);
  expect(outcome([], { CI: "1" })).toBe("passed");

  project.write("blink.ts", blink(250));
  expect(outcome()).toMatchInlineSnapshot(`
    "Error: expected the waveforms from 0s to 1s to be as in __waveforms__/blink.spec.ts/all-pins.txt,
    but D13 goes to 1 at 250ms, and went to 1 at 200ms before; if it should, run vitest with -u

        D13  z
          0s            0
      -   200ms         1
      -   400ms         0
      -   600ms         1
      -   800ms         0
      -   1s            1
      +   250ms         1
      +   500ms         0
      +   750ms         1
      +   1s            0

         0s            200ms          400ms          600ms          800ms
         ┬─────────────┬──────────────┬──────────────┬──────────────┬──────────────┬
    D13  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁
                       ▲ 200ms

    tasks
      blink (blink.ts:7:5: await sleep(millis(250)))

    replay
      npx wakeful run blink.ts --seed 1 --for 1s
    "
  `);
  expect(readFileSync(file, "utf8")).toBe(first);

  expect(outcome(["-u"])).toBe("passed");
  expect(readFileSync(file, "utf8")).toContain("\n  250ms         1\n");
  expect(outcome()).toBe("passed");
});

test("a file of something else, and two tests with one name", () => {
  project.write("__waveforms__/blink.spec.ts/all-pins.txt", "hello\n");
  expect(outcome()).toContain(
    "but the file holds something else; if it should, run vitest with -u",
  );
  rmSync(file);
  project.write(
    "twice.spec.ts",
    `import { expect, test } from "wakeful/vitest";

for (const name of ["one", "other"]) {
  test(name, async ({ simulate }) => {
    const sim = await simulate("blink.ts");
    sim.runFor(0n);
    expect(sim).toMatchWaveform("pins");
  });
}

test("not", async ({ simulate }) => {
  const sim = await simulate("blink.ts");
  expect(sim).not.toMatchWaveform("pins");
});

test("name", async ({ simulate }) => {
  const sim = await simulate("blink.ts");
  expect(sim).toMatchWaveform("../pins");
});
`,
  );
  const run = project.run(["twice.spec.ts"]);
  expect(run.test("one").status).toBe("passed");
  expect(run.test("other").message).toMatchInlineSnapshot(`
    "UsageError: the waveform "pins" is used twice in this file
      way out: give each toMatchWaveform a name of its own"
  `);
  expect(run.test("not").message).toMatchInlineSnapshot(`
    "UsageError: .not.toMatchWaveform has no meaning: nearly all waveforms differ from a golden one
      way out: say what must not happen, with toStay or toPulse"
  `);
  expect(run.test("name").message).toMatchInlineSnapshot(`
    "UsageError: toMatchWaveform is given the name "../pins", and a name has letters, digits, spaces, . _ and -
      way out: write toMatchWaveform("two presses")"
  `);
});
