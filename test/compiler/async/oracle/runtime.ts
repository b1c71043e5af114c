/**
 * What a program of the oracle needs to run on V8's own async functions: futures that are polled,
 * tasks, timers and channels, in virtual time, after the rules that docs/async.md tells.
 *
 * An async function is begun at its first poll. V8 runs it up to its next `await`, which hands the
 * awaited future over and stops; each later poll polls that future, and lets V8 go on when it is
 * ready. So V8 decides all that happens between two awaits, and its order.
 */

export interface Polled {
  poll(): Promise<boolean>;
  output(): unknown;
  drop(): void;
  /** Whether it has a next value. */
  readonly isStream?: boolean;
  /** A combination has told that it is ready. */
  told?(): void;
}

interface Task {
  readonly body: Polled;
  isQueued: boolean;
  isFinished: boolean;
  isGone: boolean;
  keepsValue: boolean;
  joiners: Waiter[];
}

interface Waiter {
  readonly task: Task;
  answer: "waiting" | "granted" | "gone" | "idle";
  value: unknown;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly task: Task;
}

/** More polls than any program needs that ends. */
const ENDLESS = 100_000;

export class Runtime {
  readonly trace: string[] = [];
  now = 0;
  private task: Task | undefined;
  private function: Coroutine | undefined;
  private queue: Task[] = [];
  private timers = new Set<Timer>();
  private timerCount = 0;

  /** Runs until nothing is left to do or the time is over. */
  async run(main: () => void, until: number): Promise<void> {
    main();
    for (let polls = 0; ;) {
      while (this.queue.length > 0) {
        const round = this.queue;
        this.queue = [];
        for (const task of round) {
          if (!task.isQueued || task.isFinished || task.isGone) continue;
          if (++polls > ENDLESS) throw new Error("the program does not end");
          task.isQueued = false;
          this.task = task;
          if (await task.body.poll()) this.finish(task);
          this.task = undefined;
        }
      }
      const next = Math.min(...[...this.timers].map((t) => t.at));
      if (next > until) return;
      this.now = next;
      const due = [...this.timers].filter((t) => t.at <= next);
      due.sort((a, b) => a.at - b.at || a.order - b.order);
      for (const timer of due) {
        this.timers.delete(timer);
        this.wake(timer.task);
      }
    }
  }

  log(text: string, ...values: unknown[]): void {
    const left = [...values];
    this.trace.push(`${this.now} ${text.replace(/\{\}/g, () => String(left.shift()))}`);
  }

  private wake(task: Task): void {
    if (task.isQueued || task.isFinished || task.isGone) return;
    task.isQueued = true;
    this.queue.push(task);
  }

  private finish(task: Task): void {
    task.isFinished = true;
    const { joiners } = task;
    task.joiners = [];
    if (joiners.length > 0) {
      for (const joiner of joiners) {
        joiner.value = task.body.output();
        joiner.answer = "granted";
        this.wake(joiner.task);
      }
      task.isGone = true;
    } else if (!task.keepsValue) task.isGone = true;
  }

  spawn(body: Polled): { join(): Polled; abort(): void } {
    const task: Task = {
      body,
      isQueued: false,
      isFinished: false,
      isGone: false,
      keepsValue: true,
      joiners: [],
    };
    this.wake(task);
    return { join: () => this.ended(task), abort: () => this.abort(task) };
  }

  private abort(task: Task): void {
    if (task.isGone) return;
    const wasFinished = task.isFinished;
    task.isGone = true;
    if (wasFinished) return;
    task.body.drop();
    for (const joiner of task.joiners) {
      joiner.answer = "gone";
      this.wake(joiner.task);
    }
    task.joiners = [];
  }

  private ended(task: Task): Polled {
    let waiter: Waiter | undefined;
    let value: unknown = 0;
    return {
      poll: async () => {
        if (waiter) {
          if (waiter.answer === "waiting") return false;
          if (waiter.answer === "granted") value = waiter.value;
          return true;
        }
        if (task.isGone) return true;
        if (task.isFinished) {
          value = task.body.output();
          task.isGone = true;
          return true;
        }
        waiter = { task: this.task!, answer: "waiting", value: 0 };
        task.joiners.push(waiter);
        return false;
      },
      output: () => value,
      drop: () => {
        task.joiners = task.joiners.filter((w) => w !== waiter);
      },
    };
  }

