import { Input, Level, millis, Output, Pull, seconds, sleep, spawn } from "wakeful";

@task
async function blink(pin: u8, period: u32): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    await sleep(millis(period));
    led.toggle();
  }
}

@task
async function follow(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  await sleep(seconds(1));
  while (button.read() == Level.High) continue;
  Output.at(11).high();
}

export function main(): void {
  spawn(blink(13, 300));
  spawn(follow());
}
