// Generated from firmware/ and hal/ by `npm run generate`. Do not edit.

/** What can be awaited. */
type Awaitable = Future<unknown> | Promise<unknown>;

/**
 * For tests: polls until the task has ended, and no longer. Time does not pass meanwhile and no
 * interrupt comes, so a task that waits for one is a panic. Not for use in a task.
 */
export declare function blockOn<T>(handle: JoinHandle<T>): void;

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

/** The base of futures that hold something until they are dropped. */
export declare abstract class Guard<T> extends Waiting<T> {}

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
 * Ready when one of the tasks has ended, or all have; the output is its value.
 *
 * **Cancel safety:** cancel safe. An end is told in the poll that says ready.
 */
export declare class Joined<T> extends Waiting<T> {
  /** False if there are no more tasks. */
  hasValue: bool;
  /**
   * Whether the task was aborted; then there is no value. Nor is there if somebody else took the value or
   * gave it up, which counts as aborted, too.
   */
  isAborted: bool;
  begin(set: JoinSet<T>): Joined<T>;
  poll(): bool;
  output(): T;
  drop(): void;
}

/**
 * `const workers = JoinSet.create<u32>(4)` at the top of a file. 12 bytes, and 24 to 32 for each task.
 *
 * ```ts
 * for (let i = 0; i < 4; i++) workers.add(spawn(measure(i)));
 * for await (const value of workers) log("{}", value);
 * ```
 */
export declare class JoinSet<T> extends Elements<Join<T>> {
  /** Most tasks it holds at a time. */
  capacity: u16;
  /** Tasks in it whose end has not been told. */
  length: u16;
  /**
   * Makes an empty one.
   * @param capacity most tasks it holds at a time, 1 to 65,535; a constant.
   */
  static create<T>(capacity: u32): JoinSet<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<T>(home: JoinSet<T>, capacity: u32): JoinSet<T>;
  /**
   * Adds a task.
   * @returns false if there is no room for it; the task runs on.
   */
  add(handle: JoinHandle<T>): bool;
  /**
   * Waits for the next of its tasks to end; `for await` goes on until all have. Each end is told to one,
   * the one who has waited longest.
   */
  next(): Joined<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Joined<T>): Joined<T>;
  /** Ends all its tasks. */
  abortAll(): void;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Joined<T>>>;
}

/** As `tryClaim`, but a full pool is a panic. */
export declare function claim<F>(): F;

/**
 * Takes a free slot for an `F`; its memory is zero, but for an async function, which needs none. Begin the future in it and hand it to `spawn`.
 * @returns null if every slot of the pool is taken.
 */
export declare function tryClaim<F>(): F | null;

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
  /**
   * Gives up the task's value, so that its slot is free as soon as it ends. It runs on. Who waits for it
   * when it ends still gets the value.
   */
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

/**
 * Memory for a record, all zero: `const reading = blank<Reading>()`. It lies in the frame of the
 * async function.
 */
export declare function blank<T>(): T;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function blank<T>(place: T): T;

/** A copy of a record, in the frame of the async function: `const kept = copy(reading)`. */
export declare function copy<T>(record: T): T;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function copy<T>(place: T, record: T): T;

/** The base of objects with a `capacity`, if what they have room for is not their first type argument. */
export declare abstract class Elements<E> {}

/** The base of objects that keep one value. */
export declare abstract class Holding<T> {}

/** The base of futures that wait for a value, and have room for it. */
export declare abstract class Receiving<T> extends Waiting<T> {
  /** What it waits at. */
  owner: usize;
  value: T;
  output(): T;
}

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
  /** Takes a node out with an answer, without waking. The node must be linked. */
  take(node: usize, answer: usize): void;
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
  /** No address is an answer, so that a node which is linked is not granted. */
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
 * A stream of the values that pass a test. See `filter`.
 *
 * **Cancel safety:** cancel safe.
 */
export declare class Filter<S> extends Future<Awaited<S>> {
  begin(stream: S, test: (value: Awaited<S>) => bool): Filter<S>;
  /** Waits for the next value. */
  next(): Next<Filter<S>>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Next<Filter<S>>): Next<Filter<S>>;
  /** False if the stream has ended. */
  get hasValue(): bool;
  poll(): bool;
  output(): Awaited<S>;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Next<Filter<S>>>>;
}

/** The values of a stream that pass a test: `const warm = filter(readings, isWarm)`. */
export declare function filter<S>(stream: S, test: (value: Awaited<S>) => bool): Filter<S>;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function filter<S>(
  place: Filter<S>,
  stream: S,
  test: (value: Awaited<S>) => bool,
): Filter<S>;

/** What a function makes of the values of a stream: `const degrees = map<Receive<u16>, f32>(raw, toDegrees)`. */
export declare function map<S, U>(stream: S, change: (value: Awaited<S>) => U): Mapped<S, U>;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function map<S, U>(
  place: Mapped<S, U>,
  stream: S,
  change: (value: Awaited<S>) => U,
): Mapped<S, U>;

/**
 * A stream of what a function makes of values. See `map`.
 *
 * **Cancel safety:** cancel safe.
 */
export declare class Mapped<S, U> extends Future<U> {
  begin(stream: S, change: (value: Awaited<S>) => U): Mapped<S, U>;
  /** Waits for the next value. */
  next(): Next<Mapped<S, U>>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Next<Mapped<S, U>>): Next<Mapped<S, U>>;
  /** False if the stream has ended. */
  get hasValue(): bool;
  poll(): bool;
  output(): U;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Next<Mapped<S, U>>>>;
}

/**
 * A stream of the values of two others. See `merge`.
 *
 * **Cancel safety:** cancel safe.
 */
export declare class Merge<A, B> extends Future<Awaited<A>> {
  /** False if both have ended. */
  hasValue: bool;
  begin(a: A, b: B): Merge<A, B>;
  /** Waits for the next value. */
  next(): Next<Merge<A, B>>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Next<Merge<A, B>>): Next<Merge<A, B>>;
  poll(): bool;
  output(): Awaited<A>;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Next<Merge<A, B>>>>;
}

/** The values of two streams of one type, as they come, each in its turn. It ends with both. */
export declare function merge<A, B>(a: A, b: B): Merge<A, B>;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function merge<A, B>(place: Merge<A, B>, a: A, b: B): Merge<A, B>;

/**
 * Ready when the stream has a value, or has ended; the output is that value.
 *
 * **Cancel safety:** cancel safe. The stream keeps its place in line, and what it has gathered.
 */
export declare class Next<S> extends Future<Awaited<S>> {
  begin(stream: S): Next<S>;
  /** False if the stream has ended. */
  get hasValue(): bool;
  poll(): bool;
  output(): Awaited<S>;
}

/**
 * A stream of the first values of another. See `take`.
 *
 * **Cancel safety:** cancel safe.
 */
export declare class Take<S> extends Future<Awaited<S>> {
  /** False if it has ended. */
  hasValue: bool;
  begin(stream: S, count: u32): Take<S>;
  /** Waits for the next value. */
  next(): Next<Take<S>>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Next<Take<S>>): Next<Take<S>>;
  poll(): bool;
  output(): Awaited<S>;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Next<Take<S>>>>;
}

/** The first values of a stream: it ends after `count` of them, and waits for no more. */
export declare function take<S>(stream: S, count: u32): Take<S>;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function take<S>(place: Take<S>, stream: S, count: u32): Take<S>;

/** A value when no other has come for `span` after it: the last one of each burst. */
export declare function debounce<S>(stream: S, span: Duration): Debounce<S>;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function debounce<S>(place: Debounce<S>, stream: S, span: Duration): Debounce<S>;

/**
 * A stream of the last values of bursts. See `debounce`.
 *
 * **Cancel safety:** restarts: the value that it keeps back is lost.
 */
export declare class Debounce<S> extends Timed<Awaited<S>> {
  /** False if the stream has ended. */
  hasValue: bool;
  begin(stream: S, span: Duration): Debounce<S>;
  /** Waits for the next value. */
  next(): Next<Debounce<S>>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Next<Debounce<S>>): Next<Debounce<S>>;
  poll(): bool;
  output(): Awaited<S>;
  drop(): void;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Next<Debounce<S>>>>;
}

/**
 * A stream with a least distance between its values. See `throttle`.
 *
 * **Cancel safety:** cancel safe.
 */
export declare class Throttle<S> extends Future<Awaited<S>> {
  begin(stream: S, span: Duration): Throttle<S>;
  /** Waits for the next value. */
  next(): Next<Throttle<S>>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Next<Throttle<S>>): Next<Throttle<S>>;
  /** False if the stream has ended. */
  get hasValue(): bool;
  poll(): bool;
  output(): Awaited<S>;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Next<Throttle<S>>>>;
}

/** One value in each `span` at most: those that come sooner after the last one are left out. */
export declare function throttle<S>(stream: S, span: Duration): Throttle<S>;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function throttle<S>(place: Throttle<S>, stream: S, span: Duration): Throttle<S>;

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

/** A text of bytes: `const line = Text.create(32)` at the top of a file. 5 bytes, and its capacity. */
export declare class Text {
  /** Bytes in it. */
  length: u16;
  /** Most bytes it holds. */
  capacity: u16;
  /** Whether something had no room, and was cut off. */
  isCut: bool;
  /**
   * Makes an empty text.
   * @param capacity most bytes it holds, 1 to 65,535; a constant.
   */
  static create(capacity: u32): Text;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create(home: Text, capacity: u32): Text;
  /** Where its bytes lie. */
  get address(): usize;
  /** The byte at an index below `length`. */
  at(index: u32): u8;
  /** Makes it empty. */
  clear(): Text;
  /** Adds a byte, such as 10 for a line feed. */
  char(code: u8): Text;
  /** Adds a text that is written in place. ASCII only. It takes two bytes of RAM a letter, and 20 for each text. */
  add(text: string): Text;
  /** Adds bytes from memory. */
  bytes(address: usize, count: u32): Text;
  /** Adds a whole number, in decimal. */
  number(value: i32): Text;
  /**
   * Adds a number of which the last digits stand behind a point: `fixed(2153, 2)` adds 21.53.
   * @param decimals how many, up to 9.
   */
  fixed(value: i32, decimals: u32): Text;
}

/** `const store = Actor.create<Question, Answer>()` at the top of a file. 16 bytes. */
export declare class Actor<Q, R> {
  /** Whether it was closed: nobody answers any more. */
  isClosed: bool;
  /** Makes one that nobody serves yet. */
  static create<Q, R>(): Actor<Q, R>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<Q, R>(home: Actor<Q, R>): Actor<Q, R>;
  /** Asks, and waits for the answer. */
  ask(question: Q): Ask<Q, R>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  ask(place: Ask<Q, R>, question: Q): Ask<Q, R>;
  /** For the owner: waits for the next question. One that it has not replied to goes unanswered. */
  next(): Question<Q, R>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Question<Q, R>): Question<Q, R>;
  /**
   * For the owner: answers the question at hand.
   * @returns false if nobody waits for the answer any more.
   */
  reply(answer: R): bool;
  /** Leaves all questions unanswered, now and later. */
  close(): void;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Question<Q, R>>>;
}

/**
 * Ready when the question is answered, or never will be; the output is the answer.
 *
 * **Cancel safety:** cancel safe until the answer is there: the question is forgotten. An answer that
 * came between the last poll and a drop is lost.
 */
export declare class Ask<Q, R> extends Receiving<R> {
  begin(actor: Actor<Q, R>, question: Q): Ask<Q, R>;
  /** False if nobody answered. */
  get hasValue(): bool;
  poll(): bool;
  drop(): void;
}

/**
 * Ready when there is a question, or the actor was closed; the output is the question.
 *
 * **Cancel safety:** cancel safe. A question is taken up in the poll that says ready.
 */
