/** Opens a file that exports a `scenario`. */
import { rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { UsageError } from "../core/errors.ts";
import type { Scenario } from "../explore/scenario.ts";
import { importFile } from "./import-file.mjs";
import { readInput, statInput } from "./input-file.ts";

const KINDS = [".mjs", ".js", ".ts"];

/** Errors that tell their own way out; a scenario has them from another copy of these classes. */
const EXPLAINED = ["CompileError", "FirmwareError", "UsageError"];

/** @throws UsageError if there is no such file, it cannot be loaded, or has no scenario in it. */
export async function openScenario(operand: string, cwd: string): Promise<Scenario> {
  const path = resolve(cwd, operand);
  const hint = "give a .mjs, .js or .ts file that exports a `scenario`";
  if (!statInput(path, operand, hint)?.isFile()) {
    throw new UsageError(`there is no file ${operand}`, hint);
  }
  if (!KINDS.includes(extname(path))) {
    throw new UsageError(`${operand} is no .mjs, .js or .ts file`, hint);
  }
  const loaded = await importScenario(path, operand, hint).catch((error: unknown) => {
    throw asUsageError(error, path, operand);
  });
  const { scenario } = loaded as { scenario?: Scenario };
  if (typeof scenario?.load === "function") return scenario;
  throw new UsageError(
    `${operand} exports no \`scenario\` with a \`load\``,
    "write export const scenario = { load, may, until, check }",
  );
}

/** What a file threw while it was loaded is a fault of the file, which is not ours. */
function asUsageError(error: unknown, path: string, shown: string): unknown {
  if (!(error instanceof Error)) return new UsageError(`${shown} throws ${String(error)}`, OWN);
  if (EXPLAINED.includes(error.name)) return error;
  const [first = ""] = error.message.split("\n");
  const at = extname(path) === ".ts" ? undefined : lineIn(error.stack ?? "", path);
  const place = at === undefined ? shown : `${shown}:${at}`;
  const text = new TextDecoder().decode(readInput(path, shown, OWN));
  if (/^\s*@task\b/m.test(text)) {
    return new UsageError(
      `${shown} is firmware, and no scenario`,
      "a scenario is a file of its own, which loads the firmware: export const scenario = { load, may, until, check }",
    );
  }
  return new UsageError(`${place} cannot be loaded: ${error.name}: ${first}`, OWN);
}

const OWN = "mend the file; it runs in Node, and what it imports from wakeful is the simulator";

/** The line of the first mention of a file in a stack. */
function lineIn(stack: string, path: string): string | undefined {
  const from = stack.indexOf(pathToFileURL(path).href);
  return from < 0 ? undefined : /^[^\s:]+:[^\s:]*:(\d+)/.exec(stack.slice(from))?.[1];
}

async function importScenario(path: string, shown: string, hint: string): Promise<unknown> {
  if (extname(path) !== ".ts") return importFile(pathToFileURL(path).href);
  const source = new TextDecoder().decode(readInput(path, shown, hint));
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  // Beside it, so that what it imports is found; under a name of this process's own.
  const unique = `${process.pid}-${performance.now().toString(36).replace(".", "")}`;
  const beside = join(dirname(path), `.${basename(path, ".ts")}-${unique}.mjs`);
  writeFileSync(beside, outputText);
  try {
    return await importFile(pathToFileURL(beside).href);
  } finally {
    rmSync(beside);
  }
}
