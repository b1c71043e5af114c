/**
 * The command line as a function: words in, text out, an exit code back. Nothing here touches the
 * process, so tests call it as it is.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../compiler/front/files.ts";
import { didYouMean } from "../core/nearest.ts";
import { UsageError } from "../core/errors.ts";
import { readArguments } from "./arguments.ts";
import { buildCommand } from "./build.ts";
import { checkCommand } from "./check.ts";
import type { Command } from "./command.ts";
import { decodeCommand } from "./decode.ts";
import { ExitCode } from "./exit-code.ts";
import { exploreCommand } from "./explore.ts";
import { fail } from "./fail.ts";
import { describeCommand, describeProgram } from "./help.ts";
import type { Io } from "./io.ts";
import { runCommand } from "./run.ts";
import { serveCommand } from "./serve.ts";
import { sizeCommand } from "./size.ts";
import { traceCommand } from "./trace.ts";

const commands: readonly Command[] = [
  runCommand,
  serveCommand,
  buildCommand,
  sizeCommand,
  checkCommand,
  decodeCommand,
  traceCommand,
  exploreCommand,
];

/**
 * Runs one command.
 * @param argv the words after the program's name.
 * @returns the exit code; it never throws.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    return fail(error, io);
  }
}

async function dispatch([first, ...words]: readonly string[], io: Io): Promise<number> {
  if (first === undefined) {
    io.stderr.write(describeProgram(commands));
    return ExitCode.usage;
  }
  if (first === "--version") {
    io.stdout.write(`wakeful ${version()}\n`);
    return ExitCode.done;
  }
  if (first === "help" && words[0] !== undefined) {
    io.stdout.write(describeCommand(findCommand(words[0])));
    return ExitCode.done;
  }
  if (first === "help" || isHelp(first)) {
    io.stdout.write(describeProgram(commands));
    return ExitCode.done;
  }
  const command = findCommand(first);
  if (words.some(isHelp)) {
    io.stdout.write(describeCommand(command));
    return ExitCode.done;
  }
  return command.run(readArguments(command, words), io);
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}

function findCommand(name: string): Command {
  const found = commands.find((command) => command.name === name);
  if (found) return found;
  const names = commands.map((command) => command.name);
  if (name.startsWith("-")) {
    throw new UsageError(
      `wakeful has no flag ${name}${didYouMean(name, ["--help", "--version"])}`,
      "the command comes first: wakeful run examples/blink --for 2s",
    );
  }
  throw new UsageError(
    `there is no command ${name}${didYouMean(name, names)}`,
    `the commands are ${names.join(", ")}; \`wakeful --help\` describes them`,
  );
}

function version(): string {
  const text = readFileSync(join(packageRoot(), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