export declare class Question<Q, R> extends Receiving<Q> {
  /** False if the actor was closed. */
  hasValue: bool;
  begin(actor: Actor<Q, R>): Question<Q, R>;
  poll(): bool;
  drop(): void;
}

/** `const background = Background.create()` at the top of a file. 8 bytes. */
export declare class Background {
  /** Makes one that nobody uses yet. */
  static create(): Background;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create(home: Background): Background;
  /** Waits for the next turn. */
  slice(): Slice;
  /** The same, in memory that the caller gives: for futures written by hand. */
  slice(place: Slice): Slice;
}

/**
 * Ready when it is its turn to do a slice: in the next round, if nobody else is at work.
 *
 * **Cancel safety:** cancel safe. The turn goes to the next.
 */
export declare class Slice extends Waiting<void> {
  begin(background: Background): Slice;
  poll(): bool;
  drop(): void;
}

/**
 * Ready when enough have come; the output is whether this one was the last.
 *
 * **Cancel safety:** cancel safe. It no longer counts as having come.
 */
export declare class Arrive extends Waiting<bool> {
  begin(barrier: Barrier): Arrive;
  poll(): bool;
  output(): bool;
  drop(): void;
}

/** `const start = Barrier.create(3)` at the top of a file. 8 bytes. It can be used again and again. */
export declare class Barrier {
  /**
   * Makes one that opens when enough have come.
   * @param size how many, from 1.
   */
  static create(size: u16): Barrier;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create(home: Barrier, size: u16): Barrier;
  /** Waits for the others. True for the one who came last. */
  wait(): Arrive;
  /** The same, in memory that the caller gives: for futures written by hand. */
  wait(place: Arrive): Arrive;
}

/** `const readings = Broadcast.create<f32>(4)` at the top of a file. 16 bytes, and those of its values. */
export declare class Broadcast<T> {
  /** Values published so far, modulo 2³². */
  sent: u32;
  /** Values that are kept for those who are behind. */
  capacity: u16;
  /** Whether it was closed: subscribers get what is left and then learn that it has ended. */
  isClosed: bool;
  /**
   * Makes one without values.
   * @param capacity values kept for those who are behind, 1 to 65,535; a constant.
   */
  static create<T>(capacity: u32): Broadcast<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<T>(home: Broadcast<T>, capacity: u32): Broadcast<T>;
  /** Gives a value to all subscribers; what is published after `close` is lost. */
  publish(value: T): void;
  /** Ends it for those who subscribe, once they have got what is left. */
  close(): void;
  /** Begins to follow it: `const mine = readings.subscribe()`. The next value is the first. */
  subscribe(): Subscriber<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  subscribe(place: Subscriber<T>): Subscriber<T>;
}

/**
 * Ready when there is a value for the subscriber, or the broadcast has ended; the output is that value.
 *
 * **Cancel safety:** cancel safe. A value counts as seen in the poll that says ready.
 */
export declare class Published<T> extends Receiving<T> {
  /** False if the broadcast has ended. */
  hasValue: bool;
  /** Values missed in front of this one. */
  missed: u32;
  begin(subscriber: Subscriber<T>): Published<T>;
  poll(): bool;
  drop(): void;
}

/** One who follows a broadcast. 8 bytes. */
export declare class Subscriber<T> {
  begin(source: Broadcast<T>): Subscriber<T>;
  /** Waits for the next value; `for await` follows until the broadcast is closed. */
  next(): Published<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Published<T>): Published<T>;
  /** Values published that this one has not got, missed ones included. */
  get behind(): u32;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Published<T>>>;
}

/**
 * `const readings = Channel.create<u32>(8)` at the top of a file. 24 bytes, and those of its values;
 * records take a multiple of eight each.
 */
export declare class Channel<T> {
  /** Most values it holds at a time. */
  capacity: u16;
  /** Values in it now. */
  length: u16;
  /** Values that `forceSend` has lost; stays at 65,535 when it gets there. */
  lost: u16;
  /** Whether it was closed: nothing more goes in. */
  isClosed: bool;
  /**
   * Makes an empty channel.
   * @param capacity most values it holds at a time, 1 to 65,535; a constant.
   */
  static create<T>(capacity: u32): Channel<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<T>(home: Channel<T>, capacity: u32): Channel<T>;
  /** Waits until there is room, and puts the value in. False if the channel is closed. */
  send(value: T): Send<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  send(place: Send<T>, value: T): Send<T>;
  /** Waits for a value, and takes it out. At the end of a closed channel there is none. */
  receive(): Receive<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  receive(place: Receive<T>): Receive<T>;
  /** As `receive`, for `for await`: the loop ends when the channel is closed and empty. */
  next(): Receive<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Receive<T>): Receive<T>;
  /** Waits until there is room, and keeps it until the block ends or the value is sent. */
  reserve(): Reserve<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  reserve(place: Reserve<T>): Reserve<T>;
  /** A sender that closes the channel at the end of its block, if no other one is left. */
  sender(): Sender<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  sender(place: Sender<T>): Sender<T>;
  /**
   * Puts the value in if there is room for it now.
   * @returns false if there is not, or the channel is closed; then nothing has happened.
   */
  trySend(value: T): bool;
  /**
   * Puts the value in at once, in place of the oldest one if it is full. If every place is kept for
   * senders who wait, it is this value that is lost.
   * @returns whether nothing was lost.
   */
  forceSend(value: T): bool;
  /**
   * Takes a value out if there is one now.
   * @returns the value, or `otherwise` if there is none. A record is valid until the next send.
   */
  tryReceive(otherwise: T): T;
  /** Whether there is a value that is not promised to somebody. */
  get hasValue(): bool;
  /** Whether there is a place that is not kept for somebody. */
  get hasRoom(): bool;
  /**
   * Lets nothing more in. Senders that wait are told so; what is in it can still be received, and then
   * receivers learn that it has ended.
   */
  close(): void;
  /** Throws away all values that are not promised to somebody. */
  clear(): void;
  /** Whether nothing is in it, nor will be. */
  get hasEnded(): bool;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Receive<T>>>;
}

/**
 * Ready when a value was taken out of the channel, or the channel has ended; the output is that
 * value.
 *
 * **Cancel safety:** cancel safe. A value is taken in the poll that says ready; one that was
 * promised goes to the next who waits.
 */
export declare class Receive<T> extends Receiving<T> {
  /** False if the channel was closed and nothing was left. */
  hasValue: bool;
  begin(channel: Channel<T>): Receive<T>;
  poll(): bool;
  drop(): void;
}

/**
 * Ready when a place in the channel is kept for it, or the channel is closed; the output is whether
 * there is one. Until `send` uses it, or the block ends, nobody else gets the place.
 *
 * **Cancel safety:** cancel safe. The place goes to the next who waits.
 */
export declare class Reserve<T> extends Guard<bool> {
  begin(channel: Channel<T>): Reserve<T>;
  poll(): bool;
  output(): bool;
  /**
   * Puts a value into the place.
   * @returns false if it has none: it was used, or the channel is closed.
   */
  send(value: T): bool;
  drop(): void;
}

/**
 * Ready when its value is in the channel, or the channel is closed; the output is whether it is in.
 *
 * **Cancel safety:** cancel safe. Until it is ready the value is not in the channel, and after a drop
 * it never will be; a place that was kept for it goes to the next who waits. A record is copied when
 * it goes in.
 */
export declare class Send<T> extends Waiting<bool> {
  begin(channel: Channel<T>, value: T): Send<T>;
  poll(): bool;
  output(): bool;
  drop(): void;
}

/** One of several who send: `const out = readings.sender()`. The last one to go closes the channel. */
export declare class Sender<T> {
  begin(channel: Channel<T>): Sender<T>;
  /** As `Channel.send`. */
  send(value: T): Send<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  send(place: Send<T>, value: T): Send<T>;
  /** As `Channel.trySend`. */
  trySend(value: T): bool;
  drop(): void;
}

/**
 * Ready when it has the lock; the output is the guarded value. It has it until it is dropped, which
 * its block does in the end, or until `unlock`.
 *
 * **Cancel safety:** cancel safe. The lock goes to the next who waits.
 */
export declare class Lock<T> extends Guard<T> {
  begin(mutex: Mutex<T>): Lock<T>;
  poll(): bool;
  /** The guarded value. Only for who has the lock. */
  get value(): T;
  set value(value: T);
  output(): T;
  /** Hands the lock on before the block ends. */
  unlock(): void;
  drop(): void;
}

/**
 * Guards a value: `const total = Mutex.create<u32>()` at the top of a file. 8 bytes, and those of the
 * value, which is all zero at first. A record is not copied: who has the lock works on the one inside.
 */
export declare class Mutex<T> extends Holding<T> {
  /** Whether somebody has it. */
  isLocked: bool;
  /** Makes one that is free. */
  static create<T>(): Mutex<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<T>(home: Mutex<T>): Mutex<T>;
  /** Waits for the lock, and has it until the block ends. */
  lock(): Lock<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  lock(place: Lock<T>): Lock<T>;
  /**
   * Takes the lock if it is free now; then call `unlock`.
   * @returns false if it is not.
   */
  tryLock(): bool;
  /** Hands the lock on. For what `tryLock` took; a `Lock` does it by itself. */
  unlock(): void;
}

/**
 * Ready when it was notified.
 *
 * **Cancel safety:** cancel safe. What `notifyOne` meant for it goes to the next who waits.
 */
export declare class Notified extends Waiting<void> {
  begin(notify: Notify): Notified;
  poll(): bool;
  drop(): void;
}

/** `const changed = Notify.create()` at the top of a file. 8 bytes. */
export declare class Notify {
  /** Makes one that nobody has notified. */
  static create(): Notify;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create(home: Notify): Notify;
  /** Wakes the one who has waited longest; if nobody waits, the next one will not have to. */
  notifyOne(): void;
  /** Wakes all that wait now. Nothing is kept for those who come later. */
  notifyAll(): void;
  /** Waits until it is notified. */
  notified(): Notified;
  /** The same, in memory that the caller gives: for futures written by hand. */
  notified(place: Notified): Notified;
}

/**
 * Ready when the cell is set, or this one is to set it; the output is whether it is.
 *
 * **Cancel safety:** cancel safe. The next who waits is to set it then.
 */
export declare class Claim<T> extends Guard<bool> {
  begin(cell: OnceCell<T>): Claim<T>;
  poll(): bool;
  output(): bool;
  drop(): void;
}

/** `const calibration = OnceCell.create<f32>()` at the top of a file. 12 bytes, and those of the value. */
export declare class OnceCell<T> extends Holding<T> {
  /** Makes one that is not set; its value is zero until it is. */
  static create<T>(): OnceCell<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<T>(home: OnceCell<T>): OnceCell<T>;
  /** Whether it is set. */
  get isSet(): bool;
  /** The value; zero until it is set. */
  get value(): T;
  /**
   * Sets the value, if nobody has.
   * @returns false if it was set already.
   */
  set(value: T): bool;
  /** Waits until it is set. */
  get(): WhenSet<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  get(place: WhenSet<T>): WhenSet<T>;
  /**
   * Waits until it is set, or this one is to set it. Who is to and has not when its block ends passes
   * it on to the next.
   */
  claim(): Claim<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  claim(place: Claim<T>): Claim<T>;
}

/**
 * Ready when the cell is set; the output is its value.
 *
 * **Cancel safety:** cancel safe.
 */
export declare class WhenSet<T> extends Waiting<T> {
  begin(cell: OnceCell<T>): WhenSet<T>;
  poll(): bool;
  output(): T;
  drop(): void;
}

/**
 * Ready when the answer is there, or the reply was closed; the output is the answer.
 *
 * **Cancel safety:** cancel safe. The answer is taken in the poll that says ready; the next
 * `receive` finds it, until `open`.
 */
export declare class Answered<T> extends Receiving<T> {
  /** False if the reply was closed without an answer. */
  hasValue: bool;
  begin(oneshot: Oneshot<T>): Answered<T>;
  poll(): bool;
  drop(): void;
}

