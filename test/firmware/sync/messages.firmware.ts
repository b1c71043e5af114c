/** Values that go from task to task, by tasks that the host starts and aborts. */
import {
  Actor,
  Broadcast,
  Channel,
  JoinHandle,
  Notify,
  Oneshot,
  Pipe,
  Reply,
  Signal,
  spawn,
  Watch,
} from "wakeful";
import { Gate, open } from "./gate.firmware";

declare function got(id: u32, value: i32): void;

@unmanaged
class Pair {
  a: u32;
  b: u64;
  c: u8;

  static of(place: Pair, n: u32): Pair {
    place.a = n;
    place.b = <u64>n * 3;
    place.c = <u8>n;
    return place;
  }

  get value(): u32 {
    assert(this.b == <u64>this.a * 3 && this.c == <u8>this.a, "a record came in pieces");
    return this.a;
  }
}

const pairs = Channel.create<Pair>(3);
const signal = Signal.create<Pair>();
const notify = Notify.create();
const news = Broadcast.create<Pair>(3);
const watch = Watch.create<Pair>();
const oneshot = Oneshot.create<u32>();
const actor = Actor.create<u32, Pair>();
const pipe = Pipe.create(5);
const scratch = changetype<Pair>(memory.data(24, 8));
const bytes = memory.data(64);
const into = memory.data(64);

@task({ pool: 10 })
async function receives(id: u32): Promise<void> {
  const next = pairs.receive();
  const pair = await next;
  got(id, next.hasValue ? <i32>pair.value : -1);
}

@task({ pool: 10 })
async function sends(id: u32, value: u32): Promise<void> {
  const pair = Pair.of(value);
  got(id, (await pairs.send(pair)) ? <i32>value : -1);
}

@task({ pool: 10 })
async function reserves(id: u32, value: u32): Promise<void> {
  const place = pairs.reserve();
  if (!(await place)) {
    got(id, -1);
    return;
  }
  await Gate.of(id);
  const pair = Pair.of(value);
  assert(place.send(pair), "a kept place was gone");
  assert(!place.send(pair), "a kept place was used twice");
  got(id, value);
}

@task({ pool: 10 })
async function waits(id: u32): Promise<void> {
  got(id, <i32>(await signal.wait()).value);
}

@task({ pool: 10 })
async function listens(id: u32): Promise<void> {
  await notify.notified();
  got(id, 0);
}

@task({ pool: 10 })
async function follows(id: u32): Promise<void> {
  const mine = news.subscribe();
  got(id, -1);
  while (true) {
    await Gate.of(id);
    const next = mine.next();
    const pair = await next;
    if (!next.hasValue) break;
    got(id, <i32>(next.missed * 1000 + pair.value));
  }
  got(id, -2);
}

@task({ pool: 10 })
async function watches(id: u32): Promise<void> {
  const mine = watch.subscribe();
  for await (const pair of mine) {
    got(id, <i32>pair.value);
    await Gate.of(id);
  }
}

@task
async function answers(): Promise<void> {
  for await (const question of actor) {
    await Gate.of(15);
    const pair = Pair.of(question + 100);
    actor.reply(pair);
  }
}

@task({ pool: 10 })
async function asks(id: u32, question: u32): Promise<void> {
  const answer = actor.ask(question);
  const pair = await answer;
  got(id, answer.hasValue ? <i32>pair.value : -1);
}

@task
async function receivesOne(id: u32): Promise<void> {
  const answer = oneshot.receive();
  const value = await answer;
  got(id, answer.hasValue ? <i32>value : -1);
}

@task({ pool: 10 })
async function writes(id: u32, count: u32): Promise<void> {
  const mine = bytes + <usize>id * 6;
  for (let i: u32 = 0; i < count; i++) store<u8>(mine + i, <u8>(id * 10 + i));
  got(id, <i32>await pipe.write(mine, count));
}

@task
async function reads(most: u32): Promise<void> {
  while (true) {
    const count = await pipe.read(into, most);
    if (count == 0) break;
    for (let i: u32 = 0; i < count; i++) got(99, load<u8>(into + i));
  }
  got(99, -1);
}

export function start1(kind: i32, id: u32, value: u32): usize {
  switch (kind) {
    case 0:
      return changetype<usize>(spawn(receives(id)));
    case 1:
      return changetype<usize>(spawn(sends(id, value)));
    case 2:
      return changetype<usize>(spawn(reserves(id, value)));
    case 3:
      return changetype<usize>(spawn(waits(id)));
    case 4:
      return changetype<usize>(spawn(listens(id)));
    case 5:
      return changetype<usize>(spawn(follows(id)));
    case 6:
      return changetype<usize>(spawn(watches(id)));
    case 7:
      return changetype<usize>(spawn(asks(id, value)));
    case 8:
      return changetype<usize>(spawn(receivesOne(id)));
    case 9:
      return changetype<usize>(spawn(writes(id, value)));
    case 10:
      return changetype<usize>(spawn(reads(value)));
    default:
      return changetype<usize>(spawn(answers()));
  }
}

export function go(id: u32): void {
  open(id);
}

export function abort(handle: usize): void {
  changetype<JoinHandle<void>>(handle).abort();
}

function filled(value: u32): Pair {
  return Pair.of(scratch, value);
}

export function signalWith(value: u32): void {
  signal.signal(filled(value));
}

export function resetSignal(): void {
  signal.reset();
}

export function tryTake(): i32 {
  return signal.hasValue ? <i32>signal.tryTake(scratch).value : -1;
}

export function notifyOne(): void {
  notify.notifyOne();
}

export function notifyAll(): void {
  notify.notifyAll();
}

export function publish(value: u32): void {
  news.publish(filled(value));
}

export function closeNews(): void {
  news.close();
}

export function setWatch(value: u32): void {
  watch.value = filled(value);
}

export function openOneshot(): usize {
  return changetype<usize>(oneshot.open());
}

export function reply(handle: usize, value: u32): bool {
  return changetype<Reply<u32>>(handle).send(value);
}

export function closeReply(handle: usize): void {
  changetype<Reply<u32>>(handle).close();
}

export function closeActor(): void {
  actor.close();
}

export function closePipe(): void {
  pipe.close();
}

export function forceSend(value: u32): bool {
  return pairs.forceSend(filled(value));
}

export function tryReceive(): i32 {
  return pairs.hasValue ? <i32>pairs.tryReceive(scratch).value : -1;
}

export function clearPairs(): u32 {
  const before = pairs.length;
  pairs.clear();
  return before - pairs.length;
}

export function closePairs(): void {
  pairs.close();
}

export function lengthOfPairs(): u32 {
  return pairs.length;
}

export function lostPairs(): u32 {
  return pairs.lost;
}

export function main(): void {}
