import { beforeAll, expect, test } from "vitest";
import { type Duelist, play, SECOND, type Started } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import {
  Line,
  type PlainExecutor,
  type PlainFuture,
  select,
  until,
  Waiter,
} from "../../support/plain.ts";

interface Firmware extends Duelist {
  spawnWorks(id: number, value: number): number;
  spawnCollects(id: number, isOther: number): number;
  spawnJoins(id: number, work: number): number;
  add(work: number): number;
  abortAll(): void;
  length(): number;
  detach(work: number): void;
  isFinished(work: number): number;
  fill(): number;
}

const ABORTED = -1;
const GONE = -2;
const NO_MORE = -3;
const CAPACITY = 4;

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/executor/join-set-model.firmware.ts");
});

/** A task with a value: it goes to all who wait at the end, else to the first who comes. */
class PlainWork {
  readonly line: Line;
  state: "running" | "finished" | "gone" = "running";
  isDetached = false;
  started: Started | undefined;

  constructor(
    executor: PlainExecutor,
    readonly value: number,
  ) {
    this.line = new Line(executor);
  }

  end(): void {
    const isTaken = this.line.grantFirst("value");
    this.line.grantAll("value");
    this.state = isTaken || this.isDetached ? "gone" : "finished";
  }

  abort(): void {
    this.line.grantAll("aborted");
    this.state = "gone";
  }

  detach(): void {
    this.isDetached = true;
    if (this.state === "finished") this.state = "gone";
  }
}

class PlainJoin implements PlainFuture {
  readonly waiter = new Waiter();
  result = 0;

  constructor(readonly work: PlainWork) {}

  get isWaiting(): boolean {
    return this.work.line.has(this.waiter);
  }

  poll(): boolean {
    if (this.isWaiting) return false;
    if (this.waiter.answer) return this.#end();
    if (this.work.state === "running") {
      this.work.line.add(this.waiter);
      return false;
    }
    this.waiter.answer = this.work.state === "finished" ? "value" : "gone";
    this.work.state = "gone";
    return this.#end();
  }

  #end(): boolean {
    const { answer } = this.waiter;
    this.result = answer === "value" ? this.work.value : answer === "aborted" ? ABORTED : GONE;
    return true;
  }

  drop(): void {
    this.work.line.remove(this.waiter);
  }
}

class PlainSet {
  readonly entries: (PlainJoin | undefined)[] = Array<undefined>(CAPACITY).fill(undefined);
  #turn = 0;

  constructor(readonly executor: PlainExecutor) {}

  get joins(): PlainJoin[] {
    return this.entries.filter((join) => join !== undefined);
  }

  add(work: PlainWork): boolean {
    const free = this.entries.indexOf(undefined);
    if (free < 0) return false;
    // Who waits for the others has to know of this one.
    this.joins.find((join) => join.isWaiting)?.waiter.task!.wake();
    this.entries[free] = new PlainJoin(work);
    return true;
  }

  abortAll(): void {
    for (const join of this.joins) {
      const { work, waiter } = join;
      if (work.state !== "running") continue;
      if (!join.isWaiting) waiter.answer = "aborted";
      work.started!.task.abort();
    }
  }

  next(): PlainFuture & { value: number } {
    const next = {
      value: NO_MORE,
      poll: () => {
        if (this.joins.length === 0) return true;
        for (let i = 0; i < CAPACITY; i++) {
          const at = this.#turn;
          this.#turn = (at + 1) % CAPACITY;
          const join = this.entries[at];
          if (!join) continue;
          join.waiter.task = this.executor.current;
          if (!join.poll()) continue;
          // Of a task whose value is gone there is none to tell.
          next.value = join.result === GONE ? ABORTED : join.result;
          this.entries[at] = undefined;
          return true;
        }
        return false;
      },
      drop: () => undefined,
    };
    return next;
  }
}

type Act = "work" | "collect" | "join" | "detach" | "abortWork" | "abortAll" | "loose";

test("each task of a set is told once, and each value goes to those who wait or to the first who comes", () => {
  play<Firmware, Act>(
    parts,
    ["work", "work", "loose", "collect", "collect", "join", "detach", "abortWork", "abortAll"],
    (duel) => {
      const { firmware, executor } = duel;
      const set = new PlainSet(executor);
      const works: PlainWork[] = [];
      let collector: Started | undefined;
      const loose = (): PlainWork | undefined => {
        const work = new PlainWork(executor, works.length + 1);
        work.started = duel.start(
          (id) => firmware.spawnWorks(id, work.value),
          function* (id) {
            yield* until(duel.gates.of(id));
            work.end();
          },
        );
        if (!work.started) return undefined;
        work.started.task.onAbort = () => work.abort();
        works.push(work);
        return work;
      };
      const abort = ({ started, state, detach }: PlainWork, work: PlainWork): void => {
        firmware.abort(started!.handle);
        if (state === "finished") detach.call(work);
        started!.task.abort();
      };
      const acts = {
        loose: () => void loose(),
        work: () => {
          const work = loose();
          if (!work) return;
          expect(firmware.add(work.started!.handle)).toBe(set.add(work) ? 1 : 0);
        },
        collect: (n: number) => {
          if (collector?.task.isAlive) return;
          collector = duel.start(
            (id) => firmware.spawnCollects(id, n % 2),
            function* (id) {
              for (;;) {
                const end = set.next();
                const which = yield* select(duel.gates.of(id), end);
                duel.tell(id, which === 0 ? 0 : end.value);
                if (which === 1 && end.value === NO_MORE) yield* until(duel.gates.of(id + SECOND));
              }
            },
          );
        },
        join: (n: number) => {
          const work = works[works.length - 1 - (n % 3)];
          if (!work) return;
          duel.start(
            (id) => firmware.spawnJoins(id, work.started!.handle),
            function* (id) {
              const end = new PlainJoin(work);
              const which = yield* select(duel.gates.of(id), end);
              duel.tell(id, which === 0 ? 0 : end.result);
            },
          );
        },
        detach: (n: number) => {
          const work = works[works.length - 1 - (n % 3)];
          if (!work) return;
          firmware.detach(work.started!.handle);
          work.detach();
        },
        abortWork: (n: number) => {
          const work = works[works.length - 1 - (n % 3)];
          if (work) abort(work, work);
        },
        abortAll: () => {
          firmware.abortAll();
          set.abortAll();
        },
      };
      return {
        act: (name, n) => {
          acts[name](n);
          for (const work of works) {
            expect(firmware.isFinished(work.started!.handle)).toBe(
              work.state === "running" ? 0 : 1,
            );
          }
        },
        gone: () => {
          acts.abortAll();
          acts.collect(0);
          duel.settle();
          expect(firmware.length()).toBe(0);
          for (const work of works) firmware.detach(work.started!.handle);
          expect(firmware.fill(), "slots").toBe(64);
        },
      };
    },
    { numRuns: 500 },
  );
});
