/**
 * Where every byte of static memory goes.
 *
 * ```
 *   0        base                                          data end         heap base
 *   +--------+------- - - -------+-------- - - - ----------+----------------+
 *   | base   | pools of tasks    | named statics, padding  | alignment      |
 *   +--------+------- - - -------+-------- - - - ----------+----------------+
 *              pool × (prefix + header + frame)
 * ```
 */
import { readModule } from "../binary/module.ts";
import type { FramePart, SideTable, TaskInfo } from "../../hal/border/side-table.ts";

/** The pool of one kind of task. */
export interface TaskRam {
  readonly name: string;
  readonly pool: number;
  /** Of one slot: its prefix, header and frame. */
  readonly slotBytes: number;
  readonly prefixBytes: number;
  readonly headerBytes: number;
  readonly frameBytes: number;
  /** Bytes of the frame that no part ever covers: fields and their padding. */
  readonly ownBytes: number;
  readonly parts: readonly FramePart[];
  /** `pool × slotBytes`. */
  readonly bytes: number;
}

export interface StaticRam {
  readonly name: string;
  readonly bytes: number;
}

export interface RamReport {
  /** Bytes in front of the first static, which nothing uses: what a null pointer would reach. */
  readonly base: number;
  readonly tasks: readonly TaskRam[];
  /** Everything else that is static, in the order of its addresses; pieces of one name are one. */
  readonly statics: readonly StaticRam[];
  /** From the end of static data to the heap base. */
  readonly alignment: number;
  /** Sum of tasks, statics and alignment. */
  readonly sum: number;
  /** The heap base: all memory the firmware uses. */
  readonly total: number;
  /** Whether `base + sum` is the total, as it has to be. */
  readonly exact: boolean;
}

/** @param bounds what the module itself says, so that the table is held against it. */
export function ramReport(
  table: SideTable,
  bounds: { readonly dataEnd: number; readonly heapBase: number },
): RamReport {
  const { base, statics } = table.memory;
  const tasks = table.tasks.map(taskRam);
  const pools = new Set(table.tasks.filter((t) => t.address > 0).map((t) => t.address));
  const others = new Map<string, number>();
  for (const { name: own, type, address, bytes } of statics) {
    const name = type === undefined ? own : `${own}, ${type}`;
    if (!pools.has(address)) others.set(name, (others.get(name) ?? 0) + bytes);
  }
  const alignment = bounds.heapBase - bounds.dataEnd;
  const pieces = [...tasks.map((t) => t.bytes), ...others.values(), alignment];
  const sum = pieces.reduce((a, b) => a + b, 0);
  return {
    base,
    tasks,
    statics: [...others].map(([name, bytes]) => ({ name, bytes })),
    alignment,
    sum,
    total: bounds.heapBase,
    exact: base + sum === bounds.heapBase,
  };
}

/** A kind that the program never claims has no pool in memory. */
function taskRam(task: TaskInfo): TaskRam {
  const { name, pool, address, slotBytes, prefixBytes, headerBytes, frameBytes, parts } = task;
  const covered = new Set(
    parts.flatMap(({ offset, bytes }) => Array.from({ length: bytes }, (_, i) => offset + i)),
  );
  return {
    name,
    pool: address > 0 ? pool : 0,
    slotBytes,
    prefixBytes,
    headerBytes,
    frameBytes,
    ownBytes: frameBytes - covered.size,
    parts,
    bytes: address > 0 ? pool * slotBytes : 0,
  };
}

const sizes: Readonly<Record<string, number>> = { i32: 4, f32: 4, i64: 8, f64: 8, v128: 16 };

/**
 * Bytes of the module's own variables (mutable globals). Hosts keep them outside linear memory, so
 * they are RAM that `__heap_base` does not tell.
 * @throws BinaryError if the bytes are not a module.
 */
export function variableBytes(wasm: Uint8Array): number {
  return readModule(wasm)
    .globals.filter(({ mutable }) => mutable)
    .reduce((sum, { type }) => sum + (sizes[type] ?? 4), 0);
}
