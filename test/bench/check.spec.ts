import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compare, parsePinned, pick, type Counts } from "../../bench/check/compare.mjs";
import { projectRoot } from "../support/parts.ts";

const counts = (instructions: number, wasm: number, ram: number): Counts => ({
  instructions: { "yield-1": instructions },
  wasm: { blink: wasm },
  ram: { blink: ram },
});

test("what grows beyond its margin is told, with both counts", () => {
  const pinned = counts(100, 1000, 112);
  expect(compare(counts(102, 1020, 112), pinned)).toEqual([]);
  expect(compare(counts(90, 900, 96), pinned)).toEqual([]);
  expect(compare(counts(102.1, 1021, 113), pinned).join("\n")).toMatchInlineSnapshot(`
    "instructions of yield-1 is 102.1, pinned are 100 (2.1 % more)
    wasm of blink is 1021, pinned are 1000 (2.1 % more)
    ram of blink is 113, pinned are 112 (0.9 % more)"
  `);
});

test("what is measured and not pinned is told, and what is pinned and not measured", () => {
  const measured = { instructions: {}, wasm: { blink: 1000, button: 2000 }, ram: { blink: 112 } };
  expect(compare(measured, counts(100, 1000, 112)).join("\n")).toMatchInlineSnapshot(`
    "instructions of yield-1 is pinned and no longer measured
    wasm of button is 2000, and not pinned"
  `);
});

test("what is pinned as no number, or under a name that nothing is counted by, is told", () => {
  const planted = JSON.parse(
    '{ "instructions": { "yield-1": "abc" }, "wasm": { "blink": null }, "bites": { "blink": 3 } }',
  ) as Counts;
  expect(compare({ instructions: { "yield-1": 68 }, wasm: { blink: 995 } }, planted))
    .toMatchInlineSnapshot(`
      [
        "bites is pinned and nothing that is measured: instructions, wasm, ram, oneMore are",
        "instructions of yield-1 is 68, pinned is "abc", which is no number",
        "wasm of blink is 995, pinned is null, which is no number",
      ]
    `);
});

test("a file of pinned counts that is none is refused with what is wrong", () => {
  expect(parsePinned('{ "ram": { "blink": 112 } }')).toEqual({ ram: { blink: 112 } });
  expect(() => parsePinned('{ "ram": { "blink" } }')).toThrow("JSON");
  for (const text of ["null", "[]", '{ "ram": 3 }']) {
    expect(() => parsePinned(text)).toThrow("it has to be an object of instructions, wasm, ram");
  }
});

/** What `check` prints and its exit code, for blink alone, with `pinned` instead of what the file says. */
function check(pinned: Counts): { status: number | null; stdout: string; stderr: string } {
  const script = `import { check } from "./bench/check.mjs";
process.exitCode = await check({ names: ["blink"], pinned: ${JSON.stringify(pinned)} });`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: projectRoot,
    encoding: "utf8",
  });
}

test("the check fails if fewer bytes are pinned than there are, and passes with those that are", () => {
  const text = readFileSync(join(projectRoot, "bench/pinned.json"), "utf8");
  const pinned = pick(JSON.parse(text) as Counts, ["blink"]);
  const passes = check(pinned);
  expect(passes.stderr).toBe("");
  expect(passes.stdout).toBe("2 counts of instructions and bytes are within what is pinned\n");
  expect(passes.status).toBe(0);
  const planted = { ...pinned, ram: { blink: pinned["ram"]!["blink"]! / 2 } };
  const fails = check(planted);
  expect(fails.stderr.replace(/\d+(?=, pinned)|(?<=pinned are )\d+/g, "N")).toMatchInlineSnapshot(`
    "ram of blink is N, pinned are N (100.0 % more)
    way out: find what made it grow or differ; if it is meant, \`npm run bench -- --check --pin\` pins it, and the commit says why
    "
  `);
  expect(fails.status).toBe(1);
});

test("a name that is not pinned, and --pin without all, are refused", () => {
  const bench = (...argv: string[]): string => {
    const { status, stderr } = spawnSync(process.execPath, ["bench/index.mjs", ...argv], {
      cwd: projectRoot,
      encoding: "utf8",
    });
    return `${status} ${stderr}`;
  };
  expect(bench("--check", "blank")).toMatchInlineSnapshot(`
    "2 nothing is pinned for blank, but for: yield-1 | yield-10 | yield-100 | yield-1000 | ping-pong | interrupt | timer-10 | timer-100 | timer-1000 | timer-10000 | channel | mutex | join-100 | spawn | abort | blink | button | messages | weather-station | base | with sleep | with second task | with task that ends | with await a function | with Ticker | with Signal | with Channel of 4 | with Mutex | with select of two sleeps | with join of two sleeps | with timeout of a signal | with abort of a task | with JoinSet of 4 | with input | with debounced button | with log of a number | with Adc | with Pwm | with Uart, echo | with I2c, a register | with Spi, 4 bytes | with Store of 8 settings | task that yields, with nothing to keep | task that yields and keeps a number | task that sleeps, its timer included | task that waits for an edge | place of a channel of u32
    way out: npm run bench -- [--full] [--write] [names], of size, features, page, async, executor, peers, growth, asyncify, metered, simulator, events, campaigns, compile;
      npm run bench -- --check [names], or npm run bench -- --check --pin
    "
  `);
  expect(bench("--check", "--pin", "blink")).toMatchInlineSnapshot(`
    "2 --pin pins all: leave out the names
    way out: npm run bench -- [--full] [--write] [names], of size, features, page, async, executor, peers, growth, asyncify, metered, simulator, events, campaigns, compile;
      npm run bench -- --check [names], or npm run bench -- --check --pin
    "
  `);
});