  sleep(span: number): Polled {
    const at = this.now + span;
    let timer: Timer | undefined;
    const drop = (): void => {
      if (timer) this.timers.delete(timer);
    };
    return {
      poll: async () => {
        if (this.now >= at) {
          drop();
          return true;
        }
        if (!timer) {
          timer = { at, order: this.timerCount++, task: this.task! };
          this.timers.add(timer);
        }
        return false;
      },
      output: () => undefined,
      drop,
    };
  }

  yieldNow(): Polled {
    let yielded = false;
    return {
      poll: async () => {
        if (yielded) return true;
        yielded = true;
        this.wake(this.task!);
        return false;
      },
      output: () => undefined,
      drop: () => undefined,
    };
  }

  select(...arms: Polled[]): Polled {
    let winner = -1;
    return {
      poll: async () => {
        for (const [i, arm] of arms.entries()) {
          if (!(await arm.poll())) continue;
          winner = i;
          arm.told?.();
          arms.filter((a) => a !== arm).forEach(dropOwn);
          return true;
        }
        return false;
      },
      output: () => winner,
      drop: () => [...arms].reverse().forEach(dropOwn),
    };
  }

  /** @param site names the place in the source: each has its own turn, in each call of its function. */
  selectFair(site: number, ...arms: Polled[]): Polled {
    const { turns } = this.function!;
    let winner = -1;
    return {
      poll: async () => {
        const first = turns.get(site) ?? 0;
        for (let k = 0; k < arms.length; k++) {
          const i = (first + k) % arms.length;
          if (!(await arms[i]!.poll())) continue;
          winner = i;
          turns.set(site, (i + 1) % arms.length);
          arms[i]!.told?.();
          arms.forEach((arm, j) => j !== i && dropOwn(arm));
          return true;
        }
        return false;
      },
      output: () => winner,
      drop: () => [...arms].reverse().forEach(dropOwn),
    };
  }

  join(...arms: Polled[]): Polled {
    const ended = arms.map(() => false);
    return {
      poll: async () => {
        for (const [i, arm] of arms.entries()) ended[i] ||= await arm.poll();
        if (!ended.every(Boolean)) return false;
        for (const arm of arms) arm.told?.();
        return true;
      },
      output: () => undefined,
      drop: () => [...arms].reverse().forEach(dropOwn),
    };
  }

  timeout(future: Polled, span: number): Polled {
    const both = this.select(future, this.sleep(span));
    return { ...both, output: () => both.output() === 0 };
  }

  channel(capacity: number): Channel {
    const wake = (w: Waiter): void => this.wake(w.task);
    return new Channel(capacity, () => this.task!, wake);
  }

  /** An async function as the firmware has it: a call only keeps its arguments. */
  lazy(body: (...args: unknown[]) => Promise<unknown>): (...args: unknown[]) => Polled {
    return (...args) => new Coroutine(() => body(...args), this.enter);
  }

  private readonly enter = (fn: Coroutine): void => {
    this.function = fn;
  };

  /** What stands behind `await`: hands the future over, and stops. */
  awaited(future: Polled): Promise<unknown> {
    return this.function!.stopAt(future instanceof Held ? future.taken : future);
  }

  /** A future that a variable holds, until the end of its block. */
  hold(future: Polled): Polled {
    const held = new Held(future);
    this.function!.held.push(held);
    return held;
  }

  release(held: Polled): void {
    this.function!.held.pop();
    (held as Held).release();
  }
}

/** A combination only borrows what a variable holds. */
function dropOwn(future: Polled): void {
  if (!(future instanceof Held)) future.drop();
}

class Held implements Polled {
  private state: "asked" | "ready" | "told" = "asked";
  /** As an `await` of its own waits for it. */
  readonly taken: Polled = {
    poll: async () => this.state === "told" || this.poll(),
    output: () => {
      if (this.future.isStream) this.state = "asked";
      return this.future.output();
    },
    drop: () => undefined,
  };

  constructor(private readonly future: Polled) {}

  async poll(): Promise<boolean> {
    if (this.state !== "ready") this.state = (await this.future.poll()) ? "ready" : "asked";
    return this.state === "ready";
  }

  told(): void {
    if (this.future.isStream) this.state = "told";
  }

