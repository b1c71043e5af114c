import { dirname, join, resolve } from "node:path";
import { bareBoard, type Board } from "../core/board.ts";
import { openDiagram } from "../boards/diagram.ts";
import type { Finding } from "../boards/lint/rule.ts";
import type { FirmwareFile } from "./firmware-file.ts";
import { showAsked } from "./firmware-file.ts";
import { readInput, statInput } from "./input-file.ts";
import type { Io } from "./io.ts";

export interface BoardOptions {
  /** Goes on without the parts that Wakeful has not. */
  readonly ignoreUnsupported?: boolean;
  /** Is given what else there is to tell of the file. */
  readonly onFindings?: (file: string, findings: readonly Finding[]) => void;
}

/** What `--board` takes. */
export const BOARD_HINT =
  "give a diagram.json with --board; the microcontroller is one of its parts";

/** Where the board of a firmware is drawn: the file that was asked for, or the diagram beside the firmware. */
export function boardPath(asked: string | undefined, { path }: FirmwareFile, io: Io): string {
  return asked === undefined ? join(dirname(path), "diagram.json") : resolve(io.cwd, asked);
}

/**
 * The board a firmware runs on: the file that was asked for, or the diagram beside the firmware, or
 * a bare board.
 * @throws UsageError if the file cannot be read, or is wrong.
 */
export function openBoard(
  asked: string | undefined,
  firmware: FirmwareFile,
  io: Io,
  options: BoardOptions = {},
): Board {
  return readBoard(asked, firmware, io, options).board;
}

/**
 * As `openBoard`, with the text of the diagram if there is one.
 * @throws UsageError if the file cannot be read, or is wrong.
 */
export function readBoard(
  asked: string | undefined,
  firmware: FirmwareFile,
  io: Io,
  { ignoreUnsupported, onFindings }: BoardOptions,
): { readonly board: Board; readonly diagram: string | undefined } {
  const path = boardPath(asked, firmware, io);
  if (asked === undefined && !statInput(path, "diagram.json", BOARD_HINT)) {
    return { board: bareBoard(), diagram: undefined };
  }
  const shown = showAsked(asked, path, io.cwd);
  const bytes = readInput(path, `the board ${shown}`, BOARD_HINT);
  const diagram = new TextDecoder().decode(bytes);
  const { board, findings } = openDiagram(diagram, shown, { ignoreUnsupported });
  onFindings?.(shown, findings);
  return { board, diagram };
}
