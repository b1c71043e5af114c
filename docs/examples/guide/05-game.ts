import { Input, log, millis, now, Output, Pull, sleep, spawn } from "wakeful";

@task({ pool: 2 })
async function blink(pin: u8, period: u32): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    await sleep(millis(period));
    led.toggle();
  }
}

async function press(button: Input): Promise<void> {
  await button.fallingEdge();
  await sleep(millis(20));
  await button.high();
  await sleep(millis(20));
  button.clear();
}

/** The milliseconds that three presses took. */
@task
async function player(): Promise<u32> {
  const button = Input.at(4, Pull.Up);
  const begin = now();
  for (let i = 0; i < 3; i++) await press(button);
  return <u32>((now() - begin) / 1000);
}

@task
async function game(): Promise<void> {
  const lights = spawn(blink(13, 100));
  const three = spawn(player());
  log("three presses took {} ms", await three.join());
  lights.abort();
}

export function main(): void {
  spawn(game());
}
