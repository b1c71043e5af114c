/** LED 13 goes on at 20 ms, and at 40 ms the firmware gives up. */
import { log, millis, Output, sleepUntil, spawn } from "wakeful";

@task
async function fail(): Promise<void> {
  const led = Output.at(13);
  await sleepUntil(millis(20));
  led.high();
  await sleepUntil(millis(40));
  log("giving up");
  throw new Error("the sensor does not answer");
}

/** Would be on at 60 ms. */
@task
async function never(): Promise<void> {
  const led = Output.at(12);
  await sleepUntil(millis(60));
  led.high();
}

export function main(): void {
  spawn(fail());
  spawn(never());
}