/** `const answer = Oneshot.create<u32>()` at the top of a file. 8 bytes, and those of the value. */
export declare class Oneshot<T> extends Holding<T> {
  /** Makes one that nobody can answer yet. */
  static create<T>(): Oneshot<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<T>(home: Oneshot<T>): Oneshot<T>;
  /** Begins a question: what an earlier one was or will be answered is forgotten. */
  open(): Reply<T>;
  /** Waits for the answer. */
  receive(): Answered<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  receive(place: Answered<T>): Answered<T>;
  /** Whether the answer is there, or will never come. */
  get isDone(): bool;
}

/** The right to answer, as a value: it takes no memory, and can lie in a message. */
export declare class Reply<T> {
  /** Whether an answer is still expected. */
  get isOpen(): bool;
  /**
   * Answers.
   * @returns false if no answer is expected any more.
   */
  send(value: T): bool;
  /** Says that no answer will come. */
  close(): void;
}

/** `const out = Pipe.create(64)` at the top of a file. 24 bytes, and its capacity. */
export declare class Pipe {
  /** Bytes in it now. */
  length: u32;
  /** Most bytes it holds at a time. */
  capacity: u16;
  /** Whether it was closed: nothing more goes in. */
  isClosed: bool;
  /**
   * Makes an empty pipe.
   * @param capacity most bytes it holds at a time, 1 to 65,535; a constant.
   */
  static create(capacity: u32): Pipe;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create(home: Pipe, capacity: u32): Pipe;
  /** Writes all of some bytes, waiting for room as often as it takes. */
  write(address: usize, count: u32): PipeWrite;
  /** The same, in memory that the caller gives: for futures written by hand. */
  write(place: PipeWrite, address: usize, count: u32): PipeWrite;
  /** Waits for bytes, and takes those that are there, `most` at most. */
  read(address: usize, most: u32): PipeRead;
  /** The same, in memory that the caller gives: for futures written by hand. */
  read(place: PipeRead, address: usize, most: u32): PipeRead;
  /** Lets nothing more in. Writers that wait are told so; readers get what is left. */
  close(): void;
  /** Whether there are bytes that are not promised to somebody. */
  get hasBytes(): bool;
}

/**
 * Ready when some bytes were read, or the pipe has ended; the output is how many, 0 at the end.
 *
 * **Cancel safety:** cancel safe. Bytes are taken in the poll that says ready.
 */
export declare class PipeRead extends Waiting<u32> {
  begin(pipe: Pipe, address: usize, most: u32): PipeRead;
  poll(): bool;
  output(): u32;
  drop(): void;
}

/**
 * Ready when all its bytes are in the pipe, or the pipe is closed; the output is how many are in. Writers
 * take turns, so that what one writes is not mixed with what another does.
 *
 * **Cancel safety:** restarts: bytes that went in before it was dropped stay in. `written` tells how
 * many.
 */
export declare class PipeWrite extends Waiting<u32> {
  /** Bytes that are in so far. */
  written: u32;
  begin(pipe: Pipe, address: usize, count: u32): PipeWrite;
  poll(): bool;
  output(): u32;
  drop(): void;
}

/**
 * Ready when it may read or write; the output is the guarded value. It may until it is dropped, which
 * its block does in the end.
 *
 * **Cancel safety:** cancel safe. Its turn goes to the next who waits.
 */
export declare class Access<T> extends Guard<T> {
  begin(lock: RwLock<T>, writes: bool): Access<T>;
  poll(): bool;
  /** The guarded value. */
  get value(): T;
  /** Only for who writes. */
  set value(value: T);
  output(): T;
  /** Lets go before the block ends. */
  unlock(): void;
  drop(): void;
}

/**
 * Guards a value: `const settings = RwLock.create<Settings>()` at the top of a file. 12 bytes, and those
 * of the value, which is all zero at first.
 */
export declare class RwLock<T> extends Holding<T> {
  /** Makes one that is free. */
  static create<T>(): RwLock<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<T>(home: RwLock<T>): RwLock<T>;
  /** Waits until it may read, and may until the block ends. */
  read(): Access<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  read(place: Access<T>): Access<T>;
  /** Waits until it may write, and may until the block ends. */
  write(): Access<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  write(place: Access<T>): Access<T>;
}

/**
 * Ready when it has its permits. It has them until it is dropped, which its block does in the end.
 *
 * **Cancel safety:** cancel safe. The permits go back, and to those who wait.
 */
export declare class Acquire extends Guard<void> {
  /** Permits it wants, or has. */
  count: u32;
  begin(semaphore: Semaphore, count: u32): Acquire;
  poll(): bool;
  /** Keeps the permits for good: they are not given back when the block ends. */
  forget(): void;
  drop(): void;
}

/** `const sockets = Semaphore.create(3)` at the top of a file. 8 bytes. */
export declare class Semaphore {
  /** Permits that nobody has. */
  available: u32;
  /** Makes one with a number of permits. */
  static create(permits: u32): Semaphore;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create(home: Semaphore, permits: u32): Semaphore;
  /** Waits for permits, and has them until the block ends. */
  acquire(count?: u32): Acquire;
  /** The same, in memory that the caller gives: for futures written by hand. */
  acquire(place: Acquire, count?: u32): Acquire;
  /**
   * Takes permits if they are there now and nobody waits; then give them back with `release`.
   * @returns false if they are not.
   */
  tryAcquire(count?: u32): bool;
  /** Adds permits: those that `tryAcquire` took, or new ones. More than 2³² - 1 are not counted. */
  release(count?: u32): void;
}

/** `const speed = Signal.create<u16>()` at the top of a file. 8 bytes, and those of the value. */
export declare class Signal<T> extends Holding<T> {
  /** Makes one without a value. */
  static create<T>(): Signal<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<T>(home: Signal<T>): Signal<T>;
  /** Leaves a value, in place of one that nobody has taken. */
  signal(value: T): void;
  /** Waits for a value, and takes it. */
  wait(): Wait<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  wait(place: Wait<T>): Wait<T>;
  /** As `wait`, for `for await`; such a loop never ends. */
  next(): Wait<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Wait<T>): Wait<T>;
  /** Whether there is a value that is not promised to somebody. */
  get hasValue(): bool;
  /**
   * Takes the value if there is one now.
   * @returns the value, or `otherwise` if there is none. A record is valid until the next signal.
   */
  tryTake(otherwise: T): T;
  /** Forgets a value that is not promised to somebody. Whoever waits goes on waiting. */
  reset(): void;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Wait<T>>>;
}

/**
 * Ready when it has taken the signal's value; the output is that value.
 *
 * **Cancel safety:** cancel safe. The value is taken in the poll that says ready; one that was
 * promised goes to the next who waits.
 */
export declare class Wait<T> extends Receiving<T> {
  begin(signal: Signal<T>): Wait<T>;
  /** A signal has no end. */
  get hasValue(): bool;
  poll(): bool;
  drop(): void;
}

/**
 * Ready when there is a value not seen yet; the output is the latest.
 *
 * **Cancel safety:** cancel safe. A value counts as seen in the poll that says ready.
 */
export declare class Changed<T> extends Receiving<T> {
  begin(watcher: Watcher<T>): Changed<T>;
  /** A watch has no end. */
  get hasValue(): bool;
  poll(): bool;
  drop(): void;
}

/** `const target = Watch.create<u16>()` at the top of a file. 8 bytes, and those of the value. */
export declare class Watch<T> extends Holding<T> {
  /** How often it was set, modulo 2³²; 0: not yet. */
  version: u32;
  /** Makes one that is not set; its value is zero until it is. */
  static create<T>(): Watch<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static create<T>(home: Watch<T>): Watch<T>;
  /** The value now. Of a record, the one inside: read it, and copy what must not change. */
  get value(): T;
  /** Sets the value, and wakes all who wait for a change. */
  set value(value: T);
  /** Begins to look: `const mine = target.subscribe()`. A value that is set already is the first. */
  subscribe(): Watcher<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  subscribe(place: Watcher<T>): Watcher<T>;
}

/** One who looks at a watch. 8 bytes. */
export declare class Watcher<T> {
  begin(source: Watch<T>): Watcher<T>;
  /** Whether there is a value that this one has not seen. */
  get hasChanged(): bool;
  /** Waits for a value that this one has not seen; `for await` does so for ever. */
  next(): Changed<T>;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Changed<T>): Changed<T>;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Changed<T>>>;
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

/** What happens to ticks whose time has passed before anybody waited for them. */
export declare enum MissedTick {
  /** They are left out, and the next one is in time. The number is told. */
  Skip,
  /** They all come, one at each wait, without a pause. */
  Burst,
  /** They are left out, and the next one is a whole period from now: the phase is given up. */
  Delay,
}

/**
 * Ready when the tick is due; the output is how many were missed before it. With `MissedTick.Burst` it
 * is how many are still to come at once.
 *
 * **Cancel safety:** cancel safe. The tick is taken in the poll that says ready.
 */
export declare class Tick extends Timed<u64> {
  begin(ticker: Ticker): Tick;
  /** A ticker has no end. */
  get hasValue(): bool;
  poll(): bool;
  output(): u64;
  drop(): void;
}

/**
 * `const beat = Ticker.every(millis(500))`, in an async function or at the top of a file. 24 bytes. It is for
 * one task: another that waits for the same ticks takes them away.
 */
export declare class Ticker {
  /** When the next tick is due. */
  due: Instant;
  /** Microseconds between ticks. */
  period: Duration;
  /**
   * Makes one whose first tick is a period from now.
   * @param period from 1 µs; less is taken for 1.
   */
  static every(period: Duration, missed?: MissedTick): Ticker;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static every(place: Ticker, period: Duration, missed?: MissedTick): Ticker;
  /** The next tick is a period from now. */
  reset(): void;
  /** Waits for the next tick. Its value is how many were missed before it. */
  next(): Tick;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Tick): Tick;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Tick>>;
}

/** Laid out as `Sleep` (24 bytes), with another result. */
export declare abstract class Timed<T> extends Future<T> {
  /** The timer. Begin it with `fresh` in memory that may hold anything. */
  get timer(): Sleep;
}

/** How a transaction on an I2C bus ended. */
export declare enum I2cStatus {
  /** Everything was moved. */
  Done = 0,
  /** No device answered to the address. */
  AddressNack = 1,
  /** The device did not take a byte of data. */
  DataNack = 2,
  /** Another controller had the bus. */
  ArbitrationLost = 3,
  /** A device held the clock low for longer than it may. */
  StretchTimeout = 4,
  /** A line is held low, or nothing pulls it up. */
  BusStuck = 5,
  /** It was given up before it was over. */
  Cancelled = 6,
}

/**
 * An analogue input: `const knob = Adc.at(14)`. The handle is the pin's number, so it takes no memory of its own.
 * Values are shares of full scale, from 0 to 65535, however many bits the converter has.
 */
export declare class Adc {
  /**
   * Makes `pin` an analogue input, without a pull.
   * @param pin logical pin number, as the board counts; a board has few that can measure.
   */
  static at(pin: u16): Adc;
  /** Measures now. */
  read(): Reading;
  /** The same, in memory that the caller gives: for futures written by hand. */
  read(place: Reading): Reading;
  /**
   * Waits until a value is outside a window, and gives that value. The board measures by itself, and the processor
   * sleeps until there is one; the first is measured at once.
   * @param low less is outside.
   * @param high more is outside.
   * @param period from one measurement to the next. If several wait at one pin, the shortest one counts.
   */
  outside(low: u16, high: u16, period?: Duration): Excursion;
  /** The same, in memory that the caller gives: for futures written by hand. */
  outside(place: Excursion, low: u16, high: u16, period?: Duration): Excursion;
  /**
   * A stream of values at equal distances: `for await (const value of knob.samples(millis(10)))`. They do not drift;
   * samples whose time has passed before anybody waited for them are left out.
   */
  samples(period: Duration): Samples;
  /** The same, in memory that the caller gives: for futures written by hand. */
  samples(place: Samples, period: Duration): Samples;
  /** What a value is in millivolts, rounded. */
  millivolts(value: u16): u32;
}

