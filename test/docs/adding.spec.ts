/** Does what docs/adding-a-peripheral.md says, in a copy of the project. */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { beforeBuild } from "../generate.mjs";
import { projectRoot } from "../support/parts.ts";

/** What the compiler, the simulator and the tests at hand consist of. */
const copied = [
  ...["compiler", "firmware", "hal", "simulator"],
  ...["test/hal/border", "test/project", "test/support", "test/docs/fixtures"],
  ...["package.json", "asconfig.json", "tsconfig.json", "vitest.config.ts"],
];

test("one file a side adds a peripheral", () => {
  const copy = mkdtempSync(join(tmpdir(), "wakeful-adding-"));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  for (const path of copied) {
    cpSync(join(projectRoot, path), join(copy, path), { recursive: true });
  }
  mkdirSync(join(copy, "node_modules"));
  for (const name of readdirSync(join(projectRoot, "node_modules"))) {
    // The package itself is there under its name.
    const target = name === "wakeful" ? copy : join(projectRoot, "node_modules", name);
    symlinkSync(target, join(copy, "node_modules", name));
  }
  const add = (name: string, to: string): void =>
    cpSync(join(projectRoot, "test/docs/fixtures/adding", name), join(copy, to));
  add("border.ts", "hal/border/peripherals/heat.ts");
  add("driver.firmware.ts", "hal/drivers/heat.ts");
  add("peripheral.ts", "simulator/peripherals/heat.ts");
  add("use.ts", "test/heat.spec.ts");

  const node = (script: string, ...args: string[]): string =>
    execFileSync(process.execPath, [join(projectRoot, "node_modules", script), ...args], {
      cwd: copy,
      encoding: "utf8",
      env: { ...process.env, WAKEFUL_GENERATE: "1", FORCE_COLOR: "0", NO_COLOR: "1" },
    });
  const run = (spec: string): string => node("vitest/vitest.mjs", "run", "--maxWorkers=1", spec);
  for (const spec of beforeBuild) run(spec);
  // The build comes next, and stops at a name that it does not know.
  const own = { extends: "./tsconfig.json", include: ["simulator/peripherals"] };
  writeFileSync(join(copy, "tsconfig.own.json"), JSON.stringify(own));
  node("typescript/bin/tsc", "--noEmit", "-p", "tsconfig.own.json");
  expect(run("test/heat.spec.ts")).toMatch(/Tests\s+1 passed/);
});
