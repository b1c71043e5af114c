/** As cancel.firmware.ts, for what tasks wait for at primitives, tickers, streams and drivers. */
import {
  Actor,
  Background,
  Barrier,
  Broadcast,
  Button,
  Channel,
  debounce,
  Encoder,
  filter,
  Input,
  JoinSet,
  log,
  merge,
  micros,
  Mutex,
  Notify,
  OnceCell,
  Oneshot,
  Pipe,
  Pull,
  RwLock,
  seconds,
  select,
  Semaphore,
  Signal,
  sleep,
  spawn,
  throttle,
  Ticker,
  timeout,
  WaitList,
  Watch,
} from "wakeful";
import { linkedTimers, queuedTasks } from "wakeful/firmware/executor/audit";

const KINDS: i32 = 29;
const INSTANTS: i32 = 8;

const signal = Signal.create<i32>();
const notify = Notify.create();
const oneshot = Oneshot.create<i32>();
const broadcast = Broadcast.create<i32>(2);
const watched = Watch.create<i32>();
const taken = Mutex.create<i32>();
const free = Mutex.create<i32>();
const written = RwLock.create<i32>();
const open = RwLock.create<i32>();
const none = Semaphore.create(0);
const some = Semaphore.create(2);
const barrier = Barrier.create(3);
const cell = OnceCell.create<i32>();
const unset = OnceCell.create<i32>();
const emptyPipe = Pipe.create(4);
const fullPipe = Pipe.create(2);
const actor = Actor.create<i32, i32>();
const background = Background.create();
const jobs = JoinSet.create<i32>(2);
const left = Channel.create<i32>(1);
const right = Channel.create<i32>(1);
const full = Channel.create<i32>(1);
const bytes = memory.data(8, 4);
const input = Input.at(4, Pull.Up);
const button = Button.at(5, Pull.Up, micros(2));
const knob = Encoder.at(2, 3);

function isOdd(value: i32): bool {
  return (value & 1) == 1;
}

@task
async function lasting(): Promise<i32> {
  return await left.receive();
}

/** Holds for ever what victims wait for. */
@task
async function holder(): Promise<void> {
  await taken.lock();
  await written.write();
  await cell.claim();
  await left.receive();
}

async function victim(kind: i32): Promise<void> {
  switch (kind) {
    case 0:
      await signal.wait();
      break;
    case 1:
      await notify.notified();
      break;
    case 2:
      await oneshot.receive();
      break;
    case 3: {
      const mine = broadcast.subscribe();
      await mine.next();
      break;
    }
    case 4: {
      const mine = watched.subscribe();
      await mine.next();
      break;
    }
    case 5:
      await taken.lock();
      break;
    case 6: {
      await free.lock();
      await sleep(micros(5));
      break;
    }
    case 7:
      await written.read();
      break;
    case 8:
      await written.write();
      break;
    case 9: {
      await open.read();
      await sleep(micros(3));
      await select(open.write(), sleep(micros(3)));
      break;
    }
    case 10:
      await none.acquire();
      break;
    case 11: {
      await some.acquire();
      await select(some.acquire(2), sleep(micros(4)));
      break;
    }
    case 12:
      await barrier.wait();
      break;
    case 13:
      await cell.get();
      break;
    case 14: {
      await unset.claim();
      await sleep(micros(4));
      break;
    }
    case 15:
      await emptyPipe.read(bytes, 4);
      break;
    case 16:
      await fullPipe.write(bytes, 2);
      break;
    case 17:
      await actor.ask(1);
      break;
    case 18:
      await actor.next();
      break;
    case 19:
      for (let i = 0; i < 4; i++) {
        await background.slice();
        await sleep(micros(1));
      }
      break;
    case 20:
      await jobs.next();
      break;
    case 21: {
      const beat = Ticker.every(micros(3));
      for (let i = 0; i < 4; i++) await beat.next();
      break;
    }
    case 22: {
      // The test holds it down.
      const held = button.held(seconds(100));
      const clicks = button.clicked(micros(4));
      await select(button.pressed(), held, clicks, button.released());
      break;
    }
    case 23:
      await knob.turned();
      break;
    case 24:
      for await (const level of input) log("{}", level);
      break;
    case 25: {
      const values = right.receive();
      const odd = filter(values, isOdd);
      const slow = throttle(odd, micros(3));
      await select(slow, sleep(micros(9)));
      break;
    }
    case 26: {
      const edges = input.edges();
      const calm = debounce(edges, micros(5));
      const value = await select(calm, sleep(micros(6)));
      break;
    }
    case 27: {
      const a = right.receive();
      const b = left.receive();
      const both = merge(a, b);
      for await (const value of both) log("{}", value);
      break;
    }
    default: {
      const place = full.reserve();
      await place;
      await sleep(micros(3));
      await select(full.send(1), sleep(micros(3)));
    }
  }
}

@task({ pool: 2 })
async function doomed(kind: i32): Promise<void> {
  await victim(kind);
}

let checks: u32 = 0;

function count(list: WaitList): u32 {
  let found: u32 = 0;
  for (let node = list.first; node; node = list.after(node)) found++;
  return found;
}

/** All lists of waiters: those of the holder and of the lasting task stay as they are. */
function waiters(): u32 {
  return (
    count(signal.waiting) +
    count(notify.waiting) +
    count(oneshot.waiting) +
    count(broadcast.waiting) +
    count(watched.waiting) +
    count(taken.waiting) +
    count(free.waiting) +
    count(written.waiting) +
    count(open.waiting) +
    count(none.waiting) +
    count(some.waiting) +
    count(barrier.waiting) +
    count(cell.waiting) +
    count(unset.waiting) +
    count(background.waiting) +
    count(jobs.waiting) +
    count(left.receivers) +
    count(right.receivers) +
    count(full.senders) +
    count(input.list) +
    count(button.list) +
    count(knob.list)
  );
}

let before: u32 = 0;

function audit(way: i32, kind: i32, at: i32): void {
  checks++;
  const linked = waiters();
  // What was locked, acquired, claimed or kept for somebody is free again.
  const isSound =
    free.tryLock() && some.available == 2 && full.hasRoom && jobs.length == 1 && !unset.isSet;
  if (isSound) free.unlock();
  if (linkedTimers() || queuedTasks() || linked != before || !isSound) {
    log("way {} kind {} at {}: left behind", way, kind, at);
    log(
      "timers {} queued {} waiters {} sound {}",
      linkedTimers(),
      queuedTasks(),
      linked - before,
      isSound,
    );
  }
}

@task
async function watch(): Promise<void> {
  spawn(holder());
  jobs.add(spawn(lasting()));
  await sleep(micros(30));
  before = waiters();
  for (let kind = 0; kind < KINDS; kind++) {
    for (let at = 0; at < INSTANTS; at++) {
      await select(victim(kind), sleep(micros(at)));
      audit(0, kind, at);
      await timeout(victim(kind), micros(at));
      audit(1, kind, at);
      const aborted = spawn(doomed(kind));
      const other = spawn(doomed(kind));
      await sleep(micros(at));
      aborted.abort();
      other.abort();
      audit(2, kind, at);
      await sleep(micros(1));
      {
        const held = victim(kind);
        await timeout(held, micros(at));
      }
      audit(3, kind, at);
    }
  }
  log("{} checks", checks);
}

export function main(): void {
  spawn(watch());
}
