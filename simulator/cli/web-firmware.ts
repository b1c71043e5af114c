/** What the board view is given: the firmware, its board and what is done to it, as the flags of `serve` say. */
import { basename, isAbsolute, resolve } from "node:path";
import { checkModule } from "../../compiler/binary/check.ts";
import type { SideTable } from "../../hal/border/side-table.ts";
import { UsageError } from "../core/errors.ts";
import { formatScript } from "../script/script.ts";
import type { Firmware as WebFirmware } from "../web/protocol.ts";
import type { Arguments } from "./arguments.ts";
import { BOARD_HINT, boardPath, readBoard } from "./board-file.ts";
import { describeBriefly } from "./board-findings.ts";
import { type Firmware, type FirmwareFile, openFirmware } from "./firmware-file.ts";
import { clockOf, ratioOf } from "./flag-value.ts";
import { statInput } from "./input-file.ts";
import type { Io } from "./io.ts";
import { readScriptFlags, scriptFlags } from "./script-request.ts";

/** Flags that mean what they mean to `run`. */
export const webFirmwareFlags = {
  board: { value: "file", help: "a diagram.json; default: the one beside the firmware" },
  "ignore-unsupported": {
    help: "goes on without the parts of the board that there are none of yet",
  },
  seed: { value: "number", help: "decides bounces and floating pins; default 1" },
  ...scriptFlags,
  cpu: { value: "clock", help: "counts instructions, so that code takes time, such as 16MHz" },
  ipc: { value: "number", help: "instructions a cycle, with --cpu; default 1" },
  "no-cache": { help: "compiles anew, even what was built before" },
} as const;

/** A page goes on as long as somebody looks: no script is too late for it. */
const NO_END = 2n ** 63n;

export interface WebBuilt {
  readonly firmware: Omit<WebFirmware, "build">;
  /** Bytes. */
  readonly wasm: number;
  readonly ram: number | null;
}

/**
 * Whatever is wrong with the flags themselves, before anything is built.
 * @throws UsageError
 */
export function checkWebFlags(args: Arguments, io: Io): void {
  readScriptFlags(args, { duration: NO_END, monitor: 0 }, io);
  readCpu(args);
  const board = args.value("board");
  if (board === undefined || statInput(resolve(io.cwd, board), `the board ${board}`, BOARD_HINT))
    return;
  throw new UsageError(
    `the board ${board} cannot be read: there is no such file or folder`,
    BOARD_HINT,
  );
}

/** Files besides the sources that change what `buildForWeb` makes; absolute. */
export function inputsOf(args: Arguments, file: FirmwareFile, io: Io): string[] {
  const given = ["script", "stimulus"].flatMap((flag) => args.value(flag) ?? []);
  return [boardPath(args.value("board"), file, io), ...given.map((path) => resolve(io.cwd, path))];
}

/**
 * Compiles and reads all that a page needs. Warnings go to stderr.
 * @throws CompileError, UsageError
 */
export async function buildForWeb(args: Arguments, file: FirmwareFile, io: Io): Promise<WebBuilt> {
  const ignoreUnsupported = args.has("ignore-unsupported");
  const { board, diagram } = readBoard(args.value("board"), file, io, {
    ignoreUnsupported,
    onFindings: (shown, findings) => io.stderr.write(describeBriefly(shown, findings)),
  });
  const duration = NO_END;
  const script = readScriptFlags(args, { duration, monitor: board.serialMonitor }, io);
  const built = await openFirmware(file, io, args.has("no-cache") ? { cache: false } : {});
  return {
    firmware: {
      name: nameOf(file),
      wasm: Buffer.from(built.wasm).toString("base64"),
      table: built.table && withoutSources(built.table),
      diagram,
      ignoreUnsupported,
      seed: script.seed,
      cpu: readCpu(args),
      script: script.happenings.length === 0 ? "" : formatScript(script),
    },
    wasm: built.wasm.length,
    ram: ramOf(built),
  };
}

/** Of what lies elsewhere only the file's name: pages are shared, and folders are nobody's business. */
function nameOf({ label, path }: FirmwareFile): string {
  return isAbsolute(label) ? basename(path) : label;
}

/** A page looks places up, and shows no source. */
function withoutSources(table: SideTable): SideTable {
  if (table.map === null) return table;
  const entries = Object.entries(table.map).filter(([name]) => name !== "sourcesContent");
  return { ...table, map: Object.fromEntries(entries) };
}

function ramOf({ wasm, table }: Firmware): number | null {
  return table?.memory.heapBase ?? checkModule(wasm).facts.heapBase;
}

function readCpu(args: Arguments): WebFirmware["cpu"] {
  const hz = clockOf(args, "cpu");
  const instructionsPerCycle = ratioOf(args, "ipc");
  if (hz !== undefined) return { hz, ...(instructionsPerCycle && { instructionsPerCycle }) };
  if (instructionsPerCycle === undefined) return undefined;
  throw new UsageError("--ipc is given without --cpu", "give the clock as well: --cpu 16MHz");
}