/**
 * Ready when a value was outside the window; the output is that value. See `Adc.outside`.
 *
 * **Cancel safety:** cancel safe. A value outside the window that nobody has taken is gone; the next one comes within
 * a period.
 */
export declare class Excursion extends Waiting<u16> {
  begin(pin: u16, low: u16, high: u16, period: Duration): Excursion;
  poll(): bool;
  output(): u16;
  drop(): void;
}

/**
 * Ready when the pin is measured; the output is the value. See `Adc.read`.
 *
 * **Cancel safety:** cancel safe. The measurement answers nobody then.
 */
export declare class Reading extends Waiting<u16> {
  begin(pin: u16): Reading;
  poll(): bool;
  output(): u16;
  drop(): void;
}

/**
 * Ready when a sample was measured; the output is its value. See `Samples.next`.
 *
 * **Cancel safety:** cancel safe. A sample that is being measured is left out.
 */
export declare class Sample extends Timed<u16> {
  begin(samples: Samples, pin: u16): Sample;
  /** Samples have no end. */
  get hasValue(): bool;
  poll(): bool;
  output(): u16;
  drop(): void;
}

/** Values at equal distances: see `Adc.samples`. 24 bytes. It is for one task, as a `Ticker` is. */
export declare class Samples {
  /** When the next sample is due. */
  due: Instant;
  /** Microseconds between samples. */
  period: Duration;
  /** How many samples were left out so far, since nobody waited for them in time. */
  missed: u32;
  begin(pin: u16, period: Duration): Samples;
  /** Waits for the next sample. */
  next(): Sample;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Sample): Sample;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Sample>>;
}

/** A sensor: `const sensor = Bme280.on(bus)`. 56 bytes, with what it was trimmed to. */
export declare class Bme280 {
  /**
   * The sensor on a bus.
   * @param address 0x76, or 0x77 if its pin SDO is high.
   */
  static on(bus: I2c, address?: u8): Bme280;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static on(place: Bme280, bus: I2c, address?: u8): Bme280;
  /** Hundredths of a degree Celsius. */
  temperature: i32;
  /** Pascals. */
  pressure: u32;
  /** Hundredths of a per cent. */
  humidity: u32;
  /**
   * Measures once: its output is how that went, and the values are in the sensor. It takes 9.3 ms, and what the bus
   * takes. If what answers is no BME280, it is `DataNack`.
   */
  measure(): Measurement;
  /** The same, in memory that the caller gives: for futures written by hand. */
  measure(place: Measurement): Measurement;
}

/**
 * A measurement. Begin it with `Bme280.measure`.
 *
 * **Cancel safety:** restarts. The sensor goes to sleep by itself; the values in it stay those of before.
 */
export declare class Measurement extends Timed<I2cStatus> {
  begin(sensor: Bme280): Measurement;
  poll(): bool;
  drop(): void;
  output(): I2cStatus;
}

/**
 * A push button: `const button = Button.at(4)` in an async function or at the top of a file. 48 bytes.
 * It counts presses and releases from then on; if it is down at that time, that is no press.
 */
export declare class Button extends EdgeCounter {
  /**
   * Makes `pin` the input of a button.
   * @param pin logical pin number, as the board counts.
   * @param pull `Pull.Up`: the button closes to ground, and is down while the pin is low. `Pull.Down`: it
   * closes to the supply. `Pull.None`: it closes to ground, and a resistor outside holds the pin high.
   * @param debounce how long nothing is told after a change. Contacts bounce for 1 to 10 ms.
   */
  static at(pin: u16, pull?: Pull, debounce?: Duration): Button;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(place: Button, pin: u16, pull?: Pull, debounce?: Duration): Button;
  /** As `at`, for hand-written futures that embed a button. */
  begin(pin: u16, pull?: Pull, debounce?: Duration): Button;
  /** Whether it is down now, bounces left aside. */
  get isDown(): bool;
  /** When it went down or up, last. */
  get since(): Instant;
  /** Forgets presses and releases not taken yet. */
  clear(): void;
  /** Waits for the next press not yet taken. */
  pressed(): Press;
  /** The same, in memory that the caller gives: for futures written by hand. */
  pressed(place: Press): Press;
  /** Waits for the next release not yet taken. */
  released(): Press;
  /** The same, in memory that the caller gives: for futures written by hand. */
  released(place: Press): Press;
  /**
   * Waits until it has been down for `span`, from when it went down. Of each press a span is told once:
   * a longer one may follow. The press is taken with it, unless others before it are waiting to be.
   */
  held(span: Duration): Hold;
  /** The same, in memory that the caller gives: for futures written by hand. */
  held(place: Hold, span: Duration): Hold;
  /**
   * Waits for clicks, and gives their number: 2 for a double click. They have ended when the button was
   * up for `gap`.
   */
  clicked(gap?: Duration): Clicks;
  /** The same, in memory that the caller gives: for futures written by hand. */
  clicked(place: Clicks, gap?: Duration): Clicks;
  /** Stops listening. Its waits must have been dropped. */
  drop(): void;
}

/**
 * A wait for clicks; its output is their number. Begin it with `Button.clicked`.
 *
 * **Cancel safety:** restarts: the clicks it has counted are gone.
 */
export declare class Clicks extends Gesture<u32> {
  gather(button: Button, gap: Duration): Clicks;
  output(): u32;
}

/**
 * The base of all waits at a button: a timer node, for what no edge tells, and a node in the button's
 * list.
 */
export declare abstract class Gesture<T> extends Timed<T> {
  button: Button;
  span: Duration;
  /** Clicks of those that ended last. */
  clicks: u32;
  /** The wait whose node is in a button's list. */
  static ofNode(node: usize): Press;
  poll(): bool;
  drop(): void;
}

/**
 * A wait for a button that is held down. Begin it with `Button.held`.
 *
 * **Cancel safety:** cancel safe. The time counts from the press, and not from the wait.
 */
export declare class Hold extends Gesture<void> {
  hold(button: Button, span: Duration): Hold;
}

/**
 * A wait for a press or a release. Begin it with `Button.pressed` or `Button.released`.
 *
 * **Cancel safety:** cancel safe. What it waits for is taken in the poll that says ready; a wait dropped
 * before that leaves it to the next.
 */
export declare class Press extends Gesture<void> {}

/** A date and a time of day: `const today = Calendar.of(Rtc.now())`. 12 bytes. */
export declare class Calendar {
  year: i32;
  /** 1 to 12. */
  month: u8;
  /** Of the month, from 1. */
  day: u8;
  /** 0 to 23. */
  hour: u8;
  minute: u8;
  second: u8;
  /** 1 is Monday, 7 is Sunday. */
  weekday: u8;
  /** The date of so many microseconds since 1970-01-01. */
  static of(time: i64): Calendar;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static of(place: Calendar, time: i64): Calendar;
  /** Microseconds since 1970-01-01, of the date as it is; without the weekday, which it does not look at. */
  get time(): i64;
  set time(time: i64);
}

/** `const line = Capture.at(4, 84)` at the top of a file. 32 bytes, and 4 for each pulse. */
export declare class Capture extends Elements<u32> {
  /** How many pulses are kept; the newest one has ended. */
  count: u16;
  /** When the newest edge came. */
  lastEdge: Instant;
  /** Pulses that found no room, and gaps where the board could not keep the edges. Stays at 65,535. */
  lost: u16;
  /**
   * Makes `pin` an input whose pulses are kept from now on.
   * @param pin logical pin number, as the board counts.
   * @param capacity most pulses it keeps, 1 to 65,535; a constant. The oldest ones are kept.
   * @param pull what holds the pin while nothing drives it.
   */
  static at(pin: u16, capacity: u32, pull?: Pull): Capture;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(home: Capture, pin: u16, capacity: u32, pull?: Pull): Capture;
  /** The level now. */
  read(): Level;
  /**
   * How long a kept pulse lasted, in microseconds; the oldest one is 0. `i32.MAX_VALUE` of the first one, whose
   * beginning nobody saw, and of those longer than half an hour.
   */
  width(index: u32): i32;
  /** The level of a kept pulse. */
  level(index: u32): Level;
  /** Forgets the pulses that are kept. */
  clear(): void;
  /**
   * Waits until so many pulses are kept, or as many as there is room for, and gives their number, which is less after
   * `timeout`. They stay there:
   * read them with `width` and `level`, and then `clear` them.
   */
  pulses(count: u16, timeout?: Duration): Pulses;
  /** The same, in memory that the caller gives: for futures written by hand. */
  pulses(place: Pulses, count: u16, timeout?: Duration): Pulses;
  /**
   * Waits for the next pulse of a level that was seen from its beginning to its end, takes it, and gives its width in
   * microseconds; -1 after `timeout`. What is passed over is gone.
   */
  pulse(level: Level, timeout?: Duration): Pulse;
  /** The same, in memory that the caller gives: for futures written by hand. */
  pulse(place: Pulse, level: Level, timeout?: Duration): Pulse;
}

/** The base of waits at a capture. */
export declare abstract class CaptureWait extends TimedWait<i32> {
  capture: Capture;
  /** Which pulses it waits for: a level, or all. */
  want: u8;
  /** How many of them there must be. */
  least: u16;
  result: i32;
  start(capture: Capture, want: u8, least: u16, timeout: Duration): void;
  get isLate(): bool;
  sleepOn(): void;
  output(): i32;
  drop(): void;
}

/**
 * A wait for a pulse of a level; its output is the width in microseconds. Begin it with `Capture.pulse`.
 *
 * **Cancel safety:** cancel safe. A pulse is taken in the poll that says ready.
 */
export declare class Pulse extends CaptureWait {
  next(capture: Capture, level: Level, timeout: Duration): Pulse;
  poll(): bool;
}

/**
 * A wait for some number of pulses; its output is how many there are. Begin it with `Capture.pulses`.
 *
 * **Cancel safety:** cancel safe. The pulses stay where they are.
 */
export declare class Pulses extends CaptureWait {
  gather(capture: Capture, count: u16, timeout: Duration): Pulses;
  poll(): bool;
}

/** A DHT22: `const dht = Dht22.at(2)` at the top of a file. 56 bytes. */
export declare class Dht22 extends Sensor {
  /** In tenths of a degree Celsius, of the last reading that was good. */
  temperature: i16;
  /** In tenths of a per cent, of the last reading that was good. */
  humidity: i16;
  /**
   * Makes `pin` the line of a sensor.
   * @param pin logical pin number, as the board counts.
   * @param pull `Pull.Up` for the pull-up of the chip; `Pull.None` if the module has a resistor, as most have.
   */
  static at(pin: u16, pull?: Pull): Dht22;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(home: Dht22, pin: u16, pull?: Pull): Dht22;
  /**
   * Reads the sensor, and says how that went: `if ((await dht.read()) == DhtResult.Ok)`. Begins 2 s after the last
   * reading or later, and not in the first second.
   */
  read(): DhtRead;
  /** The same, in memory that the caller gives: for futures written by hand. */
  read(place: DhtRead): DhtRead;
}

/**
 * A reading; its output is a `DhtResult`. Begin it with `Dht22.read`.
 *
 * **Cancel safety:** restarts. The line is let go of; the next reading waits until the sensor is ready for it.
 */
export declare class DhtRead extends Inquiry {
  begin(dht: Dht22): DhtRead;
  poll(): bool;
  drop(): void;
}

/** How a reading ended. */
export declare enum DhtResult {
  /** `temperature` and `humidity` are new. */
  Ok = 0,
  /** The sensor is not there, has no power, or nothing pulls the line up. */
  NoAnswer = 1,
  /** The sum is wrong, or bits are missing. */
  Garbled = 2,
}

