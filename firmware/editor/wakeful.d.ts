// Generated from firmware/ and hal/ by `npm run generate`. Do not edit.

/** What can be awaited. */
type Awaitable = Future<unknown> | Promise<unknown>;

/** As `tryClaim`, but a full pool is a panic. */
export declare function claim<F>(): F;

/**
 * Takes a free slot for an `F`; its memory is zero. Begin the future in it and hand it to `spawn`.
 * @returns null if every slot of the pool is taken.
 */
export declare function tryClaim<F>(): F | null;

/**
 * Ready when the task has ended: `await handle.join()`, or `const end = handle.join()` and
 * `await end`, to ask `end.hasValue` and `end.isAborted` afterwards.
 *
 * **Cancel safety:** cancel safe until the task ends. A join that is dropped between that instant
 * and its next poll takes the value with it, unless another join of the same task received it too.
 */
export declare class Join<T> extends Waiting<T> {
  /** Begins to wait for a task. In memory that may hold anything. */
  begin(handle: JoinHandle<T>): Join<T>;
  poll(): bool;
  /** True if the task was aborted while this waited for it. */
  get isAborted(): bool;
  /**
   * True if `output` is the task's value. False if the task was aborted, or if its value had been
   * taken by an earlier join, or given up with `detach`.
   */
  get hasValue(): bool;
  /** The task's value, if `hasValue`; else 0. */
  output(): T;
  drop(): void;
}

/**
 * A task, as a value: it takes no memory, can be copied and kept for ever. It knows which tenant of
 * the slot it means, so that a handle to a task that has ended never touches a later one.
 *
 * ```
 *   31                ADDRESS_BITS - 3                       0
 *   +--------------------+-----------------------------------+
 *   | generation         | address of the task, without the  |
 *   |                    | three low bits, which are zero    |
 *   +--------------------+-----------------------------------+
 * ```
 *
 * In a program with up to 1 MiB of tasks the generation has 15 bits: a handle is mistaken only if it
 * is kept while its slot sees exactly a multiple of 32,768 later tenants.
 */
export declare class JoinHandle<T> {
  /** True once the task has ended, by itself or by `abort`. */
  get isFinished(): bool;
  /**
   * Ends the task: its future is dropped at once, with everything it waits for. A task that aborts
   * itself is dropped when its poll returns. If it was about to be polled, its slot is free again only
   * after the round at hand. A task that has ended is left alone, but its value, if
   * nobody took it, is given up.
   */
  abort(): void;
  /** Gives up the task's value, so that its slot is free as soon as it ends. It runs on. */
  detach(): void;
  /** Waits for the task's end; the output is its value. See `Join`. */
  join(): Join<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  join(place: Join<T>): Join<T>;
}

/**
 * Runs a task: `spawn(blink(13, 500))`. A hand-written future must lie in a slot from `claim` or
 * `tryClaim`, and have begun. It is polled for the first time in the next round. That no slot was
 * free is a panic; where it may happen, use `trySpawn`.
 */
export declare function spawn<F extends Awaitable>(future: F): JoinHandle<Awaited<F>>;

/**
 * As `spawn`, but a full pool is an answer and no panic.
 * @returns null if every slot of the task's pool is taken.
 */
export declare function trySpawn<F extends Awaitable>(future: F): JoinHandle<Awaited<F>> | null;

/** What became of a node that is not linked. Any value below 4 is an answer of the owner's. */
export declare namespace Answer {
  const Idle: usize;

  const Granted: usize;

  const Aborted: usize;

  const Gone: usize;
}

/** A list of waiting futures: one word, zero when nobody waits. */
export declare class WaitList {
  get isEmpty(): bool;
  /** The longest waiting node, or 0. */
  get first(): usize;
  /** The node after `node` in order of waiting, or 0 at the end. */
  after(node: usize): usize;
  /** The task being polled begins to wait, behind all others. */
  append(node: usize): void;
  /** Answers one linked node and wakes its task. */
  grant(node: usize, answer: usize): void;
  /**
   * Answers the longest waiting node.
   * @returns false if nobody waits.
   */
  grantFirst(answer?: usize): bool;
  /** Answers everybody, oldest first. */
  grantAll(answer?: usize): void;
  /**
   * Takes a node out because its future is dropped.
   * @returns true if it held a grant, which the caller must hand on.
   */
  remove(node: usize): bool;
}

