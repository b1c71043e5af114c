import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { bareBoard, type Board } from "../core/board.ts";
import { parseDiagram } from "../boards/diagram.ts";
import { UsageError } from "../core/errors.ts";
import type { FirmwareFile } from "./firmware-file.ts";
import { showPath } from "./firmware-file.ts";
import type { Io } from "./io.ts";
import { reasonOf } from "./system-error.ts";

/**
 * The board a firmware runs on: the file that was asked for, or the diagram beside the firmware, or
 * a bare board.
 * @throws UsageError if the file cannot be read, or is wrong.
 */
export function openBoard(asked: string | undefined, firmware: FirmwareFile, io: Io): Board {
  const path =
    asked === undefined ? join(dirname(firmware.path), "diagram.json") : resolve(io.cwd, asked);
  if (asked === undefined && !statSync(path, { throwIfNoEntry: false })) return bareBoard();
  const shown = showPath(path, io.cwd);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new UsageError(
      `the board ${shown} cannot be read: ${reason}`,
      "give a diagram.json with --board",
    );
  }
  return parseDiagram(text, shown);
}
