/** Twenty LEDs that toggle every 500 µs, each in a task of its own: 40,000 edges a second. */
import { micros, Output, sleep, spawn } from "wakeful";

@task({ pool: 20 })
async function toggle(pin: u8): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    led.toggle();
    await sleep(micros(500));
  }
}

export function main(): void {
  for (let pin: u8 = 2; pin < 22; pin++) spawn(toggle(pin));
}