/** The base of every future that waits in a list; the node is the start of the future. */
export declare abstract class Waiting<T> extends Future<T> {
  next: usize;
  prev: usize;
  waker: Waker;
  get isLinked(): bool;
  /** How it left the list. Meaningless while it is linked. */
  get answer(): usize;
  get isGranted(): bool;
  /** Uses up a grant: true once. What is used up is no longer handed on when this is dropped. */
  takeGrant(): bool;
  /** Makes a node of memory that may hold anything. */
  clear(): void;
  /** Forgets an earlier wait. Not for a linked node. */
  reset(): void;
}

/** A handle that has a task polled again. It takes no memory, and may be kept and copied. */
export declare class Waker {
  /** The waker of the task that is being polled. Only valid inside `poll`. */
  static current(): Waker;
  /** Has the task polled in the next round. */
  wake(): void;
}

/**
 * The one protocol of Wakeful.
 *
 * A future is a computation that may not be finished yet. Whoever wants its result polls it:
 * `poll()` does what can be done now and says whether it is done. Before it answers "not yet" a
 * future must have arranged to be woken (a timer node, a place in a wait list), because nobody polls
 * a task that was not woken: waiting costs nothing.
 *
 * Futures are `@unmanaged` records that live in static memory, at an address that never changes,
 * laid inside the frame of the task that waits for them. So a node inside a future may be linked
 * into a queue, and `drop()` unlinks it.
 *
 * ```
 *   begin ──► poll() → false ──(woken)──► poll() → true ──► output()
 *                │                           │
 *                └─────────► drop() ◄────────┘      at any time, once or more often
 * ```
 *
 * Terms used in **Cancel safety** lines:
 * - *cancel safe*: dropping it before it is ready loses nothing and leaves nothing behind.
 * - *restarts*: dropping it is clean, but progress made so far is lost.
 *
 * The records carry no type tag, so no call can be virtual: `drop` and `output` are not declared here,
 * and a class that has neither needs neither. The build refuses a call that would choose among the
 * methods of subclasses.
 */
export declare abstract class Future<T> {
  /**
   * Does what can be done now.
   * @returns true when the result is there. After that it must not be polled again until it is
   * begun anew.
   */
  poll(): bool;
  /** What `await` gives. */
  protected then(done: (value: T) => unknown): void;
}

/**
 * Ready when all of its futures are. Values are had from variables: `await a` after
 * `await join(a, b)` does not wait.
 *
 * **Cancel safety:** restarts: what its futures have done so far is lost with them.
 */
export declare function join(...futures: Awaitable[]): Promise<void>;

/**
 * Ready when the first of its futures is; its value is that one's index. They are polled in the order
 * in which they are written, so if several are ready the first one wins.
 *
 * **Cancel safety:** cancel safe if its futures are.
 */
export declare function select(...futures: Awaitable[]): Promise<i32>;

/**
 * As `select`, but the next one begins after the winner of the last one at the same place: each
 * gets its turn, however often the others are ready.
 *
 * **Cancel safety:** cancel safe if its futures are.
 */
export declare function selectFair(...futures: Awaitable[]): Promise<i32>;

/**
 * Ready when the future is, or after `span`, counted from the call. Its value is whether the future
 * was in time; if both are ready, it was.
 *
 * **Cancel safety:** cancel safe if the future is.
 */
export declare function timeout(future: Awaitable, span: Duration): Promise<bool>;

/**
 * As `timeout`, until a point in time.
 *
 * **Cancel safety:** cancel safe if the future is.
 */
export declare function timeoutAt(future: Awaitable, time: Instant): Promise<bool>;

