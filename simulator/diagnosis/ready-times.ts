/**
 * Since when tasks have been ready, and who has run since. What is ready is polled in this round or in the
 * next, so two rounds are all that has to be remembered.
 *
 * ```
 *        turn 1                        turn 2
 *   ├── a ── b ────── c ──┤├── a ──────────── d ──┤
 *           wakes d                           d's turn: ready since the end of b's poll
 * ```
 *
 * A task that another one wakes is ready at the end of that one's poll: when within it, the memory does not
 * tell. One that waits for time is ready when its time has come, also if that is in the middle of somebody's
 * poll, and one that waits for a pin when the interrupt came.
 */
import { futureLayouts } from "../../hal/border/layouts.ts";
import type { FutureLayout } from "../../hal/border/model/futures.ts";
import { TaskHeader, type SideTable, type TaskInfo } from "../../hal/border/side-table.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { piecesOf } from "./futures.ts";

/** A poll that was. */
export interface Ran {
  readonly task: TaskInfo;
  readonly address: number;
  readonly from: bigint;
  readonly to: bigint;
}

export interface ReadyTimesOptions {
  readonly table: SideTable;
  memory(): WebAssembly.Memory;
  /** When the firmware's clock shows so many microseconds. */
  instantOf(micros: bigint): bigint;
  /** When the processor last woke. */
  awakeSince(): bigint;
}

export interface ReadyTimesState {
  readonly seen: readonly number[];
  readonly next: readonly (readonly [address: number, since: bigint])[];
  readonly ran: readonly Ran[];
  readonly began: bigint;
}

/** More tasks than that are never in a queue; the memory may say anything while the firmware is at fault. */
const MOST_STEPS = 10_000;

export class ReadyTimes implements Snapshotted<ReadyTimesState> {
  readonly #options: ReadyTimesOptions;
  readonly #queue: number;
  #view = new DataView(new ArrayBuffer(0));
  /** The last task of each queue when it was last looked at. */
  #seen: number[];
  /** Of those to be polled in this round, since when they are ready. */
  #ready = new Map<number, bigint>();
  /** Of those to be polled in the next. */
  #next = new Map<number, bigint>();
  #previous: Ran[] = [];
  #current: Ran[] = [];
  /** When this turn began. */
  #began = 0n;
  /** Nobody who is polled in this turn was ready before. */
  earliest = 0n;

  constructor(options: ReadyTimesOptions) {
    this.#options = options;
    const queue = options.table.memory.statics.find(({ name }) => name === "run queue");
    this.#queue = queue?.address ?? 0;
    this.#seen = new Array<number>((queue?.bytes ?? 0) / 4).fill(0);
  }

  /** An interrupt was delivered that had come at `time`, by the firmware's clock. */
  onRaised(micros: bigint): void {
    this.#look(this.#options.instantOf(micros));
  }

  /** A round is about to begin: what is queued now is polled in it. */
  onTurn(now: bigint): void {
    this.#look(now);
    this.#seen.fill(0);
    [this.#ready, this.#next] = [this.#next, this.#ready];
    this.#next.clear();
    [this.#previous, this.#current] = [this.#current, []];
    const woke = this.#options.awakeSince();
    this.earliest = this.#began > woke ? this.#began : woke;
    this.#began = now;
  }

  onEnd(poll: Ran): void {
    this.#current.push(poll);
    this.#look(poll.to);
  }

  /** Since when a task has been ready that is polled now. */
  since(task: TaskInfo, address: number, now: bigint): bigint {
    const own = this.ranSince(this.earliest).findLast((ran) => ran.address === address);
    // What came before it was last polled, it has seen; what came while it ran found it running.
    const least = own?.to ?? this.earliest;
    const known = this.#ready.get(address) ?? this.#due(task, address, { least, now });
    return known > least ? known : least;
  }

  /** The polls that have ended since, the oldest first. */
  ranSince(time: bigint): Ran[] {
    return [...this.#previous, ...this.#current].filter(({ to }) => to > time);
  }

  forget(): void {
    this.restore({ seen: this.#seen.map(() => 0), next: [], ran: [], began: 0n });
  }

  save(): ReadyTimesState {
    return {
      seen: [...this.#seen],
      next: [...this.#next],
      ran: [...this.#current],
      began: this.#began,
    };
  }

  restore({ seen, next, ran, began }: ReadyTimesState): void {
    this.#seen = [...seen];
    this.#next = new Map(next);
    this.#current = [...ran];
    this.#began = began;
  }

  /** Notes who was queued since it last looked: they are ready since then. */
  #look(since: bigint): void {
    // A memory that has grown leaves its old buffer empty.
    if (this.#view.byteLength === 0) this.#view = new DataView(this.#options.memory().buffer);
    const view = this.#view;
    for (let level = 0; level < this.#seen.length; level++) {
      const last = view.getUint32(this.#queue + 4 * level, true);
      const seen = this.#seen[level]!;
      if (last === seen) continue;
      this.#seen[level] = last;
      // A queue is a ring, whose last task leads to the first.
      let at = last === 0 ? 0 : seen === 0 ? last : seen;
      for (let steps = 0; at !== 0 && steps < MOST_STEPS; steps++) {
        if (at + TaskHeader.bytes > view.byteLength) break;
        at = view.getUint32(at + TaskHeader.linkOffset, true);
        this.#next.set(at, since);
        if (at === last) break;
      }
    }
  }

  /** When the time came, not before `least`, that a task has waited for; now if it did not wait for one. */
  #due(task: TaskInfo, address: number, { least, now }: { least: bigint; now: bigint }): bigint {
    const { table, memory, instantOf } = this.#options;
    const view = new DataView(memory().buffer);
    return piecesOf(view, table, task, address)
      .filter(({ type, isAwaited }) => isAwaited && isTimer(futureLayouts[type]))
      .map((piece) => instantOf(view.getBigUint64(piece.address, true)))
      .reduce((a, b) => (b >= least && b < a ? b : a), now);
  }
}

/** Whether it waits for nothing but a time: of others the timer may be an old one. */
function isTimer(layout: FutureLayout | undefined): boolean {
  return layout?.timer === true && layout.node === undefined;
}
