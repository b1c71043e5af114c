/** On the bundle: threads run the bundle, and so do scenarios. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { projectRoot } from "../../support/parts.ts";

function explore(...words: string[]): { code: number | null; out: string; err: string } {
  const argv = [join(projectRoot, "dist/cli.js"), "explore", ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: projectRoot,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

const faulty = "examples/edge-timeout/scenario.mjs";

test("a finding has exit code 1, and is the same for any number of threads", () => {
  const words = [faulty, "--strategy", "random", "--runs", "4000", "--seed", "2", "--json"];
  const [one, three] = ["1", "3"].map((workers) => explore(...words, "--workers", workers));
  expect(one!.err).toBe("");
  expect(one!.code).toBe(1);
  expect(three).toEqual(one);
  expect(JSON.parse(one!.out)).toMatchObject({ failure: { kind: "check", events: 2 } });
});

test("what was found is told with a command that makes it again", () => {
  const { code, out } = explore(faulty, "--workers", "1");
  expect(code).toBe(1);
  const [, line] = /^again\n {2}npx wakeful explore \S+ --replay "(.*)"$/m.exec(out)!;
  const again = explore(faulty, "--replay", line!);
  expect(again.code).toBe(1);
  // The same picture, logs and tasks, without what exploring cost.
  const [, picture] = /^replay .*\n.*\n\n([^]*)\nagain\n/m.exec(out)!;
  expect(again.out).toBe(
    `failed at 1s [check]\n  a press was over, and was never told\n\n${picture}`,
  );
  const other = explore(faulty, "--replay", "seed 1; 10ms drive 2 low; 300ms release 2");
  expect(other).toEqual({ code: 0, out: "nothing failed until 1s\n", err: "" });
});

test("nothing found has exit code 0, and says how much was tried", () => {
  const fixed = "examples/edge-timeout/fixed-scenario.mjs";
  const result = explore(fixed, "--runs", "100", "--workers", "2");
  expect(result).toEqual({ code: 0, out: "nothing failed in 100 runs (pct, seed 1)\n", err: "" });
  expect(explore(fixed, "--strategy", "exhaustive").out).toMatchInlineSnapshot(`
    "nothing failed in 10 runs (exhaustive, seed 1): these are all placements that differ
    "
  `);
});

test("a file that cannot be loaded is told as a fault of the file", () => {
  const folder = mkdtempSync(join(projectRoot, "test/simulator/cli/scenario-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const firmware = `import { Output, spawn } from "wakeful";
@task
async function blink(): Promise<void> {}
export function main(): void { spawn(blink()); }
`;
  const files = {
    "firmware.ts": firmware,
    "typo.mjs": "\n\nexport const scenario = { load: laod };\n",
    "syntax.mjs": "\nexport const = 1;\n",
    "module.mjs": 'import "./nothing.mjs";\n',
  };
  const told = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    const { code, err } = explore(join(folder, name));
    expect(code).toBe(2);
    return err.replace(/[^\s']*\/scenario-\w+/g, "folder");
  });
  expect(told.join("")).toMatchInlineSnapshot(`
    "error: folder/firmware.ts is firmware, and no scenario
      way out: a scenario is a file of its own, which loads the firmware: export const scenario = { load, may, until, check }
    error: folder/typo.mjs:3 cannot be loaded: ReferenceError: laod is not defined
      way out: mend the file; it runs in Node, and what it imports from wakeful is the simulator
    error: folder/syntax.mjs cannot be loaded: SyntaxError: Unexpected token '='
      way out: mend the file; it runs in Node, and what it imports from wakeful is the simulator
    error: folder/module.mjs cannot be loaded: Error: Cannot find module 'folder/nothing.mjs' imported from folder/module.mjs
      way out: mend the file; it runs in Node, and what it imports from wakeful is the simulator
    "
  `);
});

test("a scenario may be TypeScript, and what is wrong with a file is told", () => {
  const folder = mkdtempSync(join(projectRoot, "test/simulator/cli/scenario-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const text = readFileSync(join(projectRoot, faulty), "utf8")
    .replace(
      /const path = .*/,
      'const path = (name: string): string => "examples/edge-timeout/" + name;',
    )
    .replace("scenarioOf(firmware)", "scenarioOf(firmware: string)");
  expect(explore(write("scenario.ts", text), "--workers", "2").code).toBe(1);
  const wrong = [
    explore("nowhere.mjs"),
    explore("README.md"),
    explore(write("empty.mjs", "")),
    explore(faulty, "--strategy", "all"),
    explore(faulty, "--runs", "0"),
  ];
  expect(wrong.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
  expect(wrong.map(({ err }) => err.replace(/\S*scenario-\w+/g, "folder")).join(""))
    .toMatchInlineSnapshot(`
    "error: there is no file nowhere.mjs
      way out: give a .mjs, .js or .ts file that exports a \`scenario\`
    error: README.md is no .mjs, .js or .ts file
      way out: give a .mjs, .js or .ts file that exports a \`scenario\`
    error: folder/empty.mjs exports no \`scenario\` with a \`load\`
      way out: write export const scenario = { load, may, until, check }
    error: there is no strategy "all"
      way out: the strategies are random, pct and exhaustive
    error: --runs is 0
      way out: give a whole number from 1 to 9007199254740991
    "
  `);
});
