import { millis, Output, sleep, spawn } from "wakeful";

@task({ pool: 2 })
async function blink(pin: u8, period: u32): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    led.toggle();
    await sleep(millis(period));
  }
}

export function main(): void {
  spawn(blink(13, 500));
  spawn(blink(12, 300));
}
