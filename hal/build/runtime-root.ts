/**
 * Sources of interpreters. They are not ours to ship: the user has them in a folder and names it in the
 * environment.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { BuildError } from "./build-error.ts";

export interface Runtime {
  /** For people: `WAMR`. */
  readonly title: string;
  /** Environment variable that names the folder. */
  readonly variable: string;
  /** Files that the folder has if it is what it should be. */
  readonly marks: readonly string[];
  /** The command that gets it. */
  readonly clone: string;
}

/** Why nothing can be built of the runtime here, in plain words; undefined if it can. */
export function rootProblem(runtime: Runtime): string | undefined {
  const { title, variable, marks, clone } = runtime;
  const given = process.env[variable];
  if (!given)
    return `set ${variable} to a folder with the sources of ${title}, as it is after: ${clone}`;
  const missing = marks.find((mark) => !existsSync(join(given, mark)));
  if (missing === undefined) return undefined;
  return `${variable} is ${given}, which has no ${missing}: it must be the folder that comes from: ${clone}`;
}

/** Whether the user wants something built of the runtime. */
export function isRootSet({ variable }: Runtime): boolean {
  return Boolean(process.env[variable]);
}

/** @throws BuildError if there is none. */
export function requireRoot(runtime: Runtime): string {
  const problem = rootProblem(runtime);
  if (problem !== undefined) {
    throw new BuildError(`there are no sources of ${runtime.title}`, problem);
  }
  return resolve(process.env[runtime.variable]!);
}
