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

/** @throws UsageError if there is no such file, or no scenario in it; whatever the file throws. */
export async function openScenario(operand: string, cwd: string): Promise<Scenario> {
  const path = resolve(cwd, operand);
  const hint = "give a .mjs, .js or .ts file that exports a `scenario`";
  if (!statInput(path, operand, hint)?.isFile()) {
    throw new UsageError(`there is no file ${operand}`, hint);
  }
  if (!KINDS.includes(extname(path))) {
    throw new UsageError(`${operand} is no .mjs, .js or .ts file`, hint);
  }
  const { scenario } = (await importScenario(path, operand, hint)) as { scenario?: Scenario };
  if (typeof scenario?.load === "function") return scenario;
  throw new UsageError(
    `${operand} exports no \`scenario\` with a \`load\``,
    "write export const scenario = { load, may, until, check }",
  );
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