/**
 * A clock with a battery of its own: `const clock = Ds3231.on(bus)`. 12 bytes. The date and time are those of the
 * last `read`; `write` sets the clock to them.
 */
export declare class Ds3231 {
  /** The clock on a bus, at 0x68. */
  static on(bus: I2c): Ds3231;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static on(place: Ds3231, bus: I2c): Ds3231;
  /** Reads date and time: 0, or less if it failed, which is `-I2cStatus`. */
  read(): I2cRegister;
  /** The same, in memory that the caller gives: for futures written by hand. */
  read(place: I2cRegister): I2cRegister;
  /** Sets the clock to the date and time in this object; the second begins now. */
  write(): I2cRegister;
  /** The same, in memory that the caller gives: for futures written by hand. */
  write(place: I2cRegister): I2cRegister;
  /** Puts a date into this object, with the day of the week: 1 is Monday, 7 is Sunday. */
  setDate(year: u32, month: u32, day: u32): void;
  /** Puts a time of day into this object. */
  setTime(hour: u32, minute: u32, second: u32): void;
  /** 2000 to 2099. */
  get year(): u32;
  /** 1 to 12. */
  get month(): u32;
  /** Of the month, from 1. */
  get day(): u32;
  /** 1 to 7; 1 is Monday if the clock was set by `setDate`. */
  get weekday(): u32;
  /** 0 to 23, also if the clock counts to twelve. */
  get hour(): u32;
  get minute(): u32;
  get second(): u32;
  /** Reads the status register, 0x0F of a DS3231: its bit 0x80 says that the clock has stopped since it was set. */
  status(): I2cRegister;
  /** The same, in memory that the caller gives: for futures written by hand. */
  status(place: I2cRegister): I2cRegister;
}

/** 16 bytes, at the start of a driver's object. */
export declare class EdgeCounter extends PinListener {}

/** A rotary encoder: `const knob = Encoder.at(2, 3)`. 32 bytes. */
export declare class Encoder {
  /**
   * Makes two pins the inputs of an encoder, which is at rest now.
   * @param a logical pin number of the contact that leads when it is turned clockwise.
   * @param b of the other one.
   * @param perDetent quarters from one detent to the next: 4 for most, 2 for some, 1 without detents.
   * @param pull what holds the pins while their contacts are open.
   */
  static at(a: u16, b: u16, perDetent?: u8, pull?: Pull): Encoder;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(place: Encoder, a: u16, b: u16, perDetent?: u8, pull?: Pull): Encoder;
  /** Detents since it was made, clockwise, modulo 2³². */
  position: i32;
  /**
   * How often both contacts were found changed after edges were lost, up to 255: then nobody knows which
   * way it was turned. `lostInterrupts` tells of all losses.
   */
  skipped: u8;
  /** As `at`, for hand-written futures that embed an encoder. */
  begin(a: u16, b: u16, perDetent?: u8, pull?: Pull): Encoder;
  /** Waits until it is turned, and gives by how many detents since it was told: more than 0 is clockwise. */
  turned(): Turn;
  /** The same, in memory that the caller gives: for futures written by hand. */
  turned(place: Turn): Turn;
  /** As `turned`: `for await (const by of knob)`. */
  next(): Turn;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: Turn): Turn;
  /** Stops listening. Its waits must have been dropped. */
  drop(): void;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Turn>>;
}

/**
 * A wait for an encoder; its output is by how many detents it was turned. Begin it with `Encoder.turned`.
 *
 * **Cancel safety:** cancel safe. Nothing is told before the poll that says ready, and what is not told
 * is there for the next wait.
 */
export declare class Turn extends Waiting<i32> {
  begin(encoder: Encoder): Turn;
  /** An encoder has no end. */
  get hasValue(): bool;
  poll(): bool;
  output(): i32;
  drop(): void;
}

/** Whole periods a second. */
export type Frequency = u32;

/** `count` times a second. */
export declare function hertz(count: u32): Frequency;

/** `count` thousand times a second. */
export declare function kilohertz(count: u32): Frequency;

/** A bus: `const bus = I2c.open(0, 400_000)` at the top of a file. 8 bytes. */
export declare class I2c {
  /**
   * Opens a bus at the pins that the board has for it, with the chip's pull-ups on.
   * @param bus its number: 0, or 1 where there are two.
   * @param hz clock cycles a second: 100,000 works with everything, 400,000 with most.
   * @param stretch for how long a device may hold the clock, or the bus be busy, before it is an error; 35 minutes
   *   at most.
   */
  static open(bus?: u32, hz?: u32, stretch?: Duration): I2c;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static open(home: I2c, bus?: u32, hz?: u32, stretch?: Duration): I2c;
  /**
   * Writes bytes to a device.
   * @param address of the device, 7 bits.
   * @param from where they lie, such as `memory.data(8)`.
   * @param count how many.
   */
  write(address: u8, from: usize, count: u32): I2cTransfer;
  /** The same, in memory that the caller gives: for futures written by hand. */
  write(place: I2cTransfer, address: u8, from: usize, count: u32): I2cTransfer;
  /**
   * Reads bytes from a device.
   * @param address of the device, 7 bits.
   * @param to where they are to lie.
   * @param count how many.
   */
  read(address: u8, to: usize, count: u32): I2cTransfer;
  /** The same, in memory that the caller gives: for futures written by hand. */
  read(place: I2cTransfer, address: u8, to: usize, count: u32): I2cTransfer;
  /** Writes bytes to a device, and then reads some from it, without letting go of the bus. */
  writeRead(address: u8, from: usize, count: u32, to: usize, most: u32): I2cTransfer;
  /** The same, in memory that the caller gives: for futures written by hand. */
  writeRead(
    place: I2cTransfer,
    address: u8,
    from: usize,
    count: u32,
    to: usize,
    most: u32,
  ): I2cTransfer;
  /** Asks whether a device has the address: then it is `Done`, else `AddressNack`. */
  probe(address: u8): I2cTransfer;
  /** The same, in memory that the caller gives: for futures written by hand. */
  probe(place: I2cTransfer, address: u8): I2cTransfer;
  /** Reads one register of a device: its byte, or less than 0, which is `-I2cStatus`. */
  readRegister(address: u8, register: u8): I2cRegister;
  /** The same, in memory that the caller gives: for futures written by hand. */
  readRegister(place: I2cRegister, address: u8, register: u8): I2cRegister;
  /** Reads `count` registers that follow each other. */
  readRegisters(address: u8, register: u8, to: usize, count: u32): I2cRegister;
  /** The same, in memory that the caller gives: for futures written by hand. */
  readRegisters(place: I2cRegister, address: u8, register: u8, to: usize, count: u32): I2cRegister;
  /** Writes one register of a device: 0, or less, which is `-I2cStatus`. */
  writeRegister(address: u8, register: u8, value: u8): I2cRegister;
  /** The same, in memory that the caller gives: for futures written by hand. */
  writeRegister(place: I2cRegister, address: u8, register: u8, value: u8): I2cRegister;
  /** Writes `count` registers that follow each other. */
  writeRegisters(address: u8, register: u8, from: usize, count: u32): I2cRegister;
  /** The same, in memory that the caller gives: for futures written by hand. */
  writeRegisters(
    place: I2cRegister,
    address: u8,
    register: u8,
    from: usize,
    count: u32,
  ): I2cRegister;
  /**
   * Frees a bus whose data line a device holds low, since it was interrupted in the middle of a byte: up to
   * nine clocks, and STOP. It is `Done`, or `BusStuck` if the line is still held.
   */
  recover(): I2cTransfer;
  /** The same, in memory that the caller gives: for futures written by hand. */
  recover(place: I2cTransfer): I2cTransfer;
}

/**
 * A transfer of registers; its output is the byte read, or 0 if none or several were, and `-I2cStatus` if it
 * failed. Begin it with one of the methods of `I2c`.
 *
 * **Cancel safety:** restarts, as `I2cTransfer`. A register may have been written, or read, when it is dropped.
 */
export declare class I2cRegister extends I2cWait<i32> {
  /** Reads one. */
  ask(bus: I2c, address: u8, register: u8): I2cRegister;
  /** Reads several. */
  fetch(bus: I2c, address: u8, register: u8, to: usize, count: u32): I2cRegister;
  /** Writes one. */
  set(bus: I2c, address: u8, register: u8, value: u8): I2cRegister;
  /** Writes several. */
  put(bus: I2c, address: u8, register: u8, from: usize, count: u32): I2cRegister;
  output(): i32;
}

/**
 * A transfer; its output is how it ended. Begin it with one of the methods of `I2c`.
 *
 * **Cancel safety:** restarts. A transfer that is dropped while it has the bus ends with STOP at the next byte;
 * the device keeps what it has got by then, and the next in line waits for that STOP. One that waits for its
 * turn leaves no trace. Its buffers are not touched once it is dropped.
 */
export declare class I2cTransfer extends I2cWait<I2cStatus> {
  begin(bus: I2c, address: u8, from: usize, count: u32, to: usize, most: u32): I2cTransfer;
  /** Frees the bus: see `I2c.recover`. */
  recover(bus: I2c): I2cTransfer;
  output(): I2cStatus;
}

/**
 * The base of what waits at a bus: its place in line, and what is still to be moved. 36 bytes. Transfers of
 * more bytes than the host holds are made of several, between which the bus is kept.
 */
export declare abstract class I2cWait<T> extends Waiting<T> {
  bus: I2c;
  /** A `Head`. */
  head: u8;
  register: u8;
  /** Bytes read so far. */
  got: u16;
  start(bus: I2c, address: u8, from: usize, count: u32, to: usize, most: u32): void;
  poll(): bool;
  drop(): void;
}

/**
 * The edges of an input, one after the other; each is given as the level that follows it. See
 * `Input.edges`.
 *
 * **Cancel safety:** cancel safe. An edge is taken in the poll that says ready; one that is not taken
 * is there for the next wait.
 */
export declare class EdgeStream extends EdgeWait<Level> {
  begin(input: Input): EdgeStream;
  /** Edges have no end. */
  get hasValue(): bool;
  poll(): bool;
  output(): Level;
}

/** The base of waits at an input. */
export declare abstract class EdgeWait<T> extends Waiting<T> {
  input: Input;
  isReady(): bool;
  drop(): void;
}

/**
 * An input pin: `const button = Input.at(4, Pull.Up)` in an async function or at the top of a file.
 * 28 bytes. A hand-written future embeds it, and calls `begin`.
 */
export declare class Input extends EdgeCounter {
  /**
   * Makes `pin` an input.
   * @param pin logical pin number, as the board counts.
   */
  static at(pin: u16, pull?: Pull): Input;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(place: Input, pin: u16, pull?: Pull): Input;
  /** When the newest edge came; 0 if none has. */
  lastEdge: Instant;
  /** Edges seen since `listen`, modulo 2³². */
  edgeCount: u32;
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
  /** A stream of all edges not yet taken, each as the level that follows it. */
  edges(): EdgeStream;
  /** The same, in memory that the caller gives: for futures written by hand. */
  edges(place: EdgeStream): EdgeStream;
  /** As `edges`: `for await (const level of input)`. */
  next(): EdgeStream;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: EdgeStream): EdgeStream;
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
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<EdgeStream>>;
}

/**
 * A wait for an edge or a level of an input. Begin it with one of the methods of `Input`.
 *
 * **Cancel safety:** cancel safe. An edge is taken in the poll that says ready; a wait dropped
 * before that leaves it to the next.
 */
export declare class PinWait extends EdgeWait<void> {
  poll(): bool;
}

/** What holds the pin while nothing drives it. */
export declare enum Pull {
  None = 0,
  Up = 1,
  Down = 2,
}

