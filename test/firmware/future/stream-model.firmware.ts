/** Streams of two channels that the host fills, whose waits it cuts off. */
import {
  Channel,
  debounce,
  Filter,
  filter,
  map,
  merge,
  Receive,
  select,
  spawn,
  take,
  throttle,
} from "wakeful";
import { linkedTimers, queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "../sync/gate.firmware";
export { abort, open } from "../sync/gate.firmware";

declare function told(id: u32, what: i32): void;

const left = Channel.create<u32>(4);
const right = Channel.create<u32>(4);

function isEven(value: u32): bool {
  return value % 2 == 0;
}

function raised(value: u32): u64 {
  return value + 1000;
}

/** Each tells its values, 0 for a wait that was cut off, -1 at the end; some wait for a gate after each. */
@task({ pool: 64 })
async function filters(id: u32, waits: bool): Promise<void> {
  const values = left.receive();
  const even = filter(values, isEven);
  const all = map<Filter<Receive<u32>>, u64>(even, raised);
  const some = take(all, 3);
  while (true) {
    const next = some.next();
    if ((await select(Gate.of(id + 8), next)) == 0) {
      told(id, 0);
      continue;
    }
    if (!next.hasValue) break;
    told(id, <i32>await next);
    if (waits) await Gate.of(id);
  }
  told(id, -1);
}

@task({ pool: 64 })
async function merges(id: u32, waits: bool): Promise<void> {
  const a = left.receive();
  const b = right.receive();
  const both = merge(a, b);
  while (true) {
    const next = both.next();
    if ((await select(Gate.of(id + 8), next)) == 0) {
      told(id, 0);
      continue;
    }
    if (!next.hasValue) break;
    told(id, <i32>await next);
    if (waits) await Gate.of(id);
  }
  told(id, -1);
}

@task({ pool: 64 })
async function throttles(id: u32, waits: bool): Promise<void> {
  const values = left.receive();
  const slow = throttle(values, 20);
  while (true) {
    const next = slow.next();
    if ((await select(Gate.of(id + 8), next)) == 0) {
      told(id, 0);
      continue;
    }
    if (!next.hasValue) break;
    told(id, <i32>await next);
    if (waits) await Gate.of(id);
  }
  told(id, -1);
}

@task({ pool: 64 })
async function debounces(id: u32, waits: bool): Promise<void> {
  const values = left.receive();
  const calm = debounce(values, 20);
  while (true) {
    const next = calm.next();
    if ((await select(Gate.of(id + 8), next)) == 0) {
      told(id, 0);
      continue;
    }
    if (!next.hasValue) break;
    told(id, <i32>await next);
    if (waits) await Gate.of(id);
  }
  told(id, -1);
}

export function spawnFollows(id: u32, kind: i32, waits: bool): usize {
  if (kind == 0) return changetype<usize>(spawn(filters(id, waits)));
  if (kind == 1) return changetype<usize>(spawn(merges(id, waits)));
  if (kind == 2) return changetype<usize>(spawn(throttles(id, waits)));
  return changetype<usize>(spawn(debounces(id, waits)));
}

export function send(isRight: bool, value: u32): bool {
  return (isRight ? right : left).trySend(value);
}

export function close(isRight: bool): void {
  (isRight ? right : left).close();
}

export function leftovers(): u32 {
  const lines = <u32>!left.receivers.isEmpty + <u32>!right.receivers.isEmpty;
  return lines + linkedTimers() + queuedTasks();
}

export function main(): void {}
