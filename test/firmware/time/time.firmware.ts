/** Tasks that wait for times and ticks; the host cuts them off, and is late. */
import { MissedTick, select, sleep, sleepUntil, spawn, Ticker, timeout, timeoutAt } from "wakeful";
import { linkedTimers, queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "../sync/gate.firmware";
export { abort, open } from "../sync/gate.firmware";

declare function told(id: u32, what: i32, more: u32): void;

/** Tells 1 when it has slept, 0 when it was cut off. */
@task({ pool: 64 })
async function naps(id: u32, span: u64, isPoint: bool): Promise<void> {
  if (isPoint) told(id, await select(Gate.of(id), sleepUntil(span)), 0);
  else told(id, await select(Gate.of(id), sleep(span)), 0);
}

/** Tells whether its gate was opened in time. */
@task({ pool: 64 })
async function hurries(id: u32, span: u64, isPoint: bool): Promise<void> {
  if (isPoint) told(id, <i32>await timeoutAt(Gate.of(id), span), 1);
  else told(id, <i32>await timeout(Gate.of(id), span), 1);
}

/**
 * Tells each tick and what was missed before. One that waits does so for its gate after each, and its
 * second gate cuts off the wait for a tick; the other one has one future for all ticks.
 */
@task({ pool: 64 })
async function ticks(id: u32, period: u64, policy: i32, waits: bool): Promise<void> {
  const beat = Ticker.every(period, policy as MissedTick);
  if (!waits) {
    for await (const missed of beat) told(id, <i32>missed, 3);
  }
  while (true) {
    const tick = beat.next();
    if ((await select(Gate.of(id + 8), tick)) == 0) told(id, 0, 2);
    else {
      told(id, <i32>await tick, 3);
      await Gate.of(id);
    }
  }
}

export function spawnNaps(id: u32, span: u64, isPoint: bool): usize {
  return changetype<usize>(spawn(naps(id, span, isPoint)));
}

export function spawnHurries(id: u32, span: u64, isPoint: bool): usize {
  return changetype<usize>(spawn(hurries(id, span, isPoint)));
}

export function spawnTicks(id: u32, period: u64, policy: i32, waits: bool): usize {
  return changetype<usize>(spawn(ticks(id, period, policy, waits)));
}

export function leftovers(): u32 {
  return linkedTimers() + queuedTasks();
}

export function main(): void {}
