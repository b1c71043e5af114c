import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { BorderExports } from "../../../hal/generated/border.ts";
import { loadParts, type Parts } from "../../support/parts.ts";

interface Locks extends BorderExports {
  spawnLock(id: number): number;
  spawnAccess(id: number, writes: number): number;
  spawnAcquire(id: number, count: number): number;
  spawnArrive(id: number): number;
  spawnNeed(id: number): number;
  go(id: number): void;
  abort(handle: number): void;
  total(): number;
  available(): number;
  cellValue(): number;
}

const HAS = 1;
const DONE = 2;

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/locks.firmware.ts");
});

/** A step of the host: start a task, let one go, or abort one. */
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("start" as const), n: fc.nat({ max: 5 }) }),
    fc.record({ do: fc.constantFrom("go" as const, "abort" as const), n: fc.nat({ max: 11 }) }),
  ),
  { maxLength: 40, size: "max" },
);

/** Tasks that ask for something, in the order in which they asked, and those that have it. */
class Crew {
  readonly waiting: number[] = [];
  readonly holding = new Set<number>();
  done = 0;
  readonly #handles = new Map<number, number>();
  readonly locks: Locks;

  constructor(readonly check: (crew: Crew, id: number) => void = () => undefined) {
    this.locks = parts.instantiate<Locks>(
      {},
      { told: (id: number, what: number) => this.#told(id, what) },
    );
    this.locks.start();
  }

  #told(id: number, what: number): void {
    if (what === HAS) {
      this.check(this, id);
      this.waiting.splice(this.waiting.indexOf(id), 1);
      this.holding.add(id);
    } else {
      this.holding.delete(id);
      this.#handles.delete(id);
      this.done++;
    }
  }

  /** The free number at or after `n`. */
  start(spawn: (id: number) => number): void {
    const id = [...Array(12).keys()].find((i) => !this.#handles.has(i));
    if (id === undefined) return;
    this.waiting.push(id);
    this.#handles.set(id, spawn(id));
    this.settle();
  }

  go(n: number): void {
    const id = [...this.holding][n % Math.max(1, this.holding.size)];
    if (id !== undefined) this.locks.go(id);
    this.settle();
  }

  abort(n: number): void {
    const [id, handle] = [...this.#handles][n % Math.max(1, this.#handles.size)] ?? [];
    if (id === undefined) return;
    this.locks.abort(handle!);
    this.#handles.delete(id);
    this.holding.delete(id);
    if (this.waiting.includes(id)) this.waiting.splice(this.waiting.indexOf(id), 1);
    this.settle();
  }

  settle(): void {
    while (this.locks.poll() === 0n);
  }

  /** Lets everybody go until nobody is left. */
  finish(): void {
    for (let i = 0; i < 100 && this.#handles.size > 0; i++) {
      expect(this.holding.size, "nobody has it, and somebody waits").toBeGreaterThan(0);
      this.go(0);
    }
    expect(this.waiting).toEqual([]);
  }
}

function run(
  make: () => Crew,
  spawn: (crew: Crew, id: number, n: number) => number,
  invariant: (crew: Crew) => void,
  end?: (crew: Crew) => void,
): void {
  fc.assert(
    fc.property(steps, (acts) => {
      const crew = make();
      for (const act of acts) {
        if (act.do === "start") crew.start((id) => spawn(crew, id, act.n));
        else crew[act.do](act.n);
        invariant(crew);
      }
      crew.finish();
      end?.(crew);
    }),
    { numRuns: 200 },
  );
}

test("a mutex has one owner, goes to who waited longest, and is free when its owner is cut off", () => {
  run(
    () =>
      new Crew((crew, id) => {
        expect(crew.holding.size).toBe(0);
        expect(id).toBe(crew.waiting[0]);
      }),
    (crew, id) => crew.locks.spawnLock(id),
    (crew) => expect(crew.holding.size).toBe(crew.waiting.length + crew.holding.size > 0 ? 1 : 0),
    (crew) => expect(crew.locks.total()).toBe(crew.done),
  );
});

test("an RwLock has one writer or many readers, in the order in which they came", () => {
  const writers = new Set<number>();
  run(
    () => {
      writers.clear();
      return new Crew((crew, id) => {
        expect(id, "somebody was passed").toBe(crew.waiting[0]);
        if (writers.has(id)) expect(crew.holding.size).toBe(0);
        else expect([...crew.holding].filter((other) => writers.has(other))).toEqual([]);
      });
    },
    (crew, id, n) => {
      const writes = n > 3;
      if (writes) writers.add(id);
      else writers.delete(id);
      return crew.locks.spawnAccess(id, writes ? 1 : 0);
    },
    (crew) => {
      const [first] = crew.waiting;
      if (first === undefined) return;
      const hasWriter = [...crew.holding].some((id) => writers.has(id));
      expect(
        writers.has(first) ? crew.holding.size > 0 : hasWriter,
        "a reader waits for nothing",
      ).toBe(true);
    },
  );
});

test("a semaphore gives no more than it has, and who wants many is not passed", () => {
  const wants = new Map<number, number>();
  const used = (crew: Crew): number =>
    [...crew.holding].reduce((sum, id) => sum + wants.get(id)!, 0);
  run(
    () => new Crew((crew, id) => expect(id).toBe(crew.waiting[0])),
    (crew, id, n) => {
      wants.set(id, 1 + (n % 3));
      return crew.locks.spawnAcquire(id, 1 + (n % 3));
    },
    (crew) => {
      expect(crew.locks.available()).toBe(3 - used(crew));
      const [first] = crew.waiting;
      if (first !== undefined) expect(wants.get(first)!).toBeGreaterThan(3 - used(crew));
    },
    (crew) => expect(crew.locks.available()).toBe(3),
  );
});

test("a barrier opens for three at a time, whoever of those who wait goes away", () => {
  const act = fc.oneof(
    { weight: 3, arbitrary: fc.constant("arrive" as const) },
    { weight: 1, arbitrary: fc.constant("leave" as const) },
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30, size: "max" }), (acts) => {
      const events: [number, number][] = [];
      const locks = parts.instantiate<Locks>(
        {},
        { told: (id: number, what: number) => void events.push([id, what]) },
      );
      locks.start();
      const waiting: [number, number][] = [];
      acts.forEach((what, i) => {
        if (what === "arrive") waiting.push([i, locks.spawnArrive(i)]);
        else if (waiting.length > 0) locks.abort(waiting.shift()![1]);
        while (locks.poll() === 0n);
        if (waiting.length < 3) expect(events).toEqual([]);
        else {
          expect(events.map(([id]) => id).sort((a, b) => a - b)).toEqual(waiting.map(([id]) => id));
          expect(events.filter(([, role]) => role === DONE)).toEqual([[i, DONE]]);
          waiting.length = 0;
          events.length = 0;
        }
      });
    }),
  );
});

test("a cell is set by one, and if that one is cut off by the next who waits", () => {
  fc.assert(
    fc.property(steps, (acts) => {
      const crew = new Crew((crew) => expect(crew.holding.size).toBe(0));
      for (const act of acts) {
        if (act.do === "start") crew.start((id) => crew.locks.spawnNeed(id));
        else crew[act.do](act.n);
        const isSet = crew.locks.cellValue() !== -1;
        if (isSet) expect(crew.holding.size).toBe(0);
        else if (crew.waiting.length > 0) expect(crew.holding.size).toBe(1);
      }
    }),
  );
});
