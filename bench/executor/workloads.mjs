// The firmwares that measure the executor, and how each is driven. A row of the table counts one operation: a poll
// of a task that yields, a round trip, an expiry. Where it depends on the executor how many a turn does, the firmware
// says DONE at each: a copy of it that toggles a pin there tells how many there are in a turn.

const GPIO = 1 << 16;

/** Each of so many pins has a task that waits for its edges. */
const PINS = 10;

/**
 * @typedef {object} Board what a workload drives: see board.mjs.
 * @property {{ poll(): bigint, raise(source: number, value: number, time: bigint): void }} exports
 * @property {bigint} now
 *
 * @typedef {object} Workload
 * @property {string} name a word, for the list of pinned counts.
 * @property {string} what
 * @property {string} text the firmware.
 * @property {number} [memoryLimit] bytes, if it needs more than the compiler allows otherwise.
 * @property {number} [perTurn] operations a turn, if it is known; 1 if it is not said.
 * @property {(board: Board, turns: number) => number | void} drive takes so many turns. It gives how many operations
 *   they were, or nothing if the firmware says DONE.
 */

function poll({ exports }, turns) {
  for (let i = 0; i < turns; i++) exports.poll();
}

/** Each poll is a round in which each of `n` tasks is polled once. */
export function yields(n) {
  return {
    name: `yield-${n}`,
    what: `yield, N = ${n}`,
    perTurn: n,
    text: `import { spawn, yieldNow } from "wakeful";
@task({ pool: ${n} })
async function turn(): Promise<void> {
  while (true) await yieldNow();
}
export function main(): void {
  for (let i = 0; i < ${n}; i++) spawn(turn());
}`,
    drive(board, turns) {
      const rounds = Math.ceil(turns / n);
      poll(board, rounds);
      return rounds * n;
    },
  };
}

/** Two tasks hand a value to and fro. */
export const pingPong = {
  name: "ping-pong",
  what: "ping-pong over a signal, a round trip",
  perTurn: 0.5,
  text: `import { Signal, spawn } from "wakeful";
const ping = Signal.create<u32>();
const pong = Signal.create<u32>();
@task
async function serve(): Promise<void> {
  while (true) pong.signal(await ping.wait());
}
@task
async function ask(): Promise<void> {
  for (let i: u32 = 0; ; i++) {
    ping.signal(i);
    await pong.wait();
  }
}
export function main(): void {
  spawn(serve());
  spawn(ask());
}`,
  drive(board, turns) {
    poll(board, 2 * turns);
    return turns;
  },
};

/** One of ten tasks is woken by an edge at its pin. */
export const interrupts = {
  name: "interrupt",
  what: `interrupt and poll, one of ${PINS} waiters`,
  text: `import { Input, Pull, spawn } from "wakeful";
@task({ pool: ${PINS} })
async function watch(pin: u8): Promise<void> {
  const input = Input.at(pin, Pull.Up);
  while (true) await input.anyEdge();
}
export function main(): void {
  for (let pin: u8 = 0; pin < ${PINS}; pin++) spawn(watch(pin));
}`,
  drive({ exports }, turns) {
    let pin = 0;
    let level = 0;
    for (let i = 0; i < turns; i++) {
      exports.raise(GPIO | pin, level, 0n);
      exports.poll();
      if (++pin === PINS) {
        pin = 0;
        level ^= 1;
      }
    }
    return turns;
  },
};

/** `n` tasks asleep, no two of them for the same span; time goes from one deadline to the next. */
export function timers(n) {
  return {
    name: `timer-${n}`,
    what: `timer expiry, N = ${n}`,
    memoryLimit: Math.max(1 << 20, 64 * n),
    text: `import { micros, sleep, spawn } from "wakeful";
@task({ pool: ${n} })
async function nap(span: u32): Promise<void> {
  while (true) await sleep(micros(span));
}
export function main(): void {
  // Spans of 16 to 48 µs a task, in an order that is no order: hardly ever are two due at one time.
  let state: u32 = 12345;
  for (let i: u32 = 0; i < ${n}; i++) {
    state = state * 1664525 + 1013904223;
    spawn(nap(${16 * n} + <u32>((<u64>state * ${32 * n}) >> 32)));
  }
}`,
    drive(board, turns) {
      const { exports } = board;
      for (let i = 0; i < turns; i++) {
        const due = exports.poll();
        // 0: more is ready, at the same time.
        if (due > 0n) board.now = due;
      }
      return turns;
    },
  };
}

