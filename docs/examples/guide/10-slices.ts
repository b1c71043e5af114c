import { Background, log, millis, Output, sleep, spawn } from "wakeful";

@task
async function blink(pin: u8, period: u32): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    await sleep(millis(period));
    led.toggle();
  }
}

const background = Background.create();

@task({ pool: 2 })
async function sum(id: u32): Promise<void> {
  let total: u64 = 0;
  for (let from: u32 = 0; from < 1_000_000; from += 10_000) {
    await background.slice();
    for (let n = from; n < from + 10_000; n++) total += n;
  }
  log("task {}: {}", id, total);
}

export function main(): void {
  spawn(blink(13, 10));
  spawn(sum(1));
  spawn(sum(2));
}
