/** The futures that lie in the frames of a task, read from the firmware's memory. */
import { TaskHeader } from "../../hal/border/side-table.ts";
import type { FrameInfo, SideTable, TaskInfo } from "../../hal/border/side-table.ts";
import { pointOf, readNumber } from "./sites.ts";

/** Something that a task's frame keeps now. */
export interface Piece {
  readonly name: string;
  /** Name of its class. */
  readonly type: string;
  readonly address: number;
  readonly bytes: number;
  /** Whether the task waits for it, or for something that holds it. */
  readonly isAwaited: boolean;
}

/**
 * What the frames of a task keep: those of async functions that it awaits as well.
 * @param slot address of the task's header.
 */
export function piecesOf(
  memory: DataView,
  table: SideTable,
  task: TaskInfo,
  slot: number,
): readonly Piece[] {
  const at = slot + task.headerBytes;
  if (task.frame === undefined) {
    // All of a hand-written future is there all the time.
    return task.parts
      .map(({ name, type, offset, bytes }) => ({
        name,
        type,
        address: at + offset,
        bytes,
        isAwaited: true,
      }))
      .filter(({ address, bytes }) => address + bytes <= memory.byteLength);
  }
  const pieces: Piece[] = [];
  const visit = (
    frame: FrameInfo,
    base: number,
    point: number | undefined,
    isOuterAwaited: boolean,
  ): void => {
    const site = frame.awaits.find((a) => a.point === point);
    for (const kept of site?.keeps ?? []) {
      const { name, type, bytes } = kept;
      const address = base + kept.offset;
      if (address + bytes > memory.byteLength) continue;
      const isAwaited = isOuterAwaited && kept.awaited;
      const inner = kept.frame === undefined ? undefined : table.frames[kept.frame];
      if (inner) visit(inner, address, pointOf(memory, inner, address), isAwaited);
      else pieces.push({ name, type, address, bytes, isAwaited });
    }
  };
  const point = readNumber(memory, slot + TaskHeader.pointOffset, 2);
  const frame = table.frames[task.frame];
  if (frame) visit(frame, at, point, true);
  return pieces;
}
