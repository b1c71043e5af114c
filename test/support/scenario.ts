/** The scenario that a module of an example exports; it runs on the bundle, which is built before the tests. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Scenario } from "../../simulator/index.ts";
import { projectRoot } from "./parts.ts";

export async function scenarioFrom(path: string): Promise<Scenario> {
  const url = pathToFileURL(join(projectRoot, path)).href;
  const { scenario } = (await import(/* @vite-ignore */ url)) as { scenario: Scenario };
  return scenario;
}
