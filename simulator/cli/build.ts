/** `wakeful build`: a module for the device, and what its hosts want to know of it. */
import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { checkModule } from "../../compiler/binary/check.ts";
import { targets } from "../../hal/ports/index.ts";
import { UsageError } from "../core/errors.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import {
  type Firmware,
  type FirmwareFile,
  findFirmware,
  openFirmware,
  rootOf,
  showPath,
} from "./firmware-file.ts";
import type { Io } from "./io.ts";
import { loweredFiles } from "./lowered-files.ts";
import { makeFolder } from "./make-folder.ts";
import { onEachSave } from "./rebuild.ts";
import { sideTablePath } from "./side-table-file.ts";
import { buildForTarget, findTarget, optimizeOf, type TargetBuilt } from "./target.ts";
import { drawUses } from "./target-report.ts";
import { columns, count } from "./text.ts";
import { writing } from "./writing.ts";

export const buildCommand: Command = {
  name: "build",
  operand: "<firmware>",
  operandHelp:
    "a .ts file, or a folder with <folder>.ts, main.ts or index.ts; with --target a .wasm, too",
  summary: "compiles firmware to a module and its side table, and for a board",
  flags: {
    target: {
      value: "name",
      help: `builds for a board or a runtime, too: ${targets.map(({ name }) => name).join(", ")}`,
    },
    optimize: {
      value: "size|speed",
      help: "on a board where one costs the other (uno); default: speed",
    },
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
    "wakeful build blink.ts --target c",
    "wakeful build blink.ts --target uno --optimize size",
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
  const wanted = args.value("target");
  // A name that does not exist is told before anything is compiled.
  const target = wanted === undefined ? undefined : findTarget(wanted);
  optimizeOf(args.value("optimize"), target);
  const file = findFirmware(args.operand, io);
  if (file.kind === "wasm" && wanted === undefined) {
    throw new UsageError(
      `${args.operand} is a module already`,
      "give the .ts file it was built from, or a board with --target; `wakeful check` and `wakeful size` read modules",
    );
  }
  const needsSource = ["debug", "wat", "lowered"].find((flag) => args.has(flag));
  if (file.kind === "wasm" && needsSource !== undefined) {
    throw new UsageError(
      `${args.operand} is a module already, and --${needsSource} is about compiling`,
      "give the .ts file it was built from",
    );
  }
  const once = (): Promise<number> => buildOnce(file, args, io);
  return args.has("watch") ? onEachSave(file, io, once) : once();
}

async function buildOnce(file: FirmwareFile, args: Arguments, io: Io): Promise<number> {
  const mode = args.has("debug") ? "debug" : "release";
  const firmware = await openFirmware(file, io, {
    mode,
    ...(args.has("no-cache") && { cache: false }),
  });
  const folder = resolve(io.cwd, args.value("out") ?? "out");
  const outputs = file.kind === "ts" ? modulesOf(file, firmware, folder, args) : [];
  const below = args.value("lowered");
  const places =
    below === undefined || !firmware.lowered ? [] : placesBelow(below, firmware.lowered, file, io);
  write(outputs, "--out", io);
  write(places, "--lowered", io);
  outputs.push(...places);
  const board = args.has("target") ? forTarget(file, firmware, folder, args, io) : undefined;
  const shown = [...outputs, ...(board?.built.files ?? [])].map(
    ({ path, note }) => [showPath(path, io.cwd), note] as const,
  );
  if (args.has("json")) {
    const files = shown.map(([path]) => path);
    const ramBytes = checkModule(firmware.wasm).facts.heapBase;
    const document = { version: 1, firmware: file.label, mode, files };
    const sizes = { wasmBytes: firmware.wasm.length, ramBytes };
    io.stdout.write(`${JSON.stringify({ ...document, ...sizes, ...board?.json })}\n`);
    return ExitCode.done;
  }
  const isBrief = args.has("watch") && !board;
  io.stdout.write(columns(isBrief ? shown.slice(0, 1) : shown));
  if (board && board.built.uses.length > 0) {
    io.stdout.write(`\n${board.title}\n${drawUses(board.built.uses)}`);
  }
  return ExitCode.done;
}

/** The module and what belongs to it. */
function modulesOf(
  { name }: FirmwareFile,
  { wasm, wat, table }: Firmware,
  folder: string,
  args: Arguments,
): Output[] {
  const ram = table!.memory.heapBase;
  const outputs: Output[] = [
    {
      path: join(folder, `${name}.wasm`),
      content: wasm,
      note: `${count(wasm.length, "byte")}, ${count(ram, "byte")} of RAM`,
    },
    {
      path: sideTablePath(folder, name),
      content: `${JSON.stringify(table)}\n`,
      note: "side table: texts, tasks and source map, for hosts only",
    },
  ];
  if (args.has("wat")) {
    outputs.push({ path: join(folder, `${name}.wat`), content: wat!, note: "as text" });
  }
  return outputs;
}

interface ForTarget {
  readonly title: string;
  readonly built: TargetBuilt;
  /** What `--json` tells of it. */
  readonly json: object;
}

function forTarget(
  file: FirmwareFile,
  firmware: Firmware,
  out: string,
  args: Arguments,
  io: Io,
): ForTarget {
  const target = findTarget(args.value("target")!);
  const optimize = optimizeOf(args.value("optimize"), target);
  const folder = join(out, `${file.name}-${target.name}`);
  const shown = showPath(folder, io.cwd);
  const built = buildForTarget(target, firmware, { name: file.name, folder, shown, optimize });
  const { name, title, limits, stackBytes } = target;
  const { sizes } = built;
  return { title, built, json: { target: { name, title, sizes, limits, stackBytes } } };
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

function write(outputs: readonly Output[], flag: string, io: Io): void {
  const hint = `give ${flag} a folder that you may write to`;
  for (const { path, content } of outputs) {
    const folder = dirname(path);
    writing(showPath(folder, io.cwd), hint, () => makeFolder(folder));
    writing(showPath(path, io.cwd), hint, () => writeFileSync(path, content));
  }
}
