/**
 * How long the polls of each task take on a metered processor, and which are long: while one runs, nobody
 * else has a turn, and no interrupt is served.
 */
import { TaskHeader } from "../../hal/border/side-table.ts";
import type { SideTable, TaskInfo } from "../../hal/border/side-table.ts";
import type { Diagnostic } from "../core/context.ts";
import { currentTaskWord } from "../core/current-task.ts";
import type { Meter } from "../core/meter.ts";
import type { FirmwareMetering } from "../core/metering.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { formatTime } from "../core/time.ts";
import type { PollObserver } from "./poll-observer.ts";
import { sitesOf } from "./sites.ts";
import { isNew, type SlotCounter, type SlotCounterState } from "./slot-polls.ts";
import { nameTask } from "./tasks.ts";
import { type Kind, ToldOnce, type ToldState } from "./told-once.ts";

/** The polls of a task, of all its slots together. Times are in nanoseconds. */
export interface TaskPolls {
  /** Null if the tasks are not known, since there is no side table: then it is all turns. */
  readonly name: string | null;
  readonly count: number;
  readonly total: bigint;
  readonly longest: bigint;
  /** The first counts the polls below 1 µs, and `buckets[i]` those from 2ⁱ⁻¹ µs to below 2ⁱ µs. */
  readonly buckets: readonly number[];
}

export interface PollMeterOptions {
  /** Counts what polls take; absent: they are counted, and take no time. */
  readonly meter: Meter | undefined;
  readonly table: SideTable | undefined;
  /** Nanoseconds from which a poll is reported. */
  readonly longPoll: bigint;
  readonly slots: SlotCounter;
  readonly observers: readonly PollObserver[];
  /** Virtual time; with a meter, when the turn began. */
  now(): bigint;
  memory(): WebAssembly.Memory;
  report(diagnostic: Diagnostic): void;
}

interface Tally {
  readonly name: string | null;
  count: number;
  total: bigint;
  longest: bigint;
  readonly buckets: number[];
}

export interface PollMeterState {
  readonly slots: SlotCounterState;
  readonly tallies: readonly (readonly [task: TaskInfo | null, then: Tally])[];
  readonly long: ToldState;
  readonly observers: readonly unknown[];
}

export class PollMeter implements FirmwareMetering, Snapshotted<PollMeterState> {
  readonly #options: PollMeterOptions;
  readonly #meter: Meter | undefined;
  readonly #tallies = new Map<TaskInfo | null, Tally>();
  readonly #long: ToldOnce;
  /** None without a side table. */
  readonly #observers: readonly PollObserver[];
  readonly #tasks: readonly TaskInfo[];
  /** Whose poll runs; undefined between polls. */
  #task: TaskInfo | null | undefined;
  /** Where its header lies. */
  #address = 0;
  /** Instructions when it began. */
  #from = 0;
  /** How often it has read the clock. */
  #readings = 0;
  /** The task's header and frame as they were then. */
  #frame: Uint8Array<ArrayBuffer>;
  /** The firmware's; it becomes empty when that grows. */
  #memory = new Uint8Array();
  readonly current: number | undefined;
  readonly counts: boolean;
  /** By task, and not by kind. */
  readonly slots: SlotCounter;

  constructor(options: PollMeterOptions) {
    const { meter, table } = options;
    this.#options = options;
    this.#meter = meter;
    this.#tasks = table?.tasks ?? [];
    this.#frame = new Uint8Array(Math.max(0, ...this.#tasks.map(({ slotBytes }) => slotBytes)));
    this.#observers = table ? options.observers : [];
    this.slots = options.slots;
    const limit = formatTime(options.longPoll);
    this.#long = new ToldOnce({ ...longPolls, message: describeLongPolls(limit) }, options.report);
    this.counts = meter !== undefined;
    this.current = currentTaskWord(table);
  }

