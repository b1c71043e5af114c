/**
 * What TypeScript has to know of firmware before any import: AssemblyScript's types and functions, the
 * decorators of Wakeful, and what `async`, `await` and `for await` mean here.
 */
/// <reference types="assemblyscript/std/assembly/index.d.ts" />

/**
 * What a call of an async function gives: it runs when it is awaited, or spawned if the function is a
 * `@task`. Until then nothing has happened.
 */
declare abstract class Promise<T> {
  /** Tells TypeScript what `await` gives. Firmware has no `then`. */
  protected then(done: (value: T) => unknown): void;
}

/** What `await` gives. */
type Awaited<T> =
  T extends Promise<infer V> ? V : T extends import("wakeful").Future<infer V> ? V : T;

interface SymbolConstructor {
  readonly asyncIterator: unique symbol;
}

interface AsyncIterator<T, _Return = unknown, _Next = unknown> {
  next(): Promise<T>;
}

/**
 * Streams are known by their `next()`, which TypeScript does not ask for: it lets every object be one,
 * and the build tells which is none.
 */
interface Object {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- of no type that TypeScript can find
  [Symbol.asyncIterator](): AsyncIterator<any>;
}

/** A class that can be a task. */
type TaskClass = abstract new (...args: never) => import("wakeful").Future<unknown>;

interface TaskOptions {
  /** How many of it can run at once; 1 if not given. A whole number, written in place. */
  pool?: i32;
  /** Whose turn comes first in a round: 0 is the lowest, as if not given, 7 the highest. */
  priority?: i32;
}

/**
 * Gives an async function, or a class that extends `Future`, memory of its own to run in. It is
 * started with `spawn`.
 */
declare function task(future: TaskClass): void;
declare function task(options: TaskOptions): (future: TaskClass) => void;

/**
 * Lays an `@unmanaged` object inside this one, as a part of it: `@embed private nap: Sleep`. It takes
 * its bytes here and never moves. It is zero when its owner is claimed.
 */
declare function embed(owner: object, field: string): void;
