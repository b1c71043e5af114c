import { log, millis, Mutex, sleep, spawn, Ticker, Watch } from "wakeful";

const level = Watch.create<u16>();
const bus = Mutex.create<u32>();

/** Reads a sensor every 100 ms, over a bus that others use, too. */
@task
async function measure(): Promise<void> {
  const beat = Ticker.every(millis(100));
  for await (const missed of beat) {
    if (missed) log("{} measurements missed", missed);
    const transfers = bus.lock();
    await transfers;
    await sleep(millis(5));
    transfers.value += 1;
    level.value = <u16>(transfers.value * 10);
  }
}

/** Sees the latest level, however long it takes to show one. */
@task
async function show(): Promise<void> {
  const mine = level.subscribe();
  for await (const value of mine) {
    log("level {}", value);
    await sleep(millis(250));
  }
}

export function main(): void {
  spawn(measure());
  spawn(show());
}
