/**
 * How the library's futures lie in memory, for hosts that look into it: what a task waits for, and who holds
 * what. By class name; the layouts are those of firmware/executor/wait-list.ts and firmware/time/sleep.ts.
 */

/** A node in a list of those who wait, at the start of most futures. */
export const WaitNode = {
  nextOffset: 0,
  /** Behind the node's link; what became of it, once it is not linked. */
  prevOffset: 4,
  bytes: 12,
  granted: 1,
} as const;

/** A node in the queue of timers, at the start of what waits for a time. */
export const TimerNode = {
  deadlineOffset: 0,
  /** Above `due` while it is in the queue. */
  nextOffset: 12,
  bytes: 24,
  due: 1,
} as const;

export interface FutureLayout {
  /** Where the node of a list lies; missing if it has none. */
  readonly node?: number;
  /** Whether it begins with a timer. */
  readonly timer?: boolean;
  /** Where the address of the object lies at which it waits. */
  readonly object?: number;
  /** In that object, where the address of another lies that is meant. */
  readonly source?: number;
  /** In that object, where the number of a pin lies. */
  readonly pin?: number;
  /** Whether it holds the object from the grant until it is dropped. */
  readonly holds?: boolean;
  /** The class of the object. */
  readonly of?: string;
  /** What it waits for, before the object's name. */
  readonly what: string;
}

/** A future that waits in a list of an object, which it has the address of behind its node. */
export const waits = (
  of: string,
  what: string,
  more: Partial<FutureLayout> = {},
): FutureLayout => ({
  node: 0,
  object: 12,
  of,
  what,
  ...more,
});

/** Of those that need no board, by the name of the future's class. Drivers' stand in `peripherals/`. */
export const ownLayouts: Readonly<Record<string, FutureLayout>> = {
  Sleep: { timer: true, what: "" },
  Tick: { timer: true, what: "" },
  Lock: waits("Mutex", "the lock", { holds: true }),
  Access: waits("RwLock", "the lock", { holds: true }),
  Acquire: waits("Semaphore", "permits of", { holds: true }),
  Reserve: waits("Channel", "room in"),
  Claim: waits("OnceCell", "its turn at"),
  Wait: waits("Signal", "a value of"),
  Notified: waits("Notify", "a notification of"),
  Receive: waits("Channel", "a value of"),
  Send: waits("Channel", "room in"),
  Changed: waits("Watch", "a change of", { source: 0 }),
  Published: waits("Broadcast", "a value of", { source: 0 }),
  Arrive: waits("Barrier", "the others at"),
  WhenSet: waits("OnceCell", "the value of"),
  Answered: waits("Oneshot", "the value of"),
  PipeRead: waits("Pipe", "bytes of"),
  PipeWrite: waits("Pipe", "room in"),
  Ask: waits("Actor", "the answer of"),
  Question: waits("Actor", "a question to"),
  Joined: waits("JoinSet", "the end of a task of"),
  Join: { node: 0, what: "the end of a task" },
};
