/** Versions of what a machine's figures depend on. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/parts.ts";

/** What a program says of itself, such as `avr-gcc (GCC) 5.4.0`. */
export function versionOf(command: string): string {
  const { stdout } = spawnSync(command, ["--version"], { encoding: "utf8" });
  return stdout.split("\n")[0]!.trim();
}

/** Name and version of a package of npm. */
export function packageVersion(name: string): string {
  const file = join(projectRoot, "node_modules", name, "package.json");
  return `${name} ${JSON.parse(readFileSync(file, "utf8")).version}`;
}