/**
 * Lets every other ready task run once before this one goes on: `await yieldNow()`.
 *
 * **Cancel safety:** cancel safe.
 */
export declare class YieldNow extends Future<void> {
  begin(): YieldNow;
  poll(): bool;
}

/** Lets every other ready task run once. */
export declare function yieldNow(): YieldNow;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function yieldNow(place: YieldNow): YieldNow;

/**
 * Deferred log: `log("temp {} C", t)` sends the number of the text and the raw value. The text stays
 * with the host, and the device builds no string. The compiler turns the text into its number.
 *
 * Integers, floats and bools can be sent, up to four.
 */
export function log(text: string, ...values: bool[]): void;

/**
 * Fatal errors. The compiler keeps the text and its place in the side table and passes their number,
 * so that a panic costs a few bytes of code and no memory. `throw new Error("text")` becomes the same.
 */
export function panic(text: string): never;

/**
 * `const readings = Channel.create<u32>(8)` at the top of a file. 32 bytes, and those of its values.
 */
export declare class Channel<T> {
  /**
   * Makes an empty channel.
   * @param capacity most values it holds at a time, from 1; a constant.
   */
  static create<T>(capacity: u32): Channel<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<T>(place: Channel<T>, capacity: u32): Channel<T>;
  /** Most values it holds at a time. */
  capacity: u32;
  /** Values in it now. */
  length: u32;
  /** Waits until there is room, and puts the value in. */
  send(value: T): Send<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  send(place: Send<T>, value: T): Send<T>;
  /** Waits for a value, and takes it out. */
  receive(): Receive<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  receive(place: Receive<T>): Receive<T>;
  /**
   * Puts the value in if there is room for it now.
   * @returns false if there is not; then nothing has happened.
   */
  trySend(value: T): bool;
  /**
   * Takes a value out if there is one now.
   * @returns the value, or `otherwise` if there is none.
   */
  tryReceive(otherwise: T): T;
  /** Whether there is a value that is not promised to somebody. */
  get hasValue(): bool;
  /** Whether there is a place that is not kept for somebody. */
  get hasRoom(): bool;
}

/**
 * Ready when a value was taken out of the channel; the output is that value.
 *
 * **Cancel safety:** cancel safe. A value is taken in the poll that says ready; one that was
 * promised goes to the next who waits.
 */
export declare class Receive<T> extends Waiting<T> {
  begin(channel: Channel<T>): Receive<T>;
  poll(): bool;
  output(): T;
  drop(): void;
}

/**
 * Ready when its value is in the channel.
 *
 * **Cancel safety:** cancel safe. Until it is ready the value is not in the channel, and after a drop
 * it never will be; a place that was kept for it goes to the next who waits.
 */
export declare class Send<T> extends Waiting<void> {
  begin(channel: Channel<T>, value: T): Send<T>;
  poll(): bool;
  drop(): void;
}

/** The time: microseconds since reset. Monotonic, never wraps. */
export declare function now(): Instant;

/** A span of time in microseconds. */
export type Duration = u64;

/** A point in time: microseconds since reset. */
export type Instant = u64;

/** `time + span`, or `NEVER`. */
export declare function later(time: Instant, span: Duration): Instant;

/** `count` microseconds, the finest the clock tells. */
export declare function micros(count: u64): Duration;

/** `count` milliseconds; `NEVER` if that is more than 292,000 years. */
export declare function millis(count: u64): Duration;

/** The point in time that never comes. */
export const NEVER: Instant;

/** `count` seconds; `NEVER` if that is more than 292,000 years. */
export declare function seconds(count: u64): Duration;

/**
 * Ready at its deadline, never before: `await sleep(millis(5))`. Hand-written futures begin it with
 * `after` or `until`; begun again, it forgets the earlier deadline. A deadline in the past is ready at
 * the first poll. `NEVER` never is.
 *
 * It is its own node in the timer queue (24 bytes, see timer-queue.ts).
 *
 * **Cancel safety:** cancel safe.
 */
