/** Firmware and board as a test names them. */
import { dirname, resolve } from "node:path";
import { parseDiagram } from "../boards/diagram.ts";
import { openBoard } from "../cli/board-file.ts";
import {
  type Firmware,
  type FirmwareFile,
  findFirmware,
  openFirmware,
  showPath,
} from "../cli/firmware-file.ts";
import type { Io } from "../cli/io.ts";
import type { Board } from "../core/board.ts";
import { UsageError } from "../core/errors.ts";
import { show, wrongUse } from "./report/wrong-use.ts";

/** Places and commands are written from the folder in which vitest runs. */
const io: Io = {
  stdout: process.stdout,
  stderr: process.stderr,
  isTTY: false,
  input: () => process.stdin,
  cwd: process.cwd(),
  env: process.env,
  now: () => performance.now(),
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  onInterrupt: () => () => undefined,
};

/** A board file, what such a file holds, or a board that is put together already. */
export type BoardSource = string | Board | object;

export interface Loaded {
  readonly file: FirmwareFile;
  readonly built: Firmware;
  readonly board: Board;
  /** For `--board`: null if it is the one beside the firmware, undefined if it is in no file. */
  readonly boardFlag: string | null | undefined;
}

/** Builds that run, or are done, of one test file; concurrent tests wait for the same one. */
export type Builds = Map<string, Promise<Firmware>>;

/**
 * Compiles a firmware and reads its board.
 * @param spec the test's file, from which paths count.
 * @throws CompileError, UsageError
 */
export async function load(
  spec: string,
  firmware: unknown,
  board: BoardSource | undefined,
  builds: Builds,
): Promise<Loaded> {
  if (typeof firmware !== "string") {
    throw wrongUse(
      `simulate is given ${show(firmware)} where it wants a firmware's file`,
      'write await simulate("../firmware/lamp.ts"), a path from the test file',
    );
  }
  if (board !== undefined && typeof board !== "string" && !isObject(board)) {
    throw wrongUse(
      `simulate has \`board\` ${show(board)}`,
      'write { board: "../boards/diagram.json" }, or give what such a file holds',
    );
  }
  return explained(async () => {
    const path = (name: string): string => showPath(resolve(dirname(spec), name), io.cwd);
    const file = findFirmware(path(firmware), io);
    let built = builds.get(file.path);
    if (!built) builds.set(file.path, (built = openFirmware(file, io)));
    const boardFlag =
      typeof board === "string" ? path(board) : board === undefined ? null : undefined;
    const read =
      typeof board === "object" ? boardOf(board) : openBoard(boardFlag ?? undefined, file, io);
    return { file, built: await built, board: read, boardFlag };
  });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function boardOf(board: object): Board {
  if ("pins" in board && "terminals" in board) return board as Board;
  return parseDiagram(JSON.stringify(board, null, 2), "board");
}

/** Vitest shows a message and no more, so the way out goes there. */
async function explained<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw wrongUse(error.message, `${error.hint}; paths count from the test file`);
  }
}
