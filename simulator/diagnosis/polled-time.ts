/**
 * Tasks that wait for a time by looking at the clock in one poll after the other, where they could sleep:
 * `while (now() < end) await yieldNow()`. The processor cannot sleep meanwhile either.
 */
import { TaskHeader } from "../../hal/border/side-table.ts";
import { formatTime } from "../core/time.ts";
import type { GuestImage } from "../core/guest-state.ts";
import type { EndedPoll, Poll, PollObserver, Sight } from "./poll-observer.ts";
import { sitesOf } from "./sites.ts";
import { nameTask } from "./tasks.ts";
import { type Found, type ToldState, ToldOnce } from "./told-once.ts";

/** So many polls in a row are no short wait for what a sleep is too coarse for. */
const MANY = 100;

const HINT =
  "sleep until then: `await sleepUntil(time)`; or wait for what is to happen, with `timeout(...)` around it. The processor sleeps meanwhile, and the others have their turns";

/** Polls of a task in a row that read the clock and left its frame as it was. */
interface Row {
  readonly polls: number;
  readonly since: bigint;
  /** The task and its await, once it is known that the polls change nothing at all. */
  readonly who: string | undefined;
}

export interface PolledTimeState {
  readonly rows: readonly (readonly [address: number, row: Row])[];
  readonly told: ToldState;
}

export class PolledTime implements PollObserver<PolledTimeState> {
  readonly #sight: Sight;
  readonly #image: () => GuestImage | undefined;
  readonly #told: ToldOnce;
  readonly #rows = new Map<number, Row>();
  /** What the firmware remembered before the poll at hand, if that is asked. */
  #before: GuestImage | undefined;

  /** @param image all that the firmware remembers; undefined if that cannot be told. */
  constructor(sight: Sight, image: () => GuestImage | undefined) {
    this.#sight = sight;
    this.#image = image;
    const kind = {
      code: "polled-time",
      hint: HINT,
      message: (who: string, { count, longest, time }: Found): string =>
        `${who} read the clock in ${count} polls and did nothing else in them, for ${formatTime(longest)} from ${formatTime(time)} on; it was ready all the time, so the processor could not sleep`,
    };
    this.#told = new ToldOnce(kind, sight.report);
  }

  onBegin({ address }: Poll): void {
    const row = this.#rows.get(address);
    if (row?.polls === MANY && row.who === undefined) this.#before = this.#image();
  }

  onEnd(poll: EndedPoll): void {
    const { address, began, ended, readings } = poll;
    const row = this.#rows.get(address);
    if (readings === 0 && row === undefined) return;
    if (readings === 0 || !this.#isStill(poll)) {
      this.#rows.delete(address);
      return;
    }
    const polls = (row?.polls ?? 0) + 1;
    const since = row?.since ?? began;
    let who = row?.who;
    if (polls > MANY && who === undefined) {
      // The frame is not all: work may be done on objects and globals.
      const isIdle = this.#changesNothing(address);
      this.#before = undefined;
      if (!isIdle) {
        this.#rows.delete(address);
        return;
      }
      who = this.#name(poll);
    }
    this.#rows.set(address, { polls, since, who });
    if (who === undefined) return;
    const count = row?.who === undefined ? polls : 1;
    this.#told.add(who, { length: ended - since, time: since, count });
  }

  forget(): void {
    this.#rows.clear();
    this.#before = undefined;
  }

  save(): PolledTimeState {
    return { rows: [...this.#rows], told: this.#told.save() };
  }

  restore({ rows, told }: PolledTimeState): void {
    this.forget();
    for (const [address, row] of rows) this.#rows.set(address, row);
    this.#told.restore(told);
  }

  /** Whether the task is ready again, and stands where it stood. */
  #isStill({ task, address, before }: EndedPoll): boolean {
    const memory = new Uint8Array(this.#sight.memory().buffer);
    const { stateOffset, pointOffset, state } = TaskHeader;
    if ((memory[address + stateOffset]! & state.queued) === 0) return false;
    const length = task.slotBytes - task.prefixBytes;
    for (let i: number = pointOffset; i < length; i++) {
      if (before[i] !== memory[address + i]) return false;
    }
    return true;
  }

  /** Whether the poll has left all as it was, but for the run queue. */
  #changesNothing(address: number): boolean {
    const before = this.#before;
    const after = this.#image();
    if (!before || !after) return true;
    if (before.globals.some((value, i) => value !== after.globals[i])) return false;
    const changed = new Set<number>();
    const length = Math.max(before.memory.length, after.memory.length);
    for (let at = 0; at < length; at++) {
      if ((before.memory[at] ?? 0) !== (after.memory[at] ?? 0)) changed.add(at);
    }
    const forget = (from: number, bytes: number): void => {
      for (let at = from; at < from + bytes; at++) changed.delete(at);
    };
    const { tasks, memory } = this.#sight.table;
    for (const { name, address: from, bytes } of memory.statics) {
      if (name === "run queue" || name === "current task") forget(from, bytes);
    }
    for (const { address: first, pool, slotBytes, prefixBytes } of tasks) {
      for (let i = 0; i < pool; i++) forget(first + i * slotBytes + prefixBytes, 4);
    }
    forget(address, TaskHeader.pointOffset);
    return changed.size === 0;
  }

  #name({ task, address }: Poll): string {
    const { name, place } = task;
    const view = new DataView(this.#sight.memory().buffer);
    return nameTask({ name, place, sites: sitesOf(view, this.#sight.table, task, address) });
  }
}
