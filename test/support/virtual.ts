/** Firmwares written inside a test. */
import { type Compiled, compile, type CompileOptions } from "../../compiler/compile.ts";
import { CompileError } from "../../compiler/diagnostics/compile-error.ts";
import { projectRoot } from "./parts.ts";

/** Compiles texts as files of a project, the first as its entry. */
export function compileText(
  files: string | Record<string, string>,
  options: CompileOptions = {},
): Promise<Compiled> {
  const virtual = typeof files === "string" ? { "firmware.ts": files } : files;
  return compile(Object.keys(virtual)[0]!, { root: projectRoot, virtual, ...options });
}

/** What the compiler says of a firmware that it refuses. */
export async function refusal(files: string | Record<string, string>): Promise<string> {
  try {
    await compileText(files);
  } catch (error) {
    if (error instanceof CompileError) return error.message;
    throw error;
  }
  return "it compiled";
}
