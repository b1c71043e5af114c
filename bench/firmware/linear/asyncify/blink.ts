/** The two-LED blink: `sleep` returns when the time is over. */
import { millis } from "../../../../firmware/time/duration";
import { Output } from "../../../../hal/drivers/output";
import { sleep, spawn } from "./runtime";

/** What a task runs. */
export function task(pin: u32, period: u32): void {
  const led = Output.at(<u8>pin);
  while (true) {
    led.toggle();
    sleep(millis(period));
  }
}

export function main(): void {
  spawn(13, 500);
  spawn(12, 300);
}
