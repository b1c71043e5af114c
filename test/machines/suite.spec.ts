/** That no machine is forgotten; the suite itself is run by the specs in test/machines/suite. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";
import { machines } from "./hosts/index.ts";
import { figuresFolder } from "./suite/figures.ts";

const suite = join(projectRoot, "test/machines/suite");

test("each file of test/machines/hosts that has a machine is run through the suite", () => {
  const hosts = readdirSync(join(projectRoot, "test/machines/hosts")).filter((file) => {
    if (!file.endsWith(".ts")) return false;
    const text = readFileSync(join(projectRoot, "test/machines/hosts", file), "utf8");
    return file !== "index.ts" && /: (readonly )?Machine(\[\])? =/.test(text);
  });
  const specs = readdirSync(suite)
    .filter((file) => file.endsWith(".spec.ts"))
    .map((file) => readFileSync(join(suite, file), "utf8"))
    .filter((text) => text.includes("conform("));
  const registered = readFileSync(join(projectRoot, "test/machines/hosts/index.ts"), "utf8");
  for (const host of hosts) {
    expect(registered, `${host} is not in hosts/index.ts`).toContain(`"./${host}"`);
    const isRun = specs.some((text) => text.includes(`"../hosts/${host}"`));
    expect(isRun, `${host} has no spec in test/machines/suite that calls conform`).toBe(true);
  }
});

test("docs/machines has figures of no machine that is gone", () => {
  const names = machines.map(({ name }) => `${name}.json`);
  expect(readdirSync(figuresFolder).filter((file) => !names.includes(file))).toEqual([]);
});
