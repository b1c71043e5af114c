import { Future, Input, log, Output, Pull, seconds, sleep, spawn, Waker } from "wakeful";

let rung = false;
let waiting: Waker | null = null;

@unmanaged
class Heard extends Future<void> {
  poll(): bool {
    log("polled, rung = {}", rung);
    waiting = Waker.current();
    return rung;
  }
}

function heard(place: Heard): Heard {
  return place;
}

function ring(): void {
  rung = true;
  const asker = waiting;
  if (asker) asker.wake();
}

@task
async function host(): Promise<void> {
  const lamp = Output.at(11);
  await sleep(seconds(1));
  await heard();
  lamp.high();
}

@task
async function visitor(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  await button.fallingEdge();
  log("ding dong");
  ring();
}

export function main(): void {
  spawn(host());
  spawn(visitor());
}