/**
 * A wait for a key; its output is the key's number. Begin it with `Keypad.pressed`.
 *
 * **Cancel safety:** cancel safe. A key is taken in the poll that says ready. One that goes down and up while nobody
 * waits is not noticed.
 */
export declare class KeyPress extends TimedWait<i32> {
  begin(pad: Keypad): KeyPress;
  /** Keys have no end. */
  get hasValue(): bool;
  poll(): bool;
  output(): i32;
  drop(): void;
}

/**
 * A keypad of up to 4 rows and 8 columns: `const pad = Keypad.at(rows, columns)` at the top of a file, with
 * `const rows: StaticArray<u16> = [9, 8, 7, 6]`. 72 bytes.
 */
export declare class Keypad {
  /** Keys that are down, a bit each: key 0 is the lowest one. */
  down: u32;
  /**
   * Makes some pins the rows and columns of a keypad.
   * @param rows logical pin numbers, from the top; 4 at most.
   * @param columns of the columns, from the left; 8 at most.
   */
  static at(rows: StaticArray<u16>, columns: StaticArray<u16>): Keypad;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(home: Keypad, rows: StaticArray<u16>, columns: StaticArray<u16>): Keypad;
  /** Waits for a key to go down, and gives its number: row by row from the top left, which is 0. */
  pressed(): KeyPress;
  /** The same, in memory that the caller gives: for futures written by hand. */
  pressed(place: KeyPress): KeyPress;
  /** As `pressed`: `for await (const key of pad)`. */
  next(): KeyPress;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: KeyPress): KeyPress;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<KeyPress>>;
}

/** How many interrupts were lost since reset. Every loss is also reported by the host. */
export declare function lostInterrupts(): u32;

/** How a module's LEDs are wired: an attribute of Wokwi's part. A picture that is mirrored wants the other one. */
export declare enum MatrixLayout {
  Parola = 0,
  Fc16 = 1,
}

/**
 * Ready when the matrix shows the pixels.
 *
 * **Cancel safety:** restarts: rows that were sent are shown, and the others stay as they were.
 */
export declare class MatrixShow extends Transfer {
  begin(matrix: Max7219): MatrixShow;
  poll(): bool;
}

/**
 * `const chip = bus.device(10)` and `const matrix = Max7219.on(chip, 4)` at the top of a file: 4 modules, 32 by 8
 * pixels. 8 bytes, and 10 for each module.
 */
export declare class Max7219 {
  /** How bright it is, 0 to 15; at first 7. Shown with the next `show`. */
  intensity: u8;
  /**
   * Makes a row of modules, all dark.
   * @param capacity how many modules there are; a constant.
   */
  static on(device: SpiDevice, capacity: u32, layout?: MatrixLayout): Max7219;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static on(home: Max7219, device: SpiDevice, capacity: u32, layout?: MatrixLayout): Max7219;
  /** Pixels from left to right. There are 8 from top to bottom. */
  get width(): i32;
  /** Sets a pixel, counted from the left and from the top. One that is not there is passed over. */
  set(x: i32, y: i32, isOn?: bool): void;
  /** Whether a pixel is set. */
  get(x: i32, y: i32): bool;
  /** Makes all pixels dark. */
  clear(): void;
  /**
   * Writes a text in letters of 3 by 5 pixels, 4 apart, over what is there. Small letters become capitals.
   * @param x where it begins; what lies outside is passed over, so that a text can be moved through.
   * @returns where the next letter would begin.
   */
  text(text: string, x?: i32, y?: i32): i32;
  /** Sends the pixels. */
  show(): MatrixShow;
  /** The same, in memory that the caller gives: for futures written by hand. */
  show(place: MatrixShow): MatrixShow;
}

/**
 * A pin that pulls low or lets go, as on a line that several sides share: what holds it high is a resistor, the
 * chip's own or one outside. The handle is a number, so it takes no memory.
 */
export declare class OpenDrain {
  /**
   * Makes `pin` one that lets go of its line.
   * @param pin logical pin number, as the board counts.
   * @param pull what holds the line while nobody pulls it low.
   */
  static at(pin: u16, pull?: Pull): OpenDrain;
  /** Pulls the line low. */
  low(): void;
  /** Lets go of the line. */
  release(): void;
  /** The level of the line, which others may pull low. */
  read(): Level;
}

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

/** One who listens to a pin. 8 bytes, at the start of a driver's object. */
export declare class PinListener {}

/**
 * Never ready. Begin it with `deepSleep`.
 *
 * **Cancel safety:** cancel safe until it is polled. From then on the board goes off, whoever drops it.
 */
export declare class DeepSleep extends Future<void> {
  begin(span: Duration): DeepSleep;
  poll(): bool;
}

/**
 * One of 16 words that resets and deep sleep leave alone: `const count = Kept.at(0)`. They are 0 after power
 * came; the flash, see `Store`, keeps its values even then. The handle is the place's number, so it takes no
 * memory.
 */
export declare class Kept {
  /** @param index 0 to 15. */
  static at(index: u8): Kept;
  get value(): i32;
  set value(value: i32);
}

/** The supply of the board. */
export declare class Power {
  /** Why the firmware began this time. */
  static get cause(): ResetCause;
}

/** Why the firmware begins; as the border's. */
export declare enum ResetCause {
  /** It was switched on. Nothing is kept. */
  PowerOn = 0,
  /** The watchdog was not fed. */
  Watchdog = 1,
  /** The supply failed. Nothing is kept. */
  BrownOut = 2,
  /** The time of a deep sleep is over. */
  WakeTimer = 3,
  /** A pin ended a deep sleep. */
  WakePin = 4,
  /** The reset pin, or its button. */
  Pin = 5,
}

/**
 * Switches the board off for `span`: `await deepSleep(seconds(60))`. Nothing goes on behind it, since waking is a
 * reset. Without a time only a pin wakes it: see `wakeOn`. The turn at hand still ends, so other tasks that are
 * ready may run until they wait.
 */
export declare function deepSleep(span?: Duration): DeepSleep;
/** The same, in memory that the caller gives: for futures written by hand. */
export declare function deepSleep(place: DeepSleep, span?: Duration): DeepSleep;

/**
 * A pin at that level ends the deep sleep, also one that has the level already. It holds until the next reset;
 * call it once for each pin.
 */
export declare function wakeOn(pin: u16, level: Level): void;

/**
 * Ready when the fade is over, or when another fade or a `duty` has taken its place. See `Pwm.fadeTo`.
 *
 * **Cancel safety:** cancel safe. The duty stays where the fade has come.
 */
export declare class Fade extends Timed<void> {
  begin(pwm: Pwm, share: u16, span: Duration): Fade;
  poll(): bool;
  drop(): void;
}

/** `const led = Pwm.at(9, hertz(1000))`, in an async function or at the top of a file. 12 bytes. */
export declare class Pwm {
  /** The share of each period for which it is high: 65535 is all of it. */
  value: u16;
  /**
   * Makes `pin` an output, low until it has a duty.
   * @param pin logical pin number, as the board counts.
   * @param frequency periods a second: 1000 for LEDs, 20 kHz for motors that are not to be heard.
   */
  static at(pin: u16, frequency: Frequency): Pwm;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(place: Pwm, pin: u16, frequency: Frequency): Pwm;
  /** As `at`, for hand-written futures that embed one. */
  begin(pin: u16, frequency: Frequency): Pwm;
  /** Sets the share of each period for which it is high, and ends a fade. 0 is low, 65535 high without a pause. */
  duty(share: u16): void;
  /** Fades from the duty that it has to another one; it begins when it is awaited. */
  fadeTo(share: u16, span: Duration): Fade;
  /** The same, in memory that the caller gives: for futures written by hand. */
  fadeTo(place: Fade, share: u16, span: Duration): Fade;
  /** Ends the pulses at once, also within a period; `duty` begins them anew. */
  stop(level?: Level): void;
}

/** Random numbers: `Random.between(1, 6)`. 8 bytes, of all together. */
export declare class Random {
  /** 32 bits. */
  static bits(): u32;
  /** From 0 to `limit - 1`, all equally likely; 0 if `limit` is 0. */
  static below(limit: u32): u32;
  /** From `low` to `high`, both included, all equally likely. */
  static between(low: i32, high: i32): i32;
}

/** The chip's clock of date and time, UTC. It takes no memory. */
export declare class Rtc {
  /** Microseconds since 1970-01-01; -1 if it was not set since power came. */
  static now(): i64;
  /** Whether it was set since power came. */
  static get isSet(): bool;
  /** Sets it to so many microseconds since 1970-01-01. */
  static set(time: i64): void;
}

/** The base of questions to a sensor. */
export declare abstract class Inquiry extends TimedWait<i32> {
  sensor: Sensor;
  /** How far it has come; 0: it waits for its turn. */
  stage: u8;
  result: i32;
  ask(sensor: Sensor): void;
  /** Whether it is this one's turn. If not, it waits for it. */
  hasTurn(): bool;
  /** Waits until `time`, or until the sensor tells something. */
  until(time: Instant): void;
  /** Lets go of the turn, or of the place in the line. */
  finish(): void;
  output(): i32;
}

/** 32 bytes, at the start of a driver's object. */
export declare abstract class Sensor {}

/**
 * `const arm = Servo.at(9)`. The handle is the pin's number, so it takes no memory of its own. The servo turns on
 * for some tenths of a second after it is told where.
 */
export declare class Servo {
  /**
   * Makes `pin` an output, without pulses until an angle is given: until then the servo stays where it is.
   * @param pin logical pin number, as the board counts.
   */
  static at(pin: u16): Servo;
  /** Turns to so many degrees, 0 to 180; what is more is taken for 180. */
  angle(degrees: u16): void;
  /** As `angle`, by the width of the pulse in microseconds, for servos with other ends than 544 and 2400. */
  pulse(micros: u32): void;
  /** No more pulses, at once: most servos let go of their arm then. */
  stop(): void;
}

/** What the common pins of a display are connected to. */
export declare enum Common {
  Anode = 0,
  Cathode = 1,
}

/**
 * Lights the digits of a display in turn; it is never ready. Begin it with `SevenSegment.run`.
 *
 * **Cancel safety:** cancel safe. The display is dark then.
 */
export declare class Multiplex extends Timed<void> {
  begin(display: SevenSegment): Multiplex;
  poll(): bool;
  drop(): void;
}

/**
 * A display: `const display = SevenSegment.at(segments, digits)` at the top of a file. 24 bytes. It shows nothing until
 * a task awaits `run()`.
 */
export declare class SevenSegment {
  /**
   * Makes some pins the outputs of a display.
   * @param segments logical pin numbers of A to G, and of the point if it is wired.
   * @param digits of the common pins, from the left; none if there is one digit whose common pin is wired to a rail.
   */
  static at(segments: StaticArray<u16>, digits: StaticArray<u16>, common?: Common): SevenSegment;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(
    home: SevenSegment,
    segments: StaticArray<u16>,
    digits: StaticArray<u16>,
    common?: Common,
  ): SevenSegment;
  /** Shows segments at a digit, counted from the left: A is bit 0, the point bit 7. */
  set(digit: u32, segments: u8): void;
  /** Shows a number at the right end; `-` everywhere if it has too many digits. `places` are behind the point. */
  number(value: i32, places?: u32): void;
  /** Shows nothing. */
  clear(): void;
  /** Lights the digits in turn, for ever: the body of a task of its own. */
  run(): Multiplex;
  /** The same, in memory that the caller gives: for futures written by hand. */
  run(place: Multiplex): Multiplex;
}

/** The segments of a digit from 0 to 15. */
export declare function segmentsOf(digit: u32): u8;

