/** `wakeful new`: a folder with firmware, a board, a test, and what an editor wants to know. */
import { lstatSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { statInput } from "./input-file.ts";
import type { Io } from "./io.ts";
import { listFolder } from "./list-folder.ts";
import { projectFiles } from "./new-project.ts";
import { packageName } from "./package-name.ts";
import { paletteFor } from "./palette.ts";
import { columns } from "./text.ts";
import { writeWhole } from "./write-whole.ts";

const OTHER = "give another path, of a folder that is empty or not there yet; nothing was written";

/** What may be in a folder that counts as empty. */
const invisible = [".git", ".DS_Store"];

export const newCommand: Command = {
  name: "new",
  operand: "<dir>",
  operandHelp: "a folder that is empty or not there yet",
  summary: "starts a project: firmware, a board, a test, and settings for editors",
  flags: {},
  examples: ["wakeful new my-firmware", "wakeful new ."],
  run: create,
};

async function create(args: Arguments, io: Io): Promise<number> {
  const shown = args.operand;
  const folder = resolve(io.cwd, shown);
  refuseTaken(folder, shown);
  const name = packageName(basename(folder));
  writeWhole(folder, shown, projectFiles(folder, name));
  io.stdout.write(describe(shown, folder, name, io));
  return ExitCode.done;
}

/** @throws UsageError if something is there that is not ours. */
function refuseTaken(folder: string, shown: string): void {
  const stats = statInput(folder, shown, OTHER);
  if (!stats) {
    if (!isLink(folder)) return;
    throw new UsageError(`${shown} is a link that leads nowhere`, OTHER);
  }
  if (!stats.isDirectory()) {
    throw new UsageError(
      `${shown} is a file, and a project is a folder`,
      "give another name, or move the file away; nothing was written",
    );
  }
  const taken = listFolder(folder, shown, OTHER).filter((name) => !invisible.includes(name));
  if (taken.length === 0) return;
  const named = taken.slice(0, 3).join(", ");
  const more = taken.length > 3 ? ` and ${taken.length - 3} more` : "";
  throw new UsageError(`the folder ${shown} is not empty: it holds ${named}${more}`, OTHER);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function describe(shown: string, folder: string, name: string, io: Io): string {
  const palette = paletteFor(io);
  const isHere = folder === resolve(io.cwd);
  const renamed = name === basename(folder) ? "" : `, with the name ${name} in package.json`;
  const steps = [
    ...(isHere ? [] : [[`cd ${quoted(shown)}`, ""] as const]),
    ["npm install", ""] as const,
    ["npm start", "shows its board on a page"] as const,
    ["npm test", "runs its tests"] as const,
  ];
  return [
    `${palette.bold(`${isHere ? basename(folder) : shown} is a project now`)}${renamed}\n`,
    columns([
      [join("firmware", "main.ts"), "two tasks: one blinks, one waits for a button"],
      [join("firmware", "diagram.json"), "the board, in Wokwi's format"],
      [join("test", "main.spec.ts"), "what the firmware should do"],
    ]),
    `${palette.bold("next")}\n${columns(steps).replace(/ +$/gm, "")}`,
  ].join("\n");
}

/** A path as a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./~@%+=:,\\-]+$/.test(path) && !path.startsWith("-")
    ? path
    : `"${path.replace(/["$`\\]/g, "\\$&")}"`;
}
