/** Cuts each awaitable off at each instant, in each way, and asks the executor what is left of it. */
import {
  Channel,
  Input,
  join,
  JoinHandle,
  log,
  micros,
  now,
  Pull,
  select,
  selectFair,
  sleep,
  sleepUntil,
  spawn,
  timeout,
  timeoutAt,
  WaitList,
  yieldNow,
} from "wakeful";
import { linkedTimers, queuedTasks } from "wakeful/firmware/executor/audit";

/** Kinds of victim, in the order of `victim`. */
const KINDS: i32 = 23;

/** Instants at which each is cut off, in microseconds. */
const INSTANTS: i32 = 14;

const empty = Channel.create<i32>(1);
const full = Channel.create<i32>(1);
const never = Channel.create<i32>(1);
const shared = Input.at(4, Pull.Up);

@task
async function lasting(): Promise<i32> {
  return await never.receive();
}

let handle: JoinHandle<i32> = changetype<JoinHandle<i32>>(0);

async function inner(n: i32): Promise<i32> {
  await sleep(micros(3));
  const value = empty.receive();
  await select(value, sleep(micros(3)));
  await yieldNow();
  return n;
}

async function victim(kind: i32): Promise<void> {
  switch (kind) {
    case 0:
      await sleep(micros(10));
      break;
    case 1:
      await sleepUntil(now() + 10);
      break;
    case 2:
      for (let i = 0; i < 20; i++) await yieldNow();
      break;
    case 3:
      await shared.risingEdge();
      break;
    case 4:
      await shared.fallingEdge();
      break;
    case 5:
      await shared.anyEdge();
      break;
    case 6:
      await shared.low();
      break;
    case 7: {
      const own = Input.at(5, Pull.Down);
      await own.high();
      break;
    }
    case 8:
      await full.send(1);
      break;
    case 9:
      await empty.receive();
      break;
    case 10:
      await handle.join();
      break;
    case 11:
      await inner(1);
      await inner(2);
      break;
    case 12:
      await select(sleep(micros(10)), empty.receive(), full.send(2), shared.anyEdge(), inner(1));
      break;
    case 13:
      while (true) await selectFair(sleep(micros(2)), empty.receive(), inner(1), sleep(micros(1)));
    case 14:
      await join(sleep(micros(2)), empty.receive(), full.send(3), inner(1), handle.join());
      break;
    case 15:
      await timeout(empty.receive(), micros(10));
      break;
    case 16:
      while (await timeoutAt(inner(3), now() + 5)) await sleep(micros(1));
      break;
    case 17: {
      const first = inner(1);
      const second = full.send(4);
      const end = handle.join();
      await select(first, second, end, sleep(micros(4)));
      await sleep(micros(2));
      await select(end, first);
      await second;
      break;
    }
    case 18:
      for await (const value of empty) log("{}", value);
      break;
    case 19:
      while (true) {
        const own = Input.at(6);
        await timeout(own.anyEdge(), micros(2));
        if (await timeout(join(inner(1), inner(2)), micros(4))) return;
      }
    case 20: {
      const both = join(inner(1), shared.anyEdge());
      await timeout(both, micros(5));
      await timeout(both, micros(5));
      break;
    }
    case 21:
      return deep(3);
    default: {
      const one = select(
        timeout(inner(1), micros(20)),
        join(full.send(5), select(empty.receive())),
      );
      await sleep(micros(2));
      await one;
    }
  }
}

async function deep(n: i32): Promise<void> {
  await deeper(n);
}

async function deeper(n: i32): Promise<void> {
  await timeout(deepest(n), micros(100));
}

async function deepest(n: i32): Promise<void> {
  const held = full.send(n);
  await sleep(micros(5));
  await select(held, shared.risingEdge());
}

@task({ pool: 4 })
async function doomed(kind: i32): Promise<void> {
  await victim(kind);
}

let checks: u32 = 0;

/** Whatever is still linked is left behind: only the watching task lives, and it is running. */
function audit(way: i32, kind: i32, at: i32): void {
  checks++;
  const timers = linkedTimers();
  const queued = queuedTasks();
  let waiters = 0;
  if (!empty.receivers.isEmpty) waiters++;
  if (!empty.senders.isEmpty) waiters++;
  if (!full.receivers.isEmpty) waiters++;
  if (!full.senders.isEmpty) waiters++;
  if (!shared.list.isEmpty) waiters++;
  if (!changetype<WaitList>(handle.task!.joiners).isEmpty) waiters++;
  // What is promised or kept for somebody who is gone would never be taken.
  const isSound = !empty.hasValue && empty.hasRoom && full.hasValue && !full.hasRoom;
  if (timers || queued || waiters || !isSound) {
    log("way {} kind {} at {}: left behind", way, kind, at);
    log("timers {} queued {} waiters {} sound {}", timers, queued, waiters, isSound);
  }
}

@task
async function watch(): Promise<void> {
  full.trySend(0);
  handle = spawn(lasting());
  await sleep(micros(1));
  for (let kind = 0; kind < KINDS; kind++) {
    for (let at = 0; at < INSTANTS; at++) {
      await select(victim(kind), sleep(micros(at)));
      audit(0, kind, at);
      await select(sleep(micros(at)), victim(kind));
      audit(1, kind, at);
      await timeout(victim(kind), micros(at));
      audit(2, kind, at);
      const aborted = spawn(doomed(kind));
      await sleep(micros(at));
      aborted.abort();
      audit(3, kind, at);
      {
        const held = victim(kind);
        await timeout(held, micros(at));
      }
      audit(4, kind, at);
      // A value that comes at the instant of the cut is granted to the victim, and must go back.
      const granted = spawn(doomed(kind));
      await sleep(micros(at));
      empty.trySend(7);
      granted.abort();
      if (empty.tryReceive(0) != 7) log("way 5 kind {} at {}: the value is lost", kind, at);
      audit(5, kind, at);
    }
  }
  log("{} checks", checks);
}

export function main(): void {
  spawn(watch());
}
