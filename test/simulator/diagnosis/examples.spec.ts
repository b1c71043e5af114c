import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seconds } from "../../../simulator/index.ts";
import { exampleNames } from "../../support/examples.ts";
import { board, simulate } from "../../support/firmware.ts";
import { projectRoot } from "../../support/parts.ts";

test.each(exampleNames())("the example %s raises no alarm", async (name) => {
  const diagram = `examples/${name}/diagram.json`;
  const wired = existsSync(join(projectRoot, diagram)) ? { board: board(diagram) } : {};
  const sim = await simulate(`examples/${name}/${name}.ts`, { ...wired, inspect: true });
  sim.runFor(seconds(3));
  expect(sim.diagnostics).toEqual([]);
  for (const { state, waits } of sim.inspect()) {
    if (state === "waiting") expect(waits.length).toBeGreaterThan(0);
  }
});
