/**
 * How long the polls of each task take on a metered processor, and which are long: while one runs, nobody
 * else has a turn, and no interrupt is served.
 */
import { TaskHeader } from "../../hal/border/side-table.ts";
import type { SideTable, TaskInfo } from "../../hal/border/side-table.ts";
import type { Diagnostic } from "../core/context.ts";
import type { Meter } from "../core/meter.ts";
import type { FirmwareMetering } from "../core/metering.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { formatTime } from "../core/time.ts";
import { sitesOf } from "./sites.ts";
import { isNew, SlotCounter, type SlotCounterState } from "./slot-polls.ts";
import { nameTask } from "./tasks.ts";

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

/** Long polls from one place. */
interface LongPolls {
  count: number;
  longest: bigint;
  /** When the longest began. */
  time: bigint;
}

/** Of places whose long polls were told, by what they are called. */
type LongState = readonly [who: string, told: LongPolls, then: LongPolls];

export interface PollMeterState {
  readonly slots: SlotCounterState;
  readonly tallies: readonly (readonly [task: TaskInfo | null, then: Tally])[];
  readonly long: readonly LongState[];
}

export class PollMeter implements FirmwareMetering, Snapshotted<PollMeterState> {
  readonly #options: PollMeterOptions;
  readonly #meter: Meter | undefined;
  readonly #tallies = new Map<TaskInfo | null, Tally>();
  readonly #long = new Map<string, LongPolls>();
  readonly #tasks: readonly TaskInfo[];
  /** Whose poll runs; undefined between polls. */
  #task: TaskInfo | null | undefined;
  /** Where its header lies. */
  #address = 0;
  /** Instructions when it began. */
  #from = 0;
  /** The task's header and frame as they were then. */
  #frame: Uint8Array<ArrayBuffer>;
  /** The firmware's; it becomes empty when that grows. */
  #memory = new Uint8Array();
  readonly current: number | undefined;
  readonly counts: boolean;
  /** By task, and not by kind. */
  readonly slots = new SlotCounter();

  constructor(options: PollMeterOptions) {
    const { meter, table } = options;
    this.#options = options;
    this.#meter = meter;
    this.#tasks = table?.tasks ?? [];
    this.#frame = new Uint8Array(Math.max(0, ...this.#tasks.map(({ slotBytes }) => slotBytes)));
    this.counts = meter !== undefined;
    this.current = table?.memory.statics.find(({ name }) => name === "current task")?.address;
  }

  /** As it is now, in the order of the side table; those that were polled. */
  get tasks(): readonly TaskPolls[] {
    const known = [...this.#tasks, null].map((task) => this.#tallies.get(task));
    return known.filter((tally) => tally !== undefined).map(copyOf);
  }

  readonly attach = (counter: WebAssembly.Global<"i64">): void => this.#meter?.attach(counter);

  readonly catchUp = (): void => this.#meter?.catchUp();

  readonly onTask = (address: number): void => {
    if (address === 0) {
      this.#end();
      return;
    }
    const task = this.#tasks.find(
      (t) => address >= t.address && address < t.address + t.pool * t.slotBytes,
    );
    this.#task = task ?? null;
    this.#address = address;
    this.#from = this.#meter?.instructions ?? 0;
    if (!task) return;
    // By the end of the poll the task stands elsewhere.
    if (this.#memory.length === 0) this.#memory = new Uint8Array(this.#options.memory().buffer);
    // A loop: a view of the slot would take longer to make than its bytes to copy.
    const length = task.slotBytes - task.prefixBytes;
    for (let i = 0; i < length; i++) this.#frame[i] = this.#memory[address + i] ?? 0;
  };

  /** The firmware was reset: its tasks are gone, and a poll that was cut off does not count. */
  forget(): void {
    this.#task = undefined;
    this.slots.clear();
  }

  /** Between two turns nobody is polled, so there is no poll at hand to keep. */
  save(): PollMeterState {
    return {
      slots: this.slots.save(),
      tallies: Array.from(this.#tallies, ([task, tally]) => [task, copyOf(tally)] as const),
      long: Array.from(this.#long, ([who, told]) => [who, told, { ...told }] as const),
    };
  }

  restore({ slots, tallies, long }: PollMeterState): void {
    this.slots.restore(slots);
    this.#task = undefined;
    this.#tallies.clear();
    for (const [task, then] of tallies) this.#tallies.set(task, copyOf(then));
    this.#long.clear();
    // Diagnostics of that moment speak of these same objects.
    for (const [who, told, then] of long) this.#long.set(who, Object.assign(told, then));
  }

  #end(): void {
    const task = this.#task;
    if (task === undefined) return;
    this.#task = undefined;
    const began = this.#meter?.instantOf(this.#from) ?? 0n;
    const length = this.#meter ? this.#meter.now - began : 0n;
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
    if (length > this.#options.longPoll) this.#tell(this.#describe(task), length, began);
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

  #tell(who: string, length: bigint, began: bigint): void {
    const known = this.#long.get(who);
    if (known) {
      known.count++;
      if (length > known.longest) Object.assign(known, { longest: length, time: began });
      return;
    }
    const found: LongPolls = { count: 1, longest: length, time: began };
    this.#long.set(who, found);
    const limit = formatTime(this.#options.longPoll);
    this.#options.report({
      severity: "warning",
      code: "long-poll",
      time: began,
      // Told once for each place, and asked when the run is over.
      get message() {
        const longest = formatTime(found.longest);
        const what =
          found.count === 1
            ? `a poll of ${who} took ${longest}`
            : `${found.count} polls of ${who} took more than ${limit}, the longest ${longest} at ${formatTime(found.time)}`;
        return `${what}; nobody else had a turn meanwhile`;
      },
      hint: "do less at a time: `await yieldNow()` inside a long loop, or `await sleep(...)` in place of a busy one",
    });
  }
}

function copyOf(tally: Tally): Tally {
  return { ...tally, buckets: [...tally.buckets] };
}

/** Index in `buckets`; polls of more than an hour share the last. */
function bucketOf(length: bigint): number {
  const micros = Number(length / 1_000n);
  return 32 - Math.clz32(Math.min(micros, 2 ** 32 - 1));
}