/** Shift registers at three pins: `const leds = ShiftRegister.at(11, 13, 10)`. 12 bytes. */
export declare class ShiftRegister {
  /** @param data to DS. @param clock to SHCP. @param latch to STCP. */
  static at(data: u16, clock: u16, latch: u16): ShiftRegister;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(place: ShiftRegister, data: u16, clock: u16, latch: u16): ShiftRegister;
  /**
   * Sets all outputs at one instant. Takes as long as the processor needs for some 26 changes of a pin a register; with
   * `SpiShiftRegister` others run meanwhile.
   * @param value the lowest bit is Q0 of the first register.
   * @param registers how many there are, 4 at most.
   */
  set(value: u32, registers?: u32): void;
}

/**
 * Shift registers on an SPI bus, SHCP at its clock and DS at MOSI; the chip select goes to STCP:
 * `const chip = bus.device(10)` and `const leds = SpiShiftRegister.on(chip)`. 8 bytes.
 */
export declare class SpiShiftRegister {
  static on(device: SpiDevice): SpiShiftRegister;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static on(place: SpiShiftRegister, device: SpiDevice): SpiShiftRegister;
  /**
   * Sets all outputs at one instant.
   * @param value the lowest bit is Q0 of the first register.
   * @param registers how many there are, 4 at most.
   */
  write(value: u32, registers?: u32): SpiTransfer;
  /** The same, in memory that the caller gives: for futures written by hand. */
  write(place: SpiTransfer, value: u32, registers?: u32): SpiTransfer;
}

/**
 * A measurement; its output is the distance in millimetres, or -1. Begin it with `Sonar.measure`.
 *
 * **Cancel safety:** restarts. The sensor finishes by itself what was begun, and the next one waits for that.
 */
export declare class Measure extends Inquiry {
  begin(sonar: Sonar): Measure;
  poll(): bool;
  drop(): void;
}

/** A distance sensor: `const sonar = Sonar.at(3, 2)` in an async function or at the top of a file. 56 bytes. */
export declare class Sonar extends Sensor {
  /**
   * Whether the last measurement got no answer at all: the sensor is not there, or has no power. Where nothing is in
   * range it answers.
   */
  isSilent: bool;
  /**
   * Makes one pin the output and another one the input of a sensor.
   * @param trigger logical pin number, as the board counts.
   * @param echo of the other one.
   */
  static at(trigger: u16, echo: u16): Sonar;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(home: Sonar, trigger: u16, echo: u16): Sonar;
  /**
   * Measures, and gives the distance in millimetres, in air of 20 °C; -1 if nothing is in range, or the sensor does not
   * answer. Begins 60 ms after the last measurement or later.
   */
  measure(): Measure;
  /** The same, in memory that the caller gives: for futures written by hand. */
  measure(place: Measure): Measure;
}

/** A bus: `const bus = Spi.open(0, 1_000_000)` at the top of a file. 28 bytes. */
export declare class Spi {
  /** Clock periods a second, unless a device has its own. */
  hz: u32;
  /**
   * Takes the pins of a bus.
   * @param bus number of the bus, from 0; the board says which pins it has.
   * @param hz most clock periods a second.
   * @param mode that of devices which say no other.
   */
  static open(bus: u32, hz: u32, mode?: SpiMode): Spi;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static open(home: Spi, bus: u32, hz: u32, mode?: SpiMode): Spi;
  /**
   * A device of the bus. Make all of them before the first transfer, so that none takes part in what is meant
   * for another.
   * @param select the pin of its chip select, which is low while the device is meant.
   * @param hz most clock periods a second; 0: those of the bus.
   * @param mode a `SpiMode`; without it, that of the bus.
   */
  device(select: u16, hz?: u32, mode?: i32): SpiDevice;
  /** The same, in memory that the caller gives: for futures written by hand. */
  device(place: SpiDevice, select: u16, hz?: u32, mode?: i32): SpiDevice;
}

/** A device on a bus: `const chip = bus.device(10)`. 12 bytes. */
export declare class SpiDevice {
  /**
   * Sends bytes, and puts those that come in meanwhile in their place.
   * @param buffer address of the first byte: of `memory.data(4)`, say.
   */
  transfer(buffer: usize, count: u32): SpiTransfer;
  /** The same, in memory that the caller gives: for futures written by hand. */
  transfer(place: SpiTransfer, buffer: usize, count: u32): SpiTransfer;
  /**
   * Sends bytes. What comes in is passed over.
   * @param buffer address of the first byte.
   */
  write(buffer: usize, count: u32): SpiTransfer;
  /** The same, in memory that the caller gives: for futures written by hand. */
  write(place: SpiTransfer, buffer: usize, count: u32): SpiTransfer;
}

/**
 * When data is taken and how the clock rests: it is in the device's datasheet, as a number or as polarity (CPOL)
 * and phase (CPHA). `SpiMode.Mode0 | SpiMode.LsbFirst` sends the lowest bit first.
 */
export declare enum SpiMode {
  /** The clock rests low; data is taken when it rises. */
  Mode0 = 0,
  /** The clock rests low; data is taken when it falls. */
  Mode1 = 1,
  /** The clock rests high; data is taken when it falls. */
  Mode2 = 2,
  /** The clock rests high; data is taken when it rises. */
  Mode3 = 3,
  LsbFirst = 4,
}

/**
 * Ready when all bytes are over and the device is no longer selected. What is longer than the host's buffer goes in
 * pieces, between which the clock rests. The buffer must stay as it is meanwhile.
 *
 * **Cancel safety:** restarts: the device has got the bytes of the pieces that were begun, and is selected until the
 * last of them is over; then the bus is free. Nothing is written to the buffer any more.
 */
export declare class SpiTransfer extends Transfer {
  begin(device: SpiDevice, buffer: usize, count: u32, keeps: bool): SpiTransfer;
  poll(): bool;
}

/** The base of transfers; the device is selected for all of one. */
export declare abstract class Transfer extends Waiting<void> {
  /** First behind the node: where hosts look for it. */
  bus: Spi;
  device: SpiDevice;
  buffer: usize;
  count: u32;
  isSelected: bool;
  start(device: SpiDevice, buffer: usize, count: u32, keeps: bool): void;
  /** Whether it has the bus; if not, it is woken when it may. */
  hasTurn(): bool;
  /** Goes on, as who has the turn. @returns whether all is over. */
  move(): bool;
  drop(): void;
}

/** A display: `const display = Ssd1306.on(bus)`. 8 bytes. */
export declare class Ssd1306 {
  /**
   * The display on a bus.
   * @param address 0x3C, on some modules 0x3D.
   */
  static on(bus: I2c, address?: u8): Ssd1306;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static on(place: Ssd1306, bus: I2c, address?: u8): Ssd1306;
  /** Switches it on, upright and empty. */
  start(): Drawing;
  /** The same, in memory that the caller gives: for futures written by hand. */
  start(place: Drawing): Drawing;
  /** Makes all of it dark. */
  clear(): Drawing;
  /** The same, in memory that the caller gives: for futures written by hand. */
  clear(place: Drawing): Drawing;
  /** Makes a row of letters dark, 0 to 7. */
  clearRow(row: u32): Drawing;
  /** The same, in memory that the caller gives: for futures written by hand. */
  clearRow(place: Drawing, row: u32): Drawing;
  /**
   * Writes text into a row; what is beyond its end is left out.
   * @param column of the first letter, 0 to 20.
   * @param row 0 to 7.
   * @param text of ASCII, and `°`; it is read while it is written.
   */
  text(column: u32, row: u32, text: string): Drawing;
  /** The same, in memory that the caller gives: for futures written by hand. */
  text(place: Drawing, column: u32, row: u32, text: string): Drawing;
  /**
   * Writes a number so that it ends where `width` letters do, with spaces in front.
   * @param column of the first of these letters.
   * @param decimals how many of the digits are behind a point: 2153 with 2 of them is 21.53.
   */
  number(column: u32, row: u32, value: i32, width?: u32, decimals?: u32): Drawing;
  /** The same, in memory that the caller gives: for futures written by hand. */
  number(place: Drawing, column: u32, row: u32, value: i32, width?: u32, decimals?: u32): Drawing;
  /**
   * Shows a picture of 1,024 bytes, made by `setPixel`: `const picture = memory.data(1024)`.
   * @param picture its address.
   */
  show(picture: usize): Drawing;
  /** The same, in memory that the caller gives: for futures written by hand. */
  show(place: Drawing, picture: usize): Drawing;
  /** Lights a pixel of a picture, or makes it dark; outside of it does nothing. */
  static setPixel(picture: usize, x: i32, y: i32, isLit?: bool): void;
}

/**
 * Something that is written to a display; its output is how that ended. Begin it with a method of `Ssd1306`.
 *
 * **Cancel safety:** restarts. What was written by then stays, and the piece at hand may be cut.
 */
export declare class Drawing extends Future<I2cStatus> {
  /** Begins with a number, right-aligned. */
  number(display: Ssd1306, left: u32, row: u32, value: i32, width: u32, decimals: u32): Drawing;
  poll(): bool;
  drop(): void;
  output(): I2cStatus;
}

/**
 * A store of settings: `const settings = Store.open(8)` at the top of a file, for 8 keys, each a number from 0 to
 * 65,535 or a member of an enum. There is one, and it has
 * the flash alone. 72 bytes, and 4 for each key.
 */
export declare class Store {
  /**
   * Finds what the flash holds. A flash that holds something else is taken for empty.
   * @param capacity most keys that have a value at a time, 1 to 65,535; a constant.
   */
  static open(capacity: u32): Store;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static open(home: Store, capacity: u32): Store;
  /** The number that was set for `key`, or `fallback` if none was, or it was removed, or is a record. */
  get(key: i32, fallback?: u32): u32;
  /** Whether `key` has a value. */
  has(key: i32): bool;
  /**
   * Sets a number. When it is done it is there for good; until then it has the old value. One that is there already
   * is not written again.
   */
  set(key: i32, value: u32): StoreChange;
  /** The same, in memory that the caller gives: for futures written by hand. */
  set(place: StoreChange, key: i32, value: u32): StoreChange;
  /** Forgets a key. */
  remove(key: i32): StoreChange;
  /** The same, in memory that the caller gives: for futures written by hand. */
  remove(place: StoreChange, key: i32): StoreChange;
  /**
   * Fills a record with what was saved under `key`: `settings.load(Key.Alarm, alarm)`.
   * @returns false if nothing was, or a value of another size; then the record is as before.
   */
  load<T>(key: i32, record: T): bool;
  /** Sets a record of up to 1,020 bytes, which must stay as it is until that is done. Otherwise as `set`. */
  save<T>(key: i32, record: T): StoreChange;
  /** The same, in memory that the caller gives: for futures written by hand. */
  save<T>(place: StoreChange, key: i32, record: T): StoreChange;
}

/** How a change of a store has ended. */
export declare enum StoreResult {
  /** It is in the flash, and no power cut can undo it. */
  Done = 0,
  /** There is no room: for one more key in RAM, or for the value in the flash. Nothing has changed. */
  Full = 1,
  /** The flash did not take it, or there is none. The value is the old one or the new one. */
  Failed = 2,
}

/**
 * A change of a store; its output is a `StoreResult`. Begin it with `set`, `save` or `remove` of a `Store`. Changes
 * take turns, first come first served.
 *
 * **Cancel safety:** cancel safe. One whose turn has not come changes nothing. One whose turn has come is finished
 * if it is a `set` or `remove`, and given up if it is a `save`: old or new, and nothing else.
 */
export declare class StoreChange extends Waiting<StoreResult> {
  begin(store: Store, key: u16, what: u32, value: u32, from: usize, bytes: u32): StoreChange;
  poll(): bool;
  output(): StoreResult;
  drop(): void;
}