export declare class Sleep extends Future<void> {
  deadline: Instant;
  /** Sleeps for at least `span`, counted from now. */
  after(span: Duration): Sleep;
  /** Sleeps until `time`. */
  until(time: Instant): Sleep;
  poll(): bool;
  drop(): void;
}

/** Waits for at least `span`, counted from the call. */
export declare function sleep(span: Duration): Sleep;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function sleep(place: Sleep, span: Duration): Sleep;

/** Waits until `time`; not at all if that is past. */
export declare function sleepUntil(time: Instant): Sleep;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function sleepUntil(place: Sleep, time: Instant): Sleep;

/**
 * An input pin: `const button = Input.at(4, Pull.Up)` in an async function or at the top of a file.
 * 28 bytes. A hand-written future embeds it, and calls `begin`.
 */
export declare class Input {
  /**
   * Makes `pin` an input.
   * @param pin logical pin number, as the board counts.
   */
  static at(pin: u16, pull?: Pull): Input;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(place: Input, pin: u16, pull?: Pull): Input;
  /** When the newest edge came. */
  lastEdge: Instant;
  /** Edges not taken yet. */
  pending: u32;
  /** Edges seen since `listen`, modulo 2³². */
  edges: u32;
  /**
   * Makes `pin` an input.
   * @param pin logical pin number, as the board counts.
   */
  begin(pin: u16, pull?: Pull): Input;
  /** The level now. */
  read(): Level;
  /** Counts edges from now on; the level now is where they start. Harmless when repeated. */
  listen(): Input;
  /** Forgets the edges not taken yet. */
  clear(): void;
  /** Waits for the next low-to-high edge not yet taken. */
  risingEdge(): PinWait;
  /** The same, in memory that the caller gives: for futures written by hand. */
  risingEdge(place: PinWait): PinWait;
  /** Waits for the next high-to-low edge not yet taken. */
  fallingEdge(): PinWait;
  /** The same, in memory that the caller gives: for futures written by hand. */
  fallingEdge(place: PinWait): PinWait;
  /** Waits for the next edge not yet taken. */
  anyEdge(): PinWait;
  /** The same, in memory that the caller gives: for futures written by hand. */
  anyEdge(place: PinWait): PinWait;
  /** Waits until the level is high; ready at once if it is. Takes no edge. */
  high(): PinWait;
  /** The same, in memory that the caller gives: for futures written by hand. */
  high(place: PinWait): PinWait;
  /** Waits until the level is low; ready at once if it is. Takes no edge. */
  low(): PinWait;
  /** The same, in memory that the caller gives: for futures written by hand. */
  low(place: PinWait): PinWait;
  /** Stops listening. Its waits must have been dropped. */
  drop(): void;
}

/**
 * A wait for an edge or a level of an input. Begin it with one of the methods of `Input`.
 *
 * **Cancel safety:** cancel safe. An edge is taken in the poll that says ready; a wait dropped
 * before that leaves it to the next.
 */
export declare class PinWait extends Waiting<void> {
  poll(): bool;
  drop(): void;
}

/** What holds the pin while nothing drives it. */
export declare enum Pull {
  None = 0,
  Up = 1,
  Down = 2,
}

/** How many interrupts were lost since reset. Every loss is also reported by the host. */
export declare function lostInterrupts(): u32;

/** The two levels of a pin. */
export declare enum Level {
  Low = 0,
  High = 1,
}

/**
 * A push-pull output. The handle is the pin's number, so it takes no
 * memory of its own; whoever keeps it keeps a word.
 */
export declare class Output {
  /**
   * Makes `pin` an output.
   * @param pin logical pin number, as the board counts.
   * @param level the level it has from the first instant.
   */
  static at(pin: u16, level?: Level): Output;
  high(): void;
  low(): void;
  set(level: Level): void;
  /** Inverts what the pin shows now. */
  toggle(): void;
  /** The level of the pin's net, which is what was written unless something overpowers it. */
  read(): Level;
}

export {};
