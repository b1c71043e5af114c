/** `wakeful size`: where every byte of RAM and of the module goes. */
import { checkModule } from "../../compiler/binary/check.ts";
import { codeReport } from "../../compiler/report/code.ts";
import { ramReport, type RamReport, variableBytes } from "../../compiler/report/ram.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { findFirmware, openFirmware, type Firmware } from "./firmware-file.ts";
import { drawFrames } from "./frame-table.ts";
import type { Io } from "./io.ts";
import { paletteFor } from "./palette.ts";
import { drawCode, drawRam, drawUnknownRam } from "./size-table.ts";

const TOP_FUNCTIONS = 20;

export const sizeCommand: Command = {
  name: "size",
  operand: "<firmware>",
  operandHelp: "a .ts or .wasm file, or a folder with <folder>.ts, main.ts or index.ts",
  summary: "tells where every byte of RAM and of the module goes",
  flags: {
    all: { help: `lists all functions, not only the ${TOP_FUNCTIONS} largest` },
    "no-cache": { help: "compiles anew, even what was built before" },
    json: { help: "prints one JSON document instead of text" },
  },
  examples: ["wakeful size examples/blink", "wakeful size out/blink.wasm --all"],
  run: size,
};

async function size(args: Arguments, io: Io): Promise<number> {
  const file = findFirmware(args.operand, io);
  const firmware = await openFirmware(file, io, args.has("no-cache") ? { cache: false } : {});
  const code = codeReport(firmware.wasm, firmware.table);
  const { dataEnd, heapBase } = checkModule(firmware.wasm).facts;
  const ram = ramOf(firmware, dataEnd, heapBase);
  const variables = variableBytes(firmware.wasm);
  if (args.has("json")) {
    const frames = firmware.table?.frames ?? [];
    const sizes = { heapBase, dataEnd, variables, ram, frames, code };
    const document = { version: 1, firmware: file.label, ...sizes };
    io.stdout.write(`${JSON.stringify(document)}\n`);
    return ExitCode.done;
  }
  const palette = paletteFor(io);
  const most = args.has("all") ? Infinity : TOP_FUNCTIONS;
  io.stdout.write(`${palette.bold(`RAM of ${file.label}`)}\n`);
  io.stdout.write(ram ? drawRam(ram, variables) : drawUnknownRam(heapBase));
  io.stdout.write(drawFrames(firmware.table?.frames ?? [], palette));
  io.stdout.write(drawCode(code, most, palette));
  return ExitCode.done;
}

function ramOf(
  { table }: Firmware,
  dataEnd: number | null,
  heapBase: number | null,
): RamReport | null {
  if (!table || dataEnd === null || heapBase === null) return null;
  return ramReport(table, { dataEnd, heapBase });
}
