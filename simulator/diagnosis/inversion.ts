/**
 * Priority inversion: an urgent task waits for what a task of low priority holds, and that one, though it is
 * ready, has to wait for tasks that are less urgent than the first.
 *
 * ```
 *   priority 7   ░░░░ waits for bus ░░░░░░░░░░░░░░░░░ █
 *   priority 3             ██████████ lost ██████████
 *   priority 0   █ holds bus ......... ready ........ █ lets go
 * ```
 *
 * In this executor a task that is ready is polled once a round, so what is lost in one round is one poll of
 * each task in between; it adds up as long as the urgent one waits.
 */
import { futureLayouts } from "../../hal/border/layouts.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { formatTime } from "../core/time.ts";
import { piecesOf } from "./futures.ts";
import type { Poll, Sight } from "./poll-observer.ts";
import type { ReadyTimes } from "./ready-times.ts";
import { sitesOf } from "./sites.ts";
import type { SlotCounter } from "./slot-polls.ts";
import { sumsOf, timeSince } from "./starvation.ts";
import { nameTask } from "./tasks.ts";
import { type Found, type ToldState, ToldOnce } from "./told-once.ts";
import { type Standing, type TaskWait, WaitReader } from "./waits.ts";

const HINT =
  "give the task that holds it the higher priority as well, let it hold it without an `await` in between, or cut the polls of those in between short: `await yieldNow()`";

/** One wait of an urgent task. */
interface Loss {
  /** Polls of the urgent task when it was noted: after another it is another wait. */
  readonly polls: number;
  readonly since: bigint;
  readonly lost: bigint;
}

export interface InversionState {
  readonly losses: readonly (readonly [key: string, loss: Loss])[];
  readonly told: ToldState;
}

export class Inversion implements Snapshotted<InversionState> {
  readonly #times: ReadyTimes;
  readonly #slots: SlotCounter;
  readonly #sight: Sight;
  readonly #limit: bigint;
  readonly #highest: number;
  readonly #isPossible: boolean;
  readonly #told: ToldOnce;
  readonly #losses = new Map<string, Loss>();

  /** @param limit nanoseconds from which it is told. */
  constructor(times: ReadyTimes, slots: SlotCounter, sight: Sight, limit: bigint) {
    this.#times = times;
    this.#slots = slots;
    this.#sight = sight;
    this.#limit = limit;
    const priorities = new Set(sight.table.tasks.map(({ priority }) => priority));
    this.#highest = Math.max(...priorities);
    this.#isPossible = priorities.size > 2;
    const kind = {
      code: "priority-inversion",
      hint: HINT,
      message: (who: string, { count, longest, time, detail }: Found): string => {
        const lost = `${formatTime(longest)} lost from ${formatTime(time)} on`;
        const often = count === 1 ? lost : `${lost}, the longest of ${count} times`;
        return `${who}; that one was ready, but ${detail} ran first: ${often}`;
      },
    };
    this.#told = new ToldOnce(kind, sight.report);
  }

  onBegin({ task, address, began }: Poll): void {
    if (!this.#isPossible) return;
    const { priority } = task;
    const isBetween = (other: number): boolean => other > priority && other < this.#highest;
    const ran = this.#times.ranSince(this.#times.earliest);
    if (!ran.some((one) => isBetween(one.task.priority))) return;
    const { table, memory } = this.#sight;
    const pieces = piecesOf(new DataView(memory().buffer), table, task, address);
    if (!pieces.some(({ type }) => futureLayouts[type]?.holds === true)) return;
    const reader = new WaitReader(memory(), table);
    const holder = reader.tasks.find((one) => one.address === address)!;
    const since = this.#times.since(task, address, began);
    for (const urgent of reader.tasks) {
      if (urgent.info.priority <= priority + 1) continue;
      for (const wait of reader.waitsOf(urgent)) {
        const isHeld = futureLayouts[wait.future]?.holds === true;
        const { name, slot } = holder;
        if (!isHeld || !wait.holders.some((one) => one.name === name && one.slot === slot))
          continue;
        this.#judge({ urgent, wait, holder, since });
      }
    }
  }

  forget(): void {
    this.#losses.clear();
  }

  save(): InversionState {
    return { losses: [...this.#losses], told: this.#told.save() };
  }

  restore({ losses, told }: InversionState): void {
    this.#losses.clear();
    for (const [key, loss] of losses) this.#losses.set(key, loss);
    this.#told.restore(told);
  }

  #judge({ urgent, wait, holder, since }: Case): void {
    const waited = this.#times.ranSince(0n).findLast((ran) => ran.address === urgent.address);
    const from = waited && waited.to > since ? waited.to : since;
    const between = this.#times.ranSince(from).filter(({ task: { priority } }) => {
      return priority > holder.info.priority && priority < urgent.info.priority;
    });
    const lost = between.reduce((sum, ran) => sum + timeSince(ran, from), 0n);
    if (lost === 0n) return;
    const key = `${urgent.address} ${wait.object} ${holder.address}`;
    const polls = this.#slots.of(urgent.address, false).count;
    const known = this.#losses.get(key);
    const before = known?.polls === polls ? known : { polls, since: from, lost: 0n };
    const loss = { ...before, lost: before.lost + lost };
    this.#losses.set(key, loss);
    if (loss.lost < this.#limit) return;
    const who = `${this.#name(urgent)} waits for ${wait.object}, which ${this.#name(holder)} holds`;
    const names = sumsOf(between, from).map(([name]) => name);
    const priorities = between.map(({ task: { priority } }) => priority);
    const level = [...new Set(priorities)].sort().join(" and ");
    const detail = `${names.join(" and ")} with priority ${level}`;
    this.#told.add(who, {
      length: loss.lost,
      time: loss.since,
      detail,
      // The same wait once more.
      count: before.lost < this.#limit ? 1 : 0,
    });
  }

  /** `log (…) with priority 2`. */
  #name({ info, address }: Standing): string {
    const { name, place, priority } = info;
    const view = new DataView(this.#sight.memory().buffer);
    const sites = sitesOf(view, this.#sight.table, info, address);
    return `${nameTask({ name, place, sites })} with priority ${priority}`;
  }
}

interface Case {
  readonly urgent: Standing;
  readonly wait: TaskWait;
  readonly holder: Standing;
  /** Since when the holder was ready. */
  readonly since: bigint;
}
