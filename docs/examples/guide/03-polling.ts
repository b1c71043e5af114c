import { Future, Input, log, Output, Pull, seconds, sleep, spawn } from "wakeful";

let rung = false;

@unmanaged
class Heard extends Future<void> {
  poll(): bool {
    log("polled, rung = {}", rung);
    return rung;
  }
}

function heard(place: Heard): Heard {
  return place;
}

function ring(): void {
  rung = true;
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