/** One task sends through a channel of eight, one receives. */
export const channel = {
  name: "channel",
  what: "channel of 8, a value sent and received",
  text: `import { Channel, spawn } from "wakeful";
const values = Channel.create<u32>(8);
@task
async function send(): Promise<void> {
  for (let i: u32 = 0; ; i++) await values.send(i);
}
@task
async function receive(): Promise<void> {
  while (true) {
    await values.receive();
    DONE;
  }
}
export function main(): void {
  spawn(send());
  spawn(receive());
}`,
  drive: poll,
};

/** Two tasks want a lock, and each holds it for a round. */
export const mutex = {
  name: "mutex",
  what: "mutex, handed from task to task",
  text: `import { Mutex, spawn, yieldNow } from "wakeful";
const lock = Mutex.create<u32>();
@task({ pool: 2 })
async function hold(): Promise<void> {
  while (true) {
    const held = lock.lock();
    await held;
    DONE;
    await yieldNow();
    held.unlock();
  }
}
export function main(): void {
  spawn(hold());
  spawn(hold());
}`,
  drive: poll,
};

/** A task joins a hundred others that end at once. */
export const joins = {
  name: "join-100",
  what: "spawn 100 tasks and join them, a task",
  text: `import { JoinSet, spawn } from "wakeful";
const set = JoinSet.create<u32>(100);
@task({ pool: 100 })
async function answer(i: u32): Promise<u32> {
  return i;
}
@task
async function ask(): Promise<void> {
  while (true) {
    for (let i: u32 = 0; i < 100; i++) set.add(spawn(answer(i)));
    for await (const each of set) {
      if (each < 100) DONE;
    }
  }
}
export function main(): void {
  spawn(ask());
}`,
  drive: poll,
};

/** A task is spawned, runs to its end and gives its slot back. */
export const spawns = {
  name: "spawn",
  what: "spawn and finish",
  text: `import { spawn, yieldNow } from "wakeful";
@task
async function work(): Promise<void> {
  DONE;
}
@task
async function make(): Promise<void> {
  while (true) {
    spawn(work());
    await yieldNow();
  }
}
export function main(): void {
  spawn(make());
}`,
  drive: poll,
};

/** A task is spawned, begins to sleep, and is aborted. */
export const aborts = {
  name: "abort",
  what: "spawn, sleep and abort",
  text: `import { seconds, sleep, spawn, yieldNow } from "wakeful";
@task
async function rest(): Promise<void> {
  await sleep(seconds(1));
}
@task
async function make(): Promise<void> {
  while (true) {
    const handle = spawn(rest());
    await yieldNow();
    handle.abort();
    DONE;
  }
}
export function main(): void {
  spawn(make());
}`,
  drive: poll,
};

/** All that is pinned. */
export const workloads = [
  ...[1, 10, 100, 1000].map(yields),
  pingPong,
  interrupts,
  ...[10, 100, 1000, 10_000].map(timers),
  channel,
  mutex,
  joins,
  spawns,
  aborts,
];

/** The firmware as it is measured. */
export function plain({ text }) {
  return text.replaceAll("DONE;", ";");
}

/** The firmware that toggles pin 0 at each operation; undefined if it counts none. */
export function counted({ text }) {
  if (!text.includes("DONE;")) return undefined;
  return text
    .replace("import { ", "import { Output, ")
    .replaceAll("DONE;", "Output.at(0).toggle();");
}
