/**
 * Puts a meter into a copy of the firmware, so that an endless loop traps after a fixed number of
 * turns instead of hanging the host. Counting turns, not time, makes the trap the same everywhere.
 *
 * Every turn of a loop and every call of a function pays one unit; the call too, because recursion
 * that branches runs for ages at no great depth.
 *
 * ```
 *   loop                          loop
 *     body                          if (fuel == 0) {
 *                        ──►          call the host, which may give some more
 *                                     if (fuel == 0) { fuel = -1; unreachable }
 *                                   }
 *                                   fuel -= 1
 *                                   body
 *   end                           end
 * ```
 *
 * The host is asked because one place, where the last unit went, says little of a loop: it may be anywhere in
 * it. So the host keeps some units back, gives them one by one, and sees where each is paid.
 *
 * The fuel is a mutable global appended after all others and exported, so no index shifts. -1 tells
 * the meter's trap from an `unreachable` of the firmware's own. A start section would run before the
 * fuel can be seen from outside, so its function is exported instead, for the host to call first. The
 * globals that the firmware can write are exported as well, for snapshots.
 *
 * For a metered processor the copy also counts the instructions that it executes: each basic block (see
 * blocks.ts) adds how many it has to one more global.
 *
 * ```
 *     body of the block             count += 7
 *                          ──►      body of the block
 * ```
 *
 * And it calls the host behind each store to the word in which the executor says whose poll begins or has
 * ended.
 *
 * The functions of the host that it calls are in a table appended after all others, since one more import would
 * shift the index of every function.
 *
 * This is done here, on the bytes, and not by binaryen: binaryen is several megabytes of code that load
 * asynchronously, and a module must load in a browser, in one go, as `new WebAssembly.Module` does. It would
 * also write the module anew, and nothing would lead back to the offsets of the source map.
 *
 * Code moves, so offsets in stack traces are those of the copy; `toOriginal` leads back to what the
 * source map speaks of. To meter something else, insert other code at other places: the rewriting
 * below does not care.
 */
import { readLeb, Section } from "./module.ts";
import type { ModuleShape } from "./module.ts";
import { exportEntry, leb, rewrite, signedLeb, splitSections } from "./rewrite.ts";
import type { Insertion, Rewritten } from "./rewrite.ts";

/** Name of the exported global that holds the fuel. */
export const FUEL_EXPORT = "wakeful_fuel";

/** Name of the exported function that the module's start section named, if it has one. */
export const START_EXPORT = "wakeful_start_section";

/** Names of the exported globals that the firmware can write, before their number from 0. */
export const GLOBAL_EXPORT = "wakeful_global_";

/** What the fuel is after the meter has trapped. */
export const FUEL_SPENT = -1;

/** Name of the exported i64 global that counts instructions. */
export const COUNT_EXPORT = "wakeful_count";

/** Name of the exported table of host functions, which have no parameters and no results. */
export const HOOKS_EXPORT = "wakeful_hooks";

/** The host functions in the table, by what calls them. */
export const Hook = {
  /** The fuel is 0, and is to be paid. */
  empty: 0,
  /** Another task is polled, or none any more. */
  task: 1,
} as const;

/** What the copy counts besides fuel. */
export interface Metering {
  /** Whether instructions are counted; if not, only the hook is called. */
  readonly counts: boolean;
  /** Address of the word with the task that is polled, if it is known. */
  readonly current: number | undefined;
}

/** The code that pays one unit of fuel. It leaves the operand stack as it was. */
function meter(fuel: number, askHost: readonly number[]): number[] {
  const get = [0x23, ...leb(fuel)];
  const set = [0x24, ...leb(fuel)];
  const ifEmpty = [...get, 0x45, 0x04, 0x40];
  const trap = [0x41, 0x7f, ...set, 0x00];
  const spend = [...get, 0x41, 0x01, 0x6b, ...set];
  return [...ifEmpty, ...askHost, ...ifEmpty, ...trap, 0x0b, 0x0b, ...spend];
}

/** The code that calls a host function of `table`, whose type has the index `type`. */
function hook(type: number, table: number, which: number): number[] {
  return [0x41, which, 0x11, ...leb(type), ...leb(table)];
}

/** The code that counts a block. */
function counter(count: number, instructions: number): number[] {
  return [0x23, ...leb(count), 0x42, ...signedLeb(instructions), 0x7c, 0x24, ...leb(count)];
}

/**
 * @param bytes a module that has passed validation.
 * @param shape what `readModule` says of it.
 * @param fuel turns of loops until the trap, at first; at most 2^31 - 1.
 * @param metering counts instructions and calls the hook as well.
 */
export function guard(
  bytes: Uint8Array,
  shape: ModuleShape,
  fuel: number,
  metering?: Metering,
): Rewritten {
  const sections = splitSections(bytes);
  const sizeOfVector = (id: number): number => {
    const range = sections.find((section) => section.id === id);
    return range ? readLeb(bytes, range.body).value : 0;
  };
  const fuelIndex = shape.importedGlobals + sizeOfVector(Section.global);
  const start = sections.find((range) => range.id === Section.start);
  const globals = [[0x7f, 0x01, 0x41, ...signedLeb(fuel), 0x0b]];
  const exports = [exportEntry(FUEL_EXPORT, 0x03, fuelIndex)];
  shape.mutableGlobals.forEach((index, i) =>
    exports.push(exportEntry(`${GLOBAL_EXPORT}${i}`, 0x03, index)),
  );
  if (start) exports.push(exportEntry(START_EXPORT, 0x00, readLeb(bytes, start.body).value));
  const table = shape.importedTables + sizeOfVector(Section.table);
  const hooks = Object.keys(Hook).length;
  exports.push(exportEntry(HOOKS_EXPORT, 0x01, table));
  const entries = new Map<number, number[][]>([
    [Section.type, [[0x60, 0x00, 0x00]]],
    [Section.table, [[0x70, 0x01, hooks, hooks]]],
    [Section.global, globals],
    [Section.export, exports],
  ]);
  const pay = meter(fuelIndex, hook(shape.types, table, Hook.empty));
  const insertions: Insertion[] = shape.meters.map((at) => ({ at, code: pay }));
  if (metering) {
    if (metering.counts) {
      const count = fuelIndex + 1;
      globals.push([0x7e, 0x01, 0x42, 0x00, 0x0b]);
      exports.push(exportEntry(COUNT_EXPORT, 0x03, count));
      for (const block of shape.blocks) {
        insertions.push({ at: block.at, code: counter(count, block.count) });
      }
    }
    const tell = hook(shape.types, table, Hook.task);
    for (const { address, end } of shape.stores) {
      if (address === metering.current) insertions.push({ at: end, code: tell });
    }
    // Of those at one place, the fuel stays first.
    insertions.sort((a, b) => a.at - b.at);
  }
  return rewrite(bytes, sections, entries, insertions);
}
