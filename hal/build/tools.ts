/** Calls compilers, and says which are missing and how to get them. */
import { spawnSync } from "node:child_process";
import { BuildError } from "./build-error.ts";
import type { Sizes, Tool } from "./target.ts";

/** Those of the tools that do not answer. */
export function missingTools(tools: readonly Tool[]): Tool[] {
  return tools.filter(({ command }) => spawnSync(command, ["--version"]).error !== undefined);
}

/** The command that installs tools on Debian and its kind. */
export function installCommand(tools: readonly Tool[]): string {
  return `apt-get install -y ${[...new Set(tools.map(({ apt }) => apt))].join(" ")}`;
}

/** The command that installs those of the tools that do not answer; undefined if all do. */
export function missingCommand(tools: readonly Tool[]): string | undefined {
  const missing = missingTools(tools);
  return missing.length > 0 ? installCommand(missing) : undefined;
}

/** @throws BuildError naming what is missing and the command that installs it. */
export function requireTools(tools: readonly Tool[]): void {
  const missing = missingTools(tools);
  if (missing.length === 0) return;
  const names = missing.map(({ command }) => command).join(", ");
  throw new BuildError(
    `${names} ${missing.length > 1 ? "are" : "is"} not installed`,
    `on Debian or Ubuntu: ${installCommand(missing)}`,
  );
}

/** Some lines of what a tool said: warnings that stand before its first error are not why it failed. */
function fromFirstError(lines: readonly string[]): string {
  const first = lines.findIndex((line) => /\berror\b|cannot|undefined reference/i.test(line));
  return lines.slice(Math.max(0, first), Math.max(0, first) + 12).join("\n");
}

/**
 * Runs a tool to its end.
 * @returns what it printed.
 */
export function runTool(command: string, args: readonly string[], cwd?: string): string {
  const result = spawnSync(command, args, { encoding: "utf8", cwd, maxBuffer: 2 ** 28 });
  if (result.error)
    throw new BuildError(`${command} cannot be run: ${result.error.message}`, "is it installed?");
  if (result.status !== 0) {
    const said = fromFirstError((result.stderr || result.stdout).trim().split("\n"));
    throw new BuildError(
      `${command} failed:\n${said}`,
      "this is a fault of Wakeful's: please report it",
      "wakeful",
    );
  }
  return result.stdout;
}

/**
 * What an ELF file takes, by the `size` of its toolchain: code, constants and initial values in flash; variables
 * in RAM.
 */
export function elfSizes(size: string, elf: string): Sizes {
  const [text, data, bss] = runTool(size, [elf]).split("\n")[1]!.trim().split(/\s+/).map(Number);
  return { flash: text! + data!, ram: data! + bss! };
}