  output(): unknown {
    return this.future.output();
  }

  drop(): void {}

  release(): void {
    if (this.state === "asked") this.future.drop();
  }
}

class Coroutine implements Polled {
  readonly turns = new Map<number, number>();
  readonly held: Held[] = [];
  private isBegun = false;
  private isDone = false;
  private value: unknown;
  private waiting: Polled | undefined;
  private resume: (value: unknown) => void = () => undefined;
  private stopped: () => void = () => undefined;
  private fail: (reason: unknown) => void = () => undefined;

  constructor(
    private readonly body: () => Promise<unknown>,
    private readonly enter: (fn: Coroutine) => void,
  ) {}

  async poll(): Promise<boolean> {
    if (!this.isBegun) {
      this.isBegun = true;
      await this.go(() => {
        this.body().then(
          (value) => {
            this.isDone = true;
            this.value = value;
            this.stopped();
          },
          (reason: unknown) => this.fail(reason),
        );
      });
    }
    while (!this.isDone) {
      const waiting = this.waiting!;
      if (!(await waiting.poll())) return false;
      await this.go(() => this.resume(waiting.output()));
    }
    return true;
  }

  private go(action: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.stopped = resolve;
      this.fail = reject;
      this.enter(this);
      action();
    });
  }

  stopAt(future: Polled): Promise<unknown> {
    this.waiting = future;
    return new Promise((resolve) => {
      this.resume = resolve;
      this.stopped();
    });
  }

  output(): unknown {
    return this.value;
  }

  drop(): void {
    if (!this.isBegun || this.isDone) return;
    if (this.waiting) dropOwn(this.waiting);
    for (const held of [...this.held].reverse()) held.release();
  }
}

export class Channel {
  private readonly values: unknown[] = [];
  private receivers: Waiter[] = [];
  private senders: Waiter[] = [];
  private promised = 0;
  private kept = 0;

  constructor(
    private readonly capacity: number,
    private readonly task: () => Task,
    private readonly wake: (waiter: Waiter) => void,
  ) {}

  private get hasValue(): boolean {
    return this.values.length > this.promised;
  }

  private get hasRoom(): boolean {
    return this.values.length + this.kept < this.capacity;
  }

  private settle(): void {
    const grant = (waiter: Waiter): void => {
      waiter.answer = "granted";
      this.wake(waiter);
    };
    while (this.hasValue && this.receivers.length > 0) {
      this.promised++;
      grant(this.receivers.shift()!);
    }
    while (this.hasRoom && this.senders.length > 0) {
      this.kept++;
      grant(this.senders.shift()!);
    }
  }

  trySend(value: unknown): boolean {
    if (!this.hasRoom) return false;
    this.values.push(value);
    this.settle();
    return true;
  }

  tryReceive(otherwise: unknown): unknown {
    if (!this.hasValue) return otherwise;
    const value = this.values.shift();
    this.settle();
    return value;
  }

  receive(): Polled {
    let value: unknown;
    const take = (): void => {
      value = this.values.shift();
    };
    const wait = this.wait(
      "receivers",
      () => this.hasValue,
      take,
      () => this.promised--,
      () => value,
    );
    return { ...wait, isStream: true };
  }

  send(value: unknown): Polled {
    const put = (): void => {
      this.values.push(value);
    };
    return this.wait(
      "senders",
      () => this.hasRoom,
      put,
      () => this.kept--,
      () => undefined,
    );
  }

  private wait(
    list: "receivers" | "senders",
    isFree: () => boolean,
    act: () => void,
    useGrant: () => void,
    output: () => unknown,
  ): Polled {
    let waiter: Waiter | undefined;
    return {
      poll: async () => {
        if (waiter?.answer === "waiting") return false;
        if (waiter?.answer === "granted") {
          useGrant();
          waiter.answer = "idle";
        } else if (!isFree()) {
          waiter = { task: this.task(), answer: "waiting", value: undefined };
          this[list].push(waiter);
          return false;
        }
        act();
        this.settle();
        return true;
      },
      output,
      drop: () => {
        if (waiter?.answer === "waiting") this[list] = this[list].filter((w) => w !== waiter);
        else if (waiter?.answer === "granted") {
          waiter.answer = "idle";
          useGrant();
          this.settle();
        }
      },
    };
  }
}
