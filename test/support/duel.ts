/**
 * A firmware and a model of it, given the same: the host starts tasks, opens their gates, aborts them and
 * lets them run for a round, in any order; whatever the tasks tell must be the same on both sides, at the
 * same time and in the same order.
 */
import fc from "fast-check";
import { expect } from "vitest";
import type { BorderExports } from "../../hal/generated/border.ts";
import type { Parts } from "./parts.ts";
import { type Body, Gates, PlainExecutor, type PlainTask } from "./plain.ts";

/** What the fixture of a duel exports besides its own. */
export interface Duelist extends BorderExports {
  abort(handle: number): void;
  open(id: number): void;
  /** What is left behind: tasks in line, timers, queued tasks. */
  leftovers(): number;
}

/** A task, on both sides. */
export interface Started {
  readonly handle: number;
  readonly task: PlainTask;
}

const NEVER = 2n ** 63n - 1n;

/** From the number of a task, which is that of its gate, to the number of its second gate. */
export const SECOND = 8;

/** Tasks alive at a time; the pools are larger, as aborted tasks keep their slots until the next round. */
const MOST = 8;

export class Duel<F extends Duelist> {
  readonly firmware: F;
  readonly executor = new PlainExecutor();
  readonly gates = new Gates(this.executor);
  /** How many rounds there were. */
  rounds = 0;
  readonly #alive = new Map<number, Started>();
  readonly #told: string[] = [];
  readonly #expected: string[] = [];

  constructor(parts: Parts) {
    const told = (...values: number[]): void => void this.#told.push(values.join(" "));
    this.firmware = parts.instantiate<F>({ now: () => this.executor.time }, { told });
    this.firmware.start();
  }

  /** What a task of the model tells. */
  tell(...values: number[]): void {
    this.#expected.push(values.join(" "));
  }

  /** Numbers of the tasks alive. */
  get ids(): number[] {
    for (const [id, { task }] of this.#alive) if (!task.isAlive) this.#alive.delete(id);
    return [...this.#alive.keys()];
  }

  /** Starts a task on both sides, under the lowest free number. */
  start(spawn: (id: number) => number, body: (id: number) => Body): Started | undefined {
    const taken = this.ids;
    const id = [...Array(MOST).keys()].find((i) => !taken.includes(i));
    if (id === undefined) return undefined;
    const started = { handle: spawn(id), task: this.executor.spawn(body(id)) };
    this.#alive.set(id, started);
    return started;
  }

  /** Aborts one of those alive. */
  abort(n: number): void {
    const id = this.#pick(n);
    if (id === undefined) return;
    const { handle, task } = this.#alive.get(id)!;
    this.#alive.delete(id);
    this.firmware.abort(handle);
    task.abort();
    this.#compare();
  }

  /** Opens the gate of one of those alive: its first, or its second. */
  open(n: number, which = 0): void {
    const id = this.#pick(n);
    if (id === undefined) return;
    this.firmware.open(id + which);
    this.gates.open(id + which);
  }

  #pick(n: number): number | undefined {
    const ids = this.ids;
    return ids[n % Math.max(1, ids.length)];
  }

  round(): void {
    this.rounds++;
    const until = this.firmware.poll();
    this.executor.round();
    const { ready, deadline } = this.executor;
    expect(until, "how long it sleeps").toBe(ready.length > 0 ? 0n : (deadline ?? NEVER));
    this.#compare();
  }

  /** Rounds until nobody is ready. */
  settle(): void {
    this.round();
    for (let i = 0; i < 60 && this.executor.ready.length > 0; i++) this.round();
    expect(this.executor.ready, "it goes on for ever").toEqual([]);
  }

  /** Aborts all, the youngest or the oldest first, and looks for what they left behind. */
  clear(oldestFirst: boolean): void {
    while (this.ids.length > 0) this.abort(oldestFirst ? 0 : this.ids.length - 1);
    this.settle();
    expect(this.firmware.leftovers(), "left behind").toBe(0);
  }

  #compare(): void {
    expect(this.#told.splice(0)).toEqual(this.#expected.splice(0));
  }
}

/**
 * Plays random acts against firmware and model. Each run has only some kinds of acts, so that now and then
 * there are many of those that are rare together.
 * @param names what the host does besides rounds, aborts and opened gates; a name may be given twice.
 */
export function play<F extends Duelist, Name extends string>(
  parts: Parts,
  names: readonly Name[],
  make: (duel: Duel<F>) => {
    act: (name: Name, n: number) => void;
    /** When all who were left have run as far as they can. */
    settled?: () => void;
    /** When all tasks are gone. */
    gone?: () => void;
  },
  { numRuns = 300, maxLength = 50 } = {},
): void {
  const own = [...names, "abort", "abort", "open", "open second"] as const;
  const kinds = fc.subarray([...own], { minLength: Math.min(3, own.length) });
  const act = fc.record({ what: fc.nat({ max: 999 }), n: fc.nat({ max: 11 }) });
  // Of itself fast-check makes lists of about five acts, which find little here.
  const acts = fc.noBias(fc.array(act, { maxLength, size: "max" }));
  fc.assert(
    fc.property(kinds, acts, fc.boolean(), (some, all, oldestFirst) => {
      const duel = new Duel<F>(parts);
      const player = make(duel);
      const done: string[] = [];
      try {
        for (const { what, n } of all) {
          const name = [...some, "round" as const][what % (some.length + 1)]!;
          done.push(`${name} ${n}`);
          if (name === "round") duel.round();
          else if (name === "abort") duel.abort(n);
          else if (name === "open") duel.open(n);
          else if (name === "open second") duel.open(n, SECOND);
          else player.act(name as Name, n);
        }
        duel.settle();
        player.settled?.();
        duel.clear(oldestFirst);
        player.gone?.();
      } catch (error) {
        throw new Error(`after ${done.join(", ")}`, { cause: error });
      }
    }),
    { numRuns },
  );
}
