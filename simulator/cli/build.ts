/** `wakeful build`: a module for the device, and what its hosts want to know of it. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import {
  type FirmwareFile,
  findFirmware,
  openFirmware,
  rootOf,
  showPath,
} from "./firmware-file.ts";
import type { Io } from "./io.ts";
import { loweredFiles } from "./lowered-files.ts";
import { onEachSave } from "./rebuild.ts";
import { sideTablePath } from "./side-table-file.ts";
import { reasonOf } from "./system-error.ts";
import { columns, count } from "./text.ts";

export const buildCommand: Command = {
  name: "build",
  operand: "<firmware>",
  operandHelp: "a .ts file, or a folder with <folder>.ts, main.ts or index.ts",
  summary: "compiles firmware to a module and its side table",
  flags: {
    out: { value: "folder", help: "where to write; default: out" },
    debug: { help: "keeps assertions and names, and does not optimise" },
    wat: { help: "writes the module as text, too" },
    lowered: { value: "folder", help: "writes the sources as asc reads them, without async" },
    watch: { help: "builds again on each save, until Ctrl-C" },
    "no-cache": { help: "compiles anew, even what was built before" },
    json: { help: "prints one JSON document instead of text" },
  },
  examples: [
    "wakeful build examples/blink",
    "wakeful build blink.ts --out build --wat",
    "wakeful build blink.ts --lowered lowered",
  ],
  run: build,
};

interface Output {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly note: string;
}

async function build(args: Arguments, io: Io): Promise<number> {
  const file = findFirmware(args.operand, io);
  if (file.kind === "wasm") {
    throw new UsageError(
      `${args.operand} is a module already`,
      "give the .ts file it was built from; `wakeful check` and `wakeful size` read modules",
    );
  }
  const once = (): Promise<number> => buildOnce(file, args, io);
  return args.has("watch") ? onEachSave(file, io, once) : once();
}

async function buildOnce(file: FirmwareFile, args: Arguments, io: Io): Promise<number> {
  const mode = args.has("debug") ? "debug" : "release";
  const { wasm, wat, table, lowered } = await openFirmware(file, io, {
    mode,
    ...(args.has("no-cache") && { cache: false }),
  });
  const ram = table!.memory.heapBase;
  const folder = resolve(io.cwd, args.value("out") ?? "out");
  const outputs: Output[] = [
    {
      path: join(folder, `${file.name}.wasm`),
      content: wasm,
      note: `${count(wasm.length, "byte")}, ${count(ram, "byte")} of RAM`,
    },
    {
      path: sideTablePath(folder, file.name),
      content: `${JSON.stringify(table)}\n`,
      note: "side table: texts, tasks and source map, for hosts only",
    },
  ];
  if (args.has("wat")) {
    outputs.push({ path: join(folder, `${file.name}.wat`), content: wat!, note: "as text" });
  }
  const below = args.value("lowered");
  const places = below === undefined ? [] : placesBelow(below, lowered!, file, io);
  write(outputs, "--out", io);
  write(places, "--lowered", io);
  outputs.push(...places);
  const shown = outputs.map(({ path, note }) => [showPath(path, io.cwd), note] as const);
  if (args.has("json")) {
    const files = shown.map(([path]) => path);
    const document = { version: 1, firmware: file.label, mode, files, wasmBytes: wasm.length };
    io.stdout.write(`${JSON.stringify({ ...document, ramBytes: ram })}\n`);
  } else io.stdout.write(columns(args.has("watch") ? shown.slice(0, 1) : shown));
  return ExitCode.done;
}

function placesBelow(
  folder: string,
  lowered: Readonly<Record<string, string>>,
  file: FirmwareFile,
  io: Io,
): Output[] {
  const files = loweredFiles(lowered, { root: rootOf(file, io), folder, cwd: io.cwd });
  return files.map((place) => ({ ...place, note: "without async" }));
}

/**
 * Makes a folder and those above it, one at a time: Node's own recursive way never returns where a
 * file system says "no such file" of a folder in one that exists, as /proc does.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function write(outputs: readonly Output[], flag: string, io: Io): void {
  let path = "";
  try {
    for (const output of outputs) {
      path = dirname(output.path);
      makeFolder(path);
      path = output.path;
      writeFileSync(path, output.content);
    }
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new UsageError(
      `${showPath(path, io.cwd)} cannot be written: ${reason}`,
      `give ${flag} a folder that you may write to`,
    );
  }
}
