/** Tasks that follow a broadcast of three values, fast and slow ones, whose waits the host cuts off. */
import { Broadcast, select, spawn } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "./gate.firmware";
export { abort, open } from "./gate.firmware";

declare function told(id: u32, missed: u32, value: i32): void;

const news = Broadcast.create<u32>(3);

/** Gets a value each time its gate opens; its second gate cuts it off. Tells how many it is behind. */
@task({ pool: 64 })
async function dawdles(id: u32): Promise<void> {
  const mine = news.subscribe();
  while (true) {
    await Gate.of(id);
    const next = mine.next();
    if ((await select(Gate.of(id + 8), next)) == 0) {
      told(id, mine.behind, 0);
      continue;
    }
    if (!next.hasValue) break;
    const missed = next.missed;
    told(id, missed, <i32>await next);
  }
  told(id, 0, -1);
}

/** Gets every value at once. */
@task({ pool: 64 })
async function follows(id: u32): Promise<void> {
  const mine = news.subscribe();
  for await (const value of mine) told(id, mine.behind, <i32>value);
  told(id, 0, -1);
}

export function spawnDawdles(id: u32): usize {
  return changetype<usize>(spawn(dawdles(id)));
}

export function spawnFollows(id: u32): usize {
  return changetype<usize>(spawn(follows(id)));
}

export function publish(value: u32): void {
  news.publish(value);
}

export function close(): void {
  news.close();
}

export function leftovers(): u32 {
  return <u32>!news.waiting.isEmpty + queuedTasks();
}

export function main(): void {}
