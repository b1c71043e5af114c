/** What tasks wait for, and who holds it. */
import { futureLayouts } from "../../hal/border/layouts.ts";
import { TimerNode, WaitNode, type FutureLayout } from "../../hal/border/model/futures.ts";
import type { SideTable, TaskInfo } from "../../hal/border/side-table.ts";
import { formatTime } from "../core/time.ts";
import { piecesOf, type Piece } from "./futures.ts";
import { slotsOf } from "./tasks.ts";

/** A task by its name and slot. */
export interface TaskName {
  readonly name: string;
  /** Which slot of the task's pool, from 0. */
  readonly slot: number;
}

/** One thing that a task waits for. */
export interface TaskWait {
  /** The class of the future: `Sleep`, `Lock`, or one of the author's. */
  readonly future: string;
  /** The object at which it waits: its variable, or its class and address. */
  readonly object: string | undefined;
  /** When time alone ends the wait: nanoseconds since reset. */
  readonly until: bigint | undefined;
  /** The logical pin whose edges end it. */
  readonly pin: number | undefined;
  /** Who has to let go, or to end, before it goes on. */
  readonly holders: readonly TaskName[];
  /** `bus, held by log`, in words. */
  readonly text: string;
}

/** A task with what lies in its frames. */
export interface Standing extends TaskName {
  readonly info: TaskInfo;
  /** Address of its header. */
  readonly address: number;
  readonly bits: number;
  readonly pieces: readonly Piece[];
}

/** All tasks whose slots are taken, in the order of the side table. */
export function standings(view: DataView, table: SideTable): Standing[] {
  return table.tasks.flatMap((info) =>
    slotsOf(view, info)
      .filter(({ bits }) => bits !== 0)
      .map(({ slot, at, bits }) => ({
        name: info.name,
        slot,
        info,
        address: at,
        bits,
        pieces: piecesOf(view, table, info, at),
      })),
  );
}

/** Reads waits and holders from one moment's memory. */
export class WaitReader {
  readonly #view: DataView;
  readonly #table: SideTable;
  readonly tasks: readonly Standing[];

  constructor(memory: WebAssembly.Memory, table: SideTable) {
    this.#view = new DataView(memory.buffer);
    this.#table = table;
    this.tasks = standings(this.#view, table);
  }

  /** What a task waits for now; several for a select or a timeout. */
  waitsOf(task: Standing): TaskWait[] {
    return task.pieces.filter(({ isAwaited }) => isAwaited).flatMap((piece) => this.#wait(piece));
  }

  /** The objects that a task holds. */
  holdsOf(task: Standing): string[] {
    return task.pieces.flatMap((piece) => {
      const layout = layoutOf(piece);
      return layout && this.#isHeld(piece, layout) ? [this.#nameOf(piece, layout)!] : [];
    });
  }

  #wait(piece: Piece): TaskWait[] {
    const layout = layoutOf(piece);
    if (!layout) {
      if (piece.bytes === 0) return [];
      const { type } = piece;
      return [waiting(type, { text: `a ${type}` })];
    }
    const { node, timer, pin } = layout;
    const isListed = node !== undefined && this.#word(piece.address + node) !== 0;
    const deadline = timer ? this.#deadline(piece.address) : undefined;
    if (!isListed && deadline === undefined) return [];
    if (node === undefined) {
      const text = deadline === undefined ? "time" : `time to be ${formatTime(deadline)}`;
      return [waiting(piece.type, { until: deadline, text })];
    }
    const object = this.#nameOf(piece, layout);
    const holders = this.#holders(piece, layout).map(({ name, slot }) => ({ name, slot }));
    const owner = this.#object(piece, layout);
    const number = pin === undefined || !owner ? undefined : this.#half(owner + pin);
    const words = [layout.what, object, number === undefined ? "" : `(pin ${number})`];
    const held = holders.length > 0 ? `, ${layout.holds ? "held by" : "which is"} ` : "";
    const text =
      words.filter((word) => word !== undefined && word !== "").join(" ") +
      held +
      holders.map(({ name }) => name).join(" and ");
    return [waiting(piece.type, { object, until: deadline, pin: number, holders, text })];
  }

  #holders(piece: Piece, layout: FutureLayout): Standing[] {
    if (piece.type === "Join") return this.tasks.filter((task) => this.#isJoined(task, piece));
    if (!layout.holds) return [];
    const object = this.#object(piece, layout);
    return this.tasks.filter((task) =>
      task.pieces.some((other) => {
        const its = layoutOf(other);
        return its && this.#isHeld(other, its) && this.#object(other, its) === object;
      }),
    );
  }

  /** Whether a node is in the list of those who wait for a task's end. */
  #isJoined({ address, info }: Standing, { address: node }: Piece): boolean {
    if (info.prefixBytes === 0) return false;
    const first = this.#word(address - info.prefixBytes);
    // The memory may say anything while the firmware is at fault.
    for (let at = first, steps = 0; at !== 0 && steps < 1_000; steps++) {
      if (at === node) return true;
      at = this.#word(at + WaitNode.nextOffset);
      if (at === first) return false;
    }
    return false;
  }

  #isHeld({ address }: Piece, { holds, node = 0 }: FutureLayout): boolean {
    return (
      holds === true &&
      this.#word(address + node + WaitNode.nextOffset) === 0 &&
      this.#word(address + node + WaitNode.prevOffset) === WaitNode.granted
    );
  }

  #object(piece: Piece, { object, source }: FutureLayout): number | undefined {
    if (object === undefined) return undefined;
    const at = this.#word(piece.address + object);
    return source === undefined ? at : this.#word(at + source);
  }

  #nameOf(piece: Piece, layout: FutureLayout): string | undefined {
    const at = this.#object(piece, layout);
    if (at === undefined) return undefined;
    const isIn = ({ address, bytes }: { address: number; bytes: number }): boolean =>
      at >= address && at < address + bytes;
    const known = this.#table.memory.statics.find((s) => s.type !== undefined && isIn(s));
    if (known) return known.name;
    for (const task of this.tasks) {
      const own = task.pieces.find(isIn);
      if (own) return `${own.name} of ${task.name}`;
    }
    return `the ${layout.of ?? "object"} at 0x${at.toString(16)}`;
  }

  #deadline(address: number): bigint | undefined {
    if (this.#word(address + TimerNode.nextOffset) <= TimerNode.due) return undefined;
    if (address + TimerNode.bytes > this.#view.byteLength) return undefined;
    return this.#view.getBigUint64(address + TimerNode.deadlineOffset, true) * 1_000n;
  }

  /** 0 where there is no memory. */
  #word(address: number): number {
    return address + 4 <= this.#view.byteLength ? this.#view.getUint32(address, true) : 0;
  }

  #half(address: number): number {
    return address + 2 <= this.#view.byteLength ? this.#view.getUint16(address, true) : 0;
  }
}

function waiting(future: string, known: Partial<TaskWait> & { text: string }): TaskWait {
  return { future, object: undefined, until: undefined, pin: undefined, holders: [], ...known };
}

function layoutOf({ type, bytes }: Piece): FutureLayout | undefined {
  const layout = Object.hasOwn(futureLayouts, type) ? futureLayouts[type] : undefined;
  // A class of the author's may have the same name.
  return layout && bytes >= WaitNode.bytes ? layout : undefined;
}