/** `const pixels = Strip.at(6, 16)` at the top of a file: pin 6, 16 LEDs. 16 bytes, and 3 for each LED. */
export declare class Strip {
  /** How many LEDs it has. */
  length: u16;
  /** How bright all of it is, 255 at most. Colours keep their values, and are shown with it from the next `show`. */
  brightness: u8;
  /**
   * Makes a strip, all dark.
   * @param pin the data line.
   * @param capacity how many LEDs it has; a constant.
   */
  static at(pin: u16, capacity: u32): Strip;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(home: Strip, pin: u16, capacity: u32): Strip;
  /** Gives a LED a colour, each part from 0 to 255. It shows it with the next `show`. One that is not there is passed over. */
  set(index: u32, red: u8, green: u8, blue: u8): void;
  /** The colour of a LED as 0xRRGGBB; 0 if it is not there. */
  get(index: u32): u32;
  /** Gives all LEDs a colour. */
  fill(red: u8, green: u8, blue: u8): void;
  /** Sends the colours. True if all LEDs show theirs, which only a hogged processor can prevent. 16 LEDs take 0.8 ms; the others run meanwhile, but must not change colours. */
  show(): StripShow;
  /** The same, in memory that the caller gives: for futures written by hand. */
  show(place: StripShow): StripShow;
}

/**
 * Ready when the LEDs show what they got; the output is whether that is the whole picture. If another task kept the
 * processor for so long that the line fell silent in the middle, all is sent anew, but not more than three times.
 *
 * **Cancel safety:** restarts: LEDs that have got their colour by then show it, and the others keep theirs.
 */
export declare class StripShow extends Waiting<bool> {
  begin(strip: Strip): StripShow;
  poll(): bool;
  output(): bool;
  drop(): void;
}

/** A timer node (24 bytes) and, behind it, one in a list (12 bytes). */
export declare abstract class TimedWait<T> extends Timed<T> {
  /** Makes one of memory that may hold anything. */
  blank(): void;
  get isLinked(): bool;
  /** The task that is polled now is the one to wake. */
  wait(list: WaitList): void;
  /** As `wait`, for one who is in no list. */
  keepWaker(): void;
  leave(list: WaitList): void;
}

/**
 * Ready when the note is over, or its time is while another sounds. See `Tone.play`.
 *
 * **Cancel safety:** cancel safe. The tone ends with it, unless another one has taken its place.
 */
export declare class Note extends Timed<void> {
  begin(tone: Tone, frequency: Frequency, span: Duration): Note;
  poll(): bool;
  drop(): void;
}

/** `const tone = Tone.at(8)`, in an async function or at the top of a file. 8 bytes. */
export declare class Tone {
  /**
   * Makes `pin` an output, silent and low.
   * @param pin logical pin number, as the board counts.
   */
  static at(pin: u16): Tone;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static at(place: Tone, pin: u16): Tone;
  /** As `at`, for hand-written futures that embed one. */
  begin(pin: u16): Tone;
  /**
   * Sounds for so long, and is silent after it; it begins when it is awaited. Another note that begins meanwhile
   * takes its place.
   * @param frequency in hertz, 440 is A; 0 is a rest.
   */
  play(frequency: Frequency, span: Duration): Note;
  /** The same, in memory that the caller gives: for futures written by hand. */
  play(place: Note, frequency: Frequency, span: Duration): Note;
  /** Sounds until `stop`, or until a note is over. */
  start(frequency: Frequency): void;
  /** Silent at once. */
  stop(): void;
}

/**
 * A serial port: `const uart = Uart.open(0, 9600)` at the top of a file. 26 bytes. What is read is told with
 * what was wrong with it, and counted.
 */
export declare class Uart {
  /**
   * Opens a serial port. Its pins are the board's: on an Uno 0 is RX and 1 is TX.
   * @param port number of the port, from 0.
   * @param baud bits a second: 9600 and 115200 are usual. Both ends must have the same.
   * @param frame a set of `UartFrame`; 0 is eight bits, no parity and one stop bit, as nearly all have it.
   */
  static open(port: u16, baud: u32, frame?: u32): Uart;
  /** The same, in memory that the caller gives: for futures written by hand. */
  static open(home: Uart, port: u16, baud: u32, frame?: u32): Uart;
  /** Its number. */
  port: u16;
  /** Bytes that came without a stop bit, modulo 65,536: the baud rates differ. */
  framingErrors: u16;
  /** Bytes that came with a wrong parity bit, modulo 65,536. */
  parityErrors: u16;
  /** How often bytes were lost because nobody read them in time, modulo 65,536. */
  overruns: u16;
  /** How often the line was low for longer than a byte takes, modulo 65,536. */
  breaks: u16;
  /** Whether it was not closed. */
  get isOpen(): bool;
  /**
   * Changes baud rate and frame, from the next byte on: `flush` first what is to go out as before. A port that was
   * closed is open again.
   */
  tune(baud: u32, frame?: u32): void;
  /** Gives its pins back. Nobody may wait at it; what is not sent or read is gone. */
  close(): void;
  /** All that went wrong in receiving, modulo 65,536. */
  get errors(): u16;
  /** Waits for a byte. */
  read(): UartRead;
  /** The same, in memory that the caller gives: for futures written by hand. */
  read(place: UartRead): UartRead;
  /** As `read`: `for await (const byte of uart)`. */
  next(): UartRead;
  /** The same, in memory that the caller gives: for futures written by hand. */
  next(place: UartRead): UartRead;
  /** Waits for bytes, and takes those that are there, `most` at most. The output is how many. */
  readInto(address: usize, most: u32): UartReadInto;
  /** The same, in memory that the caller gives: for futures written by hand. */
  readInto(place: UartReadInto, address: usize, most: u32): UartReadInto;
  /**
   * Reads up to a byte, such as the line feed (10) at the end of a line. It is taken, but not kept. The output is
   * how many bytes are kept; of what is longer than `most` the rest is taken, and `isCut` tells it.
   */
  readUntil(end: u8, address: usize, most: u32): UartReadUntil;
  /** The same, in memory that the caller gives: for futures written by hand. */
  readUntil(place: UartReadUntil, end: u8, address: usize, most: u32): UartReadUntil;
  /** Writes a byte, when there is room. */
  write(byte: u8): UartWrite;
  /** The same, in memory that the caller gives: for futures written by hand. */
  write(place: UartWrite, byte: u8): UartWrite;
  /** Writes all of some bytes, waiting for room as often as it takes. */
  writeAll(address: usize, count: u32): UartWrite;
  /** The same, in memory that the caller gives: for futures written by hand. */
  writeAll(place: UartWrite, address: usize, count: u32): UartWrite;
  /**
   * Writes a text that is written in place: `await uart.print("ready\n")`. ASCII only. It takes two bytes of RAM
   * a letter, and 20 for each text.
   */
  print(text: string): UartWrite;
  /** The same, in memory that the caller gives: for futures written by hand. */
  print(place: UartWrite, text: string): UartWrite;
  /** Waits until all is sent that was written, the last stop bit included. */
  flush(): UartFlush;
  /** The same, in memory that the caller gives: for futures written by hand. */
  flush(place: UartFlush): UartFlush;
  /** What `for await` gives. */
  protected [Symbol.asyncIterator](): AsyncIterator<Awaited<UartRead>>;
}

/** What was wrong with received bytes. */
export declare enum UartFlag {
  /** No stop bit where one should be: the baud rates differ. */
  Framing = 0x100,
  /** The parity bit is wrong. */
  Parity = 0x200,
  /** Bytes were lost before this one: nobody read in time. */
  Overrun = 0x400,
  /** No byte: the line was low for as long as one. */
  Break = 0x800,
}

/** How a byte is framed: `UartFrame.EvenParity | UartFrame.TwoStopBits`. */
export declare enum UartFrame {
  /** Eight data bits, no parity, one stop bit, as nearly all have it. */
  Usual = 0,
  /** A parity bit that makes the number of ones even. */
  EvenParity = 1,
  /** A parity bit that makes the number of ones odd. */
  OddParity = 2,
  TwoStopBits = 4,
  SevenBits = 8,
}

/**
 * Ready when all is sent. Begin it with `Uart.flush`.
 *
 * **Cancel safety:** cancel safe. What is being sent goes on.
 */
export declare class UartFlush extends UartWait<void> {
  begin(uart: Uart): UartFlush;
  poll(): bool;
  drop(): void;
}

/**
 * A wait for a byte; its output is the byte. Begin it with `Uart.read`.
 *
 * **Cancel safety:** cancel safe. The byte is taken in the poll that says ready; a wait dropped before that
 * leaves it to the next.
 */
export declare class UartRead extends UartWait<u8> {
  begin(uart: Uart): UartRead;
  /** Bytes have no end. */
  get hasValue(): bool;
  poll(): bool;
  output(): u8;
  /** What was wrong with the byte, a set of `UartFlag`; 0 if nothing. */
  get flags(): i32;
  drop(): void;
}

/**
 * A wait for bytes; its output is how many were taken. Begin it with `Uart.readInto`.
 *
 * **Cancel safety:** cancel safe. Bytes are taken in the poll that says ready.
 */
export declare class UartReadInto extends UartWait<u32> {
  /** Bytes that were taken. */
  count: u32;
  /** What was wrong with any of the bytes, a set of `UartFlag`; 0 if nothing. */
  flags: i32;
  begin(uart: Uart, address: usize, most: u32): UartReadInto;
  poll(): bool;
  output(): u32;
  drop(): void;
}

/**
 * A wait for bytes up to a certain one; its output is how many are kept. Begin it with `Uart.readUntil`.
 *
 * **Cancel safety:** restarts: bytes that it has taken lie in the buffer, and `count` tells how many. Those it
 * has not taken stay for the next.
 */
export declare class UartReadUntil extends UartWait<u32> {
  /** Bytes that are kept so far. */
  count: u32;
  /** What was wrong with any of the bytes, a set of `UartFlag`; 0 if nothing. */
  flags: i32;
  /** Whether there were more bytes than the buffer keeps. */
  isCut: bool;
  begin(uart: Uart, end: u8, address: usize, most: u32): UartReadUntil;
  poll(): bool;
  output(): u32;
  drop(): void;
}

/** The base of all waits at a serial port: first come, first served. */
export declare abstract class UartWait<T> extends Waiting<T> {
  uart: Uart;
  start(uart: Uart): void;
  /** Whether nobody has waited longer. */
  isNext(list: WaitList): bool;
  wait(list: WaitList): bool;
  /** Its turn is over: the next one looks for itself. */
  leave(list: WaitList): bool;
}

/**
 * Ready when all its bytes are in the buffer of what is to be sent. Begin it with `Uart.write`, `writeAll` or
 * `print`.
 *
 * **Cancel safety:** restarts: bytes that went in before it was dropped will be sent, and `written` tells how
 * many.
 */
export declare class UartWrite extends UartWait<void> {
  /** Bytes that are in so far. */
  written: u32;
  begin(uart: Uart, address: usize, count: u32, step: u8): UartWrite;
  one(uart: Uart, byte: u8): UartWrite;
  poll(): bool;
  drop(): void;
}

/**
 * Says that its task goes on: `guard.checkIn()`. Begin it with `Watchdog.watch`. 24 bytes, in the frame of the
 * task.
 */
export declare class WatchGuard {
  begin(limit: Duration): WatchGuard;
  /** The task has made progress. */
  checkIn(): void;
  /** Watches the task no longer. */
  drop(): void;
}

/** Resets the board when a task hangs: `const watchdog = Watchdog.start(seconds(2))`. 24 bytes, of all together. */
export declare class Watchdog {
  /**
   * Starts it. Nothing can stop it but a reset.
   * @param timeout without a turn, or with a task that is late, until the reset. A chip may be able to do less than
   *   that, such as 8 s.
   */
  static start(timeout: Duration): Watchdog;
  /**
   * Watches the task that calls it: it has to check in at least every `limit`, from now on. The limit may be longer
   * than the timeout. When the guard's block ends, or the task is aborted, the task is no longer watched.
   */
  watch(limit: Duration): WatchGuard;
  /** The same, in memory that the caller gives: for futures written by hand. */
  watch(place: WatchGuard, limit: Duration): WatchGuard;
}

export {};
