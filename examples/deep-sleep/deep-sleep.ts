/**
 * Wakes each minute, flashes, and sleeps again; a button wakes it as well. What it teaches: waking is a reset, so
 * what has to be known the next time is kept outside of RAM.
 */
import {
  Calendar,
  deepSleep,
  Input,
  Kept,
  Level,
  log,
  millis,
  Output,
  Power,
  Pull,
  ResetCause,
  Rtc,
  seconds,
  sleep,
  spawn,
  wakeOn,
} from "wakeful";

const wakes = Kept.at(0);
const presses = Kept.at(1);

@task
async function flash(): Promise<void> {
  if (Power.cause == ResetCause.WakeTimer) wakes.value += 1;
  if (Power.cause == ResetCause.WakePin) presses.value += 1;
  log("{} minutes, {} presses", wakes.value, presses.value);
  if (Rtc.isSet) {
    const time = Calendar.of(Rtc.now());
    log("it is {}:{}", time.hour, time.minute);
  }
  const led = Output.at(13, Level.High);
  await sleep(millis(100));
  led.low();
  const button = Input.at(4, Pull.Up);
  // A finger that is still there would wake it at once, and so would the last bounce.
  do {
    await button.high();
    await sleep(millis(20));
  } while (button.read() == Level.Low);
  wakeOn(4, Level.Low);
  await deepSleep(seconds(60));
}

export function main(): void {
  spawn(flash());
}
