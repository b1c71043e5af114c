/**
 * What firmware is compared with: the same things in plain TypeScript. A task is a generator that yields
 * where the firmware's waits; a future has `poll` and `drop`. Tasks are polled once a round, in the order
 * in which they were woken.
 */
export interface PlainFuture {
  poll(): boolean;
  drop(): void;
}

export type Body = Generator<void, void>;

export class PlainTask {
  isAlive = true;
  isQueued = false;
  /** What an abort does besides. */
  onAbort?: () => void;

  constructor(
    readonly executor: PlainExecutor,
    readonly body: Body,
  ) {}

  wake(): void {
    if (!this.isAlive || this.isQueued) return;
    this.isQueued = true;
    this.executor.ready.push(this);
  }

  abort(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.body.return();
    this.onAbort?.();
  }
}

export class PlainExecutor {
  ready: PlainTask[] = [];
  /** Microseconds. */
  time = 0n;
  /** In the order in which they began. */
  timers: PlainSleep[] = [];
  /** The task that is being polled. */
  current: PlainTask | undefined;

  spawn(body: Body): PlainTask {
    const task = new PlainTask(this, body);
    task.wake();
    return task;
  }

  /** The earliest deadline. */
  get deadline(): bigint | undefined {
    return this.timers.map(({ deadline }) => deadline).sort((a, b) => (a < b ? -1 : 1))[0];
  }

  round(): void {
    const due = this.timers.filter(({ deadline }) => deadline <= this.time);
    this.timers = this.timers.filter((timer) => !due.includes(timer));
    due.sort((a, b) => Number(a.deadline - b.deadline)).forEach(({ task }) => task!.wake());
    for (const task of this.ready.splice(0)) {
      task.isQueued = false;
      if (!task.isAlive) continue;
      this.current = task;
      if (task.body.next().done) task.isAlive = false;
    }
    this.current = undefined;
  }
}

/** Ready at its deadline. */
export class PlainSleep implements PlainFuture {
  task: PlainTask | undefined;

  constructor(
    readonly executor: PlainExecutor,
    public deadline: bigint,
  ) {}

  poll(): boolean {
    const { executor } = this;
    if (executor.time >= this.deadline) {
      this.drop();
      return true;
    }
    this.task = executor.current;
    if (!executor.timers.includes(this)) executor.timers.push(this);
    return false;
  }

  drop(): void {
    this.executor.timers = this.executor.timers.filter((other) => other !== this);
  }
}

/** One who waits, and how that ended. */
export class Waiter {
  task: PlainTask | undefined;
  answer: string | undefined;

  /** True once, if it was answered. */
  takeAnswer(): boolean {
    const had = this.answer !== undefined;
    this.answer = undefined;
    return had;
  }
}

/** Those who wait, oldest first. */
export class Line {
  waiters: Waiter[] = [];

  constructor(readonly executor: PlainExecutor) {}

  has(waiter: Waiter): boolean {
    return this.waiters.includes(waiter);
  }

  add(waiter: Waiter): void {
    waiter.task = this.executor.current;
    this.waiters.push(waiter);
  }

  /** The answer that the waiter had and did not look at, if it was no longer in line. */
  remove(waiter: Waiter): string | undefined {
    this.waiters = this.waiters.filter((other) => other !== waiter);
    const answer = waiter.answer;
    waiter.answer = undefined;
    return answer;
  }

  grant(waiter: Waiter, answer = "granted"): void {
    this.waiters = this.waiters.filter((other) => other !== waiter);
    waiter.answer = answer;
    waiter.task!.wake();
  }

  grantFirst(answer = "granted"): boolean {
    const [first] = this.waiters;
    if (first) this.grant(first, answer);
    return first !== undefined;
  }

  grantAll(answer = "granted"): void {
    while (this.grantFirst(answer));
  }
}

/** Waits for a future, which belongs to the caller until then and is dropped in any case. */
export function* until(future: PlainFuture): Body {
  try {
    while (!future.poll()) yield;
  } finally {
    future.drop();
  }
}

/** The index of the first that is ready; then all are dropped. */
export function* select(...futures: PlainFuture[]): Generator<void, number> {
  try {
    for (;;) {
      const index = futures.findIndex((future) => future.poll());
      if (index >= 0) return index;
      yield;
    }
  } finally {
    for (const future of futures) future.drop();
  }
}

/** A future that is not dropped by who waits for it: its owner does so. */
export function lent(future: PlainFuture): PlainFuture {
  return { poll: () => future.poll(), drop: () => undefined };
}

/** Gates that hold tasks until the host opens them, as in test/firmware/sync/gate.firmware.ts. */
export class Gates {
  #lines = new Map<number, Line>();

  constructor(readonly executor: PlainExecutor) {}

  #line(id: number): Line {
    let line = this.#lines.get(id);
    if (!line) this.#lines.set(id, (line = new Line(this.executor)));
    return line;
  }

  open(id: number): void {
    this.#line(id).grantAll();
  }

  of(id: number): PlainFuture {
    const line = this.#line(id);
    const waiter = new Waiter();
    return {
      poll() {
        if (line.has(waiter)) return false;
        if (waiter.takeAnswer()) return true;
        line.add(waiter);
        return false;
      },
      drop: () => void line.remove(waiter),
    };
  }
}
