/** Where an async task waits, read from its frame. */
import type { FrameInfo, Kept, Place, SideTable, TaskInfo } from "../../hal/border/side-table.ts";
import { TaskHeader } from "../../hal/border/side-table.ts";

/** One `await` in which a task stands. */
export interface WaitSite {
  /** The async function. */
  readonly name: string;
  readonly place: Place;
  /** The awaited expression, as it is written. */
  readonly text: string;
}

/**
 * The awaits in which a task stands: its own first, then that of the function it awaits, and so on.
 * Behind a select or join of several functions it is not told which of them is meant.
 * @param slot address of the task's header.
 */
export function sitesOf(
  memory: DataView,
  table: SideTable,
  task: TaskInfo,
  slot: number,
): WaitSite[] {
  const sites: WaitSite[] = [];
  let frame = task.frame === undefined ? undefined : table.frames[task.frame];
  let at = slot + task.headerBytes;
  let point = frame && readNumber(memory, slot + TaskHeader.pointOffset, 2);
  while (frame && point !== undefined) {
    const site = frame.awaits.find((a) => a.point === point);
    if (!site) break;
    sites.push({ name: frame.name, place: site.place, text: site.text });
    const inner: Kept[] = site.keeps.filter((k) => k.awaited && k.frame !== undefined);
    if (inner.length !== 1) break;
    at += inner[0]!.offset;
    frame = table.frames[inner[0]!.frame!];
    point = frame && pointOf(memory, frame, at);
  }
  return sites;
}

export function pointOf(memory: DataView, { point }: FrameInfo, at: number): number | undefined {
  return point ? readNumber(memory, at + point.offset, point.bytes) : undefined;
}

export function readNumber(memory: DataView, at: number, bytes: number): number | undefined {
  if (at + bytes > memory.byteLength) return undefined;
  return bytes === 1 ? memory.getUint8(at) : memory.getUint16(at, true);
}
