/** After each edge of pin 2, LED 13 is on for 25 ms, counted from when the task looks; another edge puts it out. */
import { Input, millis, Output, Pull, spawn, timeout } from "wakeful";

@task
async function flash(): Promise<void> {
  const led = Output.at(13);
  const input = Input.at(2, Pull.Up);
  while (true) {
    await input.anyEdge();
    led.high();
    await timeout(input.anyEdge(), millis(25));
    led.low();
  }
}

export function main(): void {
  spawn(flash());
}
