/** Gathers what hosts want to know about a module and devices need not carry. */
import { createHash } from "node:crypto";
import {
  type FramePart,
  type SideTable,
  type StaticInfo,
  TaskHeader,
  type TaskInfo,
} from "../hal/border/side-table.ts";
import { driverStatics } from "../hal/border/drivers.ts";
import { BORDER_VERSION } from "../hal/generated/border.ts";
import { authorName } from "./front/asc-name.ts";
import type { Lowered } from "./lowered.ts";
import { poolName, slotName } from "./front/generated.ts";
import { bytesOf, offsetOf } from "./front/embed.ts";
import type { TaskClass } from "./front/tasks.ts";

const TASKS = "~lib/wakeful/generated/tasks";

/** Static storage of the executor and the drivers: what it is called and how long it is. */
const knownStatics: readonly { global: string; name: string; bytes: (levels: number) => number }[] =
  [
    {
      global: "~lib/wakeful/firmware/executor/run-queue/runQueue",
      name: "run queue",
      bytes: (levels) => 4 * levels,
    },
    { global: "~lib/wakeful/firmware/executor/timers/root", name: "timer queue", bytes: () => 4 },
    {
      global: "~lib/wakeful/firmware/executor/waker/current",
      name: "current task",
      bytes: () => 4,
    },
    ...driverStatics.map(({ global, name, bytes }) => ({
      global: `~lib/wakeful/${global}`,
      name,
      bytes: () => bytes,
    })),
  ];

export interface TableInput {
  readonly name: string;
  readonly wasm: Uint8Array;
  readonly lowered: Lowered;
  readonly constants: ReadonlyMap<string, number>;
  readonly dataEnd: number;
  readonly heapBase: number;
  /** The module as text, in which functions have names. */
  readonly wat: string;
  readonly map: SideTable["map"];
}

/** First byte that asc gives to static data; below it lies what a null pointer would reach. */
const MEMORY_BASE = 8;

export function sideTable({
  name,
  wasm,
  lowered,
  constants,
  dataEnd,
  heapBase,
  wat,
  map,
}: TableInput): SideTable {
  const constant = (global: string): number | undefined => constants.get(global);
  const prefixBytes = constant(`${TASKS}/PREFIX`) ?? 0;
  const levels = constant(`${TASKS}/LEVELS`) ?? 1;
  const tasks: TaskInfo[] = [];
  const statics: StaticInfo[] = [];
  lowered.tasks.forEach((task, kind) => {
    const address = constant(`${TASKS}/${poolName(kind)}`) ?? 0;
    const slotBytes = constant(`${TASKS}/${slotName(kind)}`) ?? 0;
    tasks.push({
      name: task.name,
      place: task.place,
      pool: task.pool,
      priority: task.priority,
      address,
      slotBytes,
      prefixBytes,
      headerBytes: TaskHeader.bytes,
      frameBytes: slotBytes - prefixBytes - TaskHeader.bytes,
      parts: partsOf(task, constants, slotBytes - prefixBytes - TaskHeader.bytes),
      ...(task.frame ? { frame: task.frame.index } : {}),
    });
    const free = constant(`${TASKS}/free${kind}`);
    if (address > 0)
      statics.push({ name: `pool of ${task.name}`, address, bytes: slotBytes * task.pool });
    if (free !== undefined)
      statics.push({ name: `free list of ${task.name}`, address: free, bytes: 4 });
  });
  for (const known of knownStatics) {
    const address = constant(known.global);
    if (address !== undefined)
      statics.push({ name: known.name, address, bytes: known.bytes(levels) });
  }
  for (const { global, name, type, bytes, place } of lowered.objects) {
    const address = constant(global);
    // One that nothing uses is not there.
    if (address !== undefined) statics.push({ name, address, bytes, type, place });
  }
  statics.sort((a, b) => a.address - b.address);
  return {
    border: BORDER_VERSION,
    name,
    module: moduleDigest(wasm),
    logs: lowered.messages.logs,
    panics: lowered.messages.panics,
    tasks,
    frames: lowered.frames,
    memory: { base: MEMORY_BASE, dataEnd, heapBase, statics: withGaps(statics, dataEnd) },
    functions: functionNames(wat),
    map,
  };
}

/** Tells modules apart: the `module` of a side table. */
export function moduleDigest(wasm: Uint8Array): string {
  return createHash("sha256").update(wasm).digest("hex");
}

/** A name is written in bytes of UTF-8; those beyond ASCII, and quotes, are escaped. */
function unescaped(name: string): string {
  const bytes = name
    .replace(/^"(.*)"$/, "$1")
    .replace(/\\(?:([0-9a-f]{2})|(.))/g, (_, hex: string | undefined, c: string) =>
      hex === undefined ? c : String.fromCharCode(parseInt(hex, 16)),
    );
  return Buffer.from(bytes, "latin1").toString();
}

/** Functions in the order of their indices, which is that of the text: imports, then definitions. */
function functionNames(wat: string): string[] {
  const found = wat.matchAll(/^ \((?:import "[^"]*" "[^"]*" \()?func \$("(?:[^"\\]|\\.)*"|\S+)/gm);
  return [...found].map((m) => authorName(unescaped(m[1]!).replaceAll("~lib/wakeful/", "")));
}

function partsOf(
  task: TaskClass,
  constants: ReadonlyMap<string, number>,
  frameBytes: number,
): FramePart[] {
  if (task.frame) return [...task.frame.parts];
  const path = task.unit.path;
  const offsets = task.parts.map(
    (part) => constants.get(`${path}/${offsetOf(task.name, part.name)}`) ?? 0,
  );
  const end = constants.get(`${path}/${bytesOf(task.name)}`) ?? frameBytes;
  return task.parts.map((part, i) => {
    const offset = offsets[i]!;
    const next = offsets[i + 1] ?? Math.min(frameBytes, (end + 7) & ~7);
    return { name: part.name, type: part.type, offset, bytes: next - offset };
  });
}

/** Names what lies between the known pieces, so that the sum is the whole memory. */
function withGaps(statics: readonly StaticInfo[], dataEnd: number): StaticInfo[] {
  const all: StaticInfo[] = [];
  let at = MEMORY_BASE;
  const gapTo = (end: number): void => {
    if (end <= at) return;
    const bytes = end - at;
    all.push({ name: bytes < 8 ? "padding" : "other static data", address: at, bytes });
  };
  for (const piece of statics) {
    gapTo(piece.address);
    all.push(piece);
    at = piece.address + piece.bytes;
  }
  gapTo(dataEnd);
  return all;
}
