/** `wakeful serve`: the board in a browser, built again on each save. */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { packageRoot } from "../../compiler/front/files.ts";
import { UsageError } from "../core/errors.ts";
import { Builds } from "../serve/builds.ts";
import { exportPage } from "../serve/export.ts";
import { serve, type Serving } from "../serve/server.ts";
import { readSite, type Site } from "../serve/site.ts";
import { parseWhole, type Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { explainError } from "./explain-error.ts";
import { fail } from "./fail.ts";
import { exportPath, writeExport } from "./export-file.ts";
import { findFirmware, type FirmwareFile, showPath } from "./firmware-file.ts";
import type { Io } from "./io.ts";
import { openUrl } from "./open-url.ts";
import { onEachSave } from "./rebuild.ts";
import { count } from "./text.ts";
import {
  buildForWeb,
  checkWebFlags,
  inputsOf,
  webFirmwareFlags,
  type WebBuilt,
} from "./web-firmware.ts";

const PORT = 8517;

export const serveCommand: Command = {
  name: "serve",
  operand: "<firmware>",
  operandHelp: "a .ts or .wasm file, or a folder with <folder>.ts, main.ts or index.ts",
  summary: "shows the board in a browser, and builds again on each save",
  flags: {
    ...webFirmwareFlags,
    port: {
      value: "number",
      help: `where this machine finds the page; default ${PORT}, or the next free one`,
    },
    open: { help: "opens the page in your browser" },
    export: {
      value: "folder",
      help: "writes the page as one file that needs no server, and ends",
    },
    json: { help: "prints one line with the address, or what was exported, as JSON" },
  },
  examples: [
    "wakeful serve examples/button --open",
    "wakeful serve blink.ts --port 9000",
    "wakeful serve blink.ts --export page",
  ],
  run,
};

async function run(args: Arguments, io: Io): Promise<number> {
  const file = findFirmware(args.operand, io);
  checkWebFlags(args, io);
  const site = readSite(join(packageRoot(), "dist/web"));
  const folder = args.value("export");
  if (folder !== undefined) return writePage(site, folder, args, file, io);
  const asked = args.value("port");
  const builds = new Builds();
  const serving = await serve({
    site,
    builds,
    port: asked === undefined ? PORT : readPort(asked),
    mayMove: asked === undefined,
  });
  try {
    return await serveBuilds(serving, builds, args, file, io);
  } finally {
    await serving.close();
  }
}

async function serveBuilds(
  serving: Serving,
  builds: Builds,
  args: Arguments,
  file: FirmwareFile,
  io: Io,
): Promise<number> {
  let isTold = false;
  const build = async (): Promise<void> => {
    try {
      const built = await buildForWeb(args, file, io);
      builds.succeed(built.firmware);
      if (!args.has("json")) io.stdout.write(`${file.label}: ${sizesOf(built)}\n`);
    } catch (error) {
      fail(error, io);
      // Without a stack, which has this machine's folders in it.
      builds.fail(explainError(error, { env: {} }).text);
    }
    if (isTold) return;
    isTold = true;
    // Compiling takes all of the processor, so a page that came before would wait for it.
    await tell(serving, args, file, io);
  };
  return onEachSave(file, io, build, {
    also: inputsOf(args, file, io),
    instead: "let the system watch more",
  });
}

/** Says where the page is, and opens it if that is asked for. */
async function tell(serving: Serving, args: Arguments, file: FirmwareFile, io: Io): Promise<void> {
  const { url, port, movedFrom } = serving;
  if (args.has("json")) {
    io.stdout.write(`${JSON.stringify({ version: 1, firmware: file.label, url, port })}\n`);
  } else {
    const moved = movedFrom === undefined ? "" : ` (port ${movedFrom} is in use)`;
    io.stdout.write(`the board is at ${url}${moved}\n`);
  }
  if (!args.has("open")) return;
  const problem = await openUrl(url, io.env);
  if (problem === undefined) return;
  io.stderr.write(
    `error: no browser was opened: ${problem}\n  way out: open ${url} in one yourself\n`,
  );
}

function sizesOf({ wasm, ram }: WebBuilt): string {
  const module = count(wasm, "byte");
  return ram === null ? module : `${module}, ${count(ram, "byte")} of RAM`;
}

async function writePage(
  site: Site,
  folder: string,
  args: Arguments,
  file: FirmwareFile,
  io: Io,
): Promise<number> {
  const other = ["port", "open"].find((flag) => args.has(flag));
  if (other !== undefined) {
    throw new UsageError(
      `--export and --${other} exclude each other: an exported page has no server`,
      "give one of them",
    );
  }
  // What lies there is looked at before anything is built.
  const path = exportPath(folder, io);
  const built = await buildForWeb(args, file, io);
  const text = exportPage(site, { ...built.firmware, build: 1 });
  writeExport(path, text, io);
  const shown = showPath(path, io.cwd);
  const bytes = Buffer.byteLength(text);
  const gzipBytes = gzipSync(text).length;
  if (args.has("json")) {
    const document = { version: 1, firmware: file.label, files: [shown], bytes, gzipBytes };
    io.stdout.write(`${JSON.stringify(document)}\n`);
  } else {
    io.stdout.write(`  ${shown}  ${count(bytes, "byte")}, ${gzipBytes} as hosts compress it\n`);
  }
  return ExitCode.done;
}

/** @throws UsageError */
function readPort(text: string): number {
  const port = parseWhole("port", text);
  if (port >= 0 && port <= 65_535) return port;
  throw new UsageError(`--port is ${text}`, "give a whole number from 0 to 65535; 0 is any free");
}