  /** As it is now, in the order of the side table; those that were polled. */
  get tasks(): readonly TaskPolls[] {
    const known = [...this.#tasks, null].map((task) => this.#tallies.get(task));
    return known.filter((tally) => tally !== undefined).map(copyOf);
  }

  readonly attach = (counter: WebAssembly.Global<"i64">): void => this.#meter?.attach(counter);

  readonly catchUp = (): void => this.#meter?.catchUp();

  readonly onRead = (): void => {
    this.#readings++;
  };

  readonly onTask = (address: number): void => {
    // From one task to the next there is no other sign that the poll has ended.
    this.#end();
    if (address === 0) return;
    const task = this.#tasks.find(
      (t) => address >= t.address && address < t.address + t.pool * t.slotBytes,
    );
    this.#task = task ?? null;
    this.#address = address;
    this.#from = this.#meter?.instructions ?? 0;
    this.#readings = 0;
    if (!task) return;
    // By the end of the poll the task stands elsewhere.
    if (this.#memory.length === 0) this.#memory = new Uint8Array(this.#options.memory().buffer);
    // A loop: a view of the slot would take longer to make than its bytes to copy.
    const length = task.slotBytes - task.prefixBytes;
    for (let i = 0; i < length; i++) this.#frame[i] = this.#memory[address + i] ?? 0;
    if (this.#observers.length === 0) return;
    const began = this.#instantOf(this.#from);
    for (const observer of this.#observers) observer.onBegin({ task, address, began });
  };

  /** The firmware was reset: its tasks are gone, and a poll that was cut off does not count. */
  forget(): void {
    this.#task = undefined;
    this.slots.clear();
    for (const observer of this.#observers) observer.forget();
  }

  /** Between two turns nobody is polled, so there is no poll at hand to keep. */
  save(): PollMeterState {
    return {
      slots: this.slots.save(),
      tallies: Array.from(this.#tallies, ([task, tally]) => [task, copyOf(tally)] as const),
      long: this.#long.save(),
      observers: this.#observers.map((observer) => observer.save()),
    };
  }

  restore({ slots, tallies, long, observers }: PollMeterState): void {
    this.slots.restore(slots);
    this.#task = undefined;
    this.#tallies.clear();
    for (const [task, then] of tallies) this.#tallies.set(task, copyOf(then));
    this.#long.restore(long);
    for (const [i, observer] of this.#observers.entries()) observer.restore(observers[i]);
  }

  #end(): void {
    const task = this.#task;
    if (task === undefined) return;
    this.#task = undefined;
    const began = this.#instantOf(this.#from);
    const ended = this.#meter?.now ?? began;
    const length = ended - began;
    if (task) this.#countSlot(task, length);
    let tally = this.#tallies.get(task);
    if (!tally) {
      tally = { name: task?.name ?? null, count: 0, total: 0n, longest: 0n, buckets: [] };
      this.#tallies.set(task, tally);
    }
    tally.count++;
    tally.total += length;
    if (length > tally.longest) tally.longest = length;
    const bucket = bucketOf(length);
    while (tally.buckets.length <= bucket) tally.buckets.push(0);
    tally.buckets[bucket]!++;
    if (length > this.#options.longPoll) {
      this.#long.add(this.#describe(task), { length, time: began });
    }
    if (!task) return;
    const address = this.#address;
    const [readings, before] = [this.#readings, this.#frame];
    const poll = { task, address, began, ended, readings, before };
    for (const observer of this.#observers) observer.onEnd(poll);
  }

  #instantOf(instructions: number): bigint {
    return this.#meter?.instantOf(instructions) ?? this.#options.now();
  }

  #countSlot(task: TaskInfo, length: bigint): void {
    const state = this.#memory[this.#address + TaskHeader.stateOffset] ?? 0;
    const wasNew = isNew(new DataView(this.#frame.buffer), task, 0);
    this.slots.add(this.#address, length, state, wasNew);
  }

  /** The task, and the awaits from which it went on. */
  #describe(task: TaskInfo | null): string {
    const { table } = this.#options;
    if (!task || !table) return "the firmware";
    const { name, place } = task;
    const view = new DataView(this.#frame.buffer);
    return nameTask({ name, place, sites: sitesOf(view, table, task, 0) });
  }
}

const longPolls = {
  code: "long-poll",
  hint: "do less at a time: `await yieldNow()` inside a long loop, or `await sleep(...)` in place of a busy one",
};

function describeLongPolls(limit: string): Kind["message"] {
  return (who, { count, longest, time }) => {
    const most = formatTime(longest);
    const what =
      count === 1
        ? `a poll of ${who} took ${most}`
        : `${count} polls of ${who} took more than ${limit}, the longest ${most} at ${formatTime(time)}`;
    return `${what}; nobody else had a turn meanwhile`;
  };
}

function copyOf(tally: Tally): Tally {
  return { ...tally, buckets: [...tally.buckets] };
}

/** Index in `buckets`; polls of more than an hour share the last. */
function bucketOf(length: bigint): number {
  const micros = Number(length / 1_000n);
  return 32 - Math.clz32(Math.min(micros, 2 ** 32 - 1));
}
