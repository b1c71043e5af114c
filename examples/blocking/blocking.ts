/**
 * An LED blinks while another task counts primes. The button "yields" counts in slices and gives way
 * after each: the LED keeps its time. "holds" counts without a pause, and all else stands still, because
 * nobody takes the processor away from a task. On a chip the LED would freeze until the count is done; the
 * simulator stops there and names the loop. It lets code take no time unless told: `--poll-time 1ms`
 * makes each slice last a millisecond.
 */
import { Button, log, millis, Output, sleep, spawn, yieldNow } from "wakeful";

const LIMIT: u32 = 1_000_000;
const SLICE: u32 = 2_000;

function isPrime(n: u32): bool {
  for (let divisor: u32 = 2; divisor * divisor <= n; divisor++) {
    if (n % divisor == 0) return false;
  }
  return n >= 2;
}

@task
async function blink(ledPin: u8): Promise<void> {
  const led = Output.at(ledPin);
  while (true) {
    led.toggle();
    await sleep(millis(100));
  }
}

/** Counts primes when its button is pressed. */
@task({ pool: 2 })
async function count(ledPin: u8, buttonPin: u8, yields: bool): Promise<void> {
  const busy = Output.at(ledPin);
  const button = Button.at(buttonPin);
  while (true) {
    await button.pressed();
    busy.high();
    let primes: u32 = 0;
    for (let n: u32 = 0; n < LIMIT; n++) {
      if (isPrime(n)) primes++;
      if (yields && n % SLICE == 0) await yieldNow();
    }
    busy.low();
    button.clear();
    log("{} primes below {}", primes, LIMIT);
  }
}

export function main(): void {
  spawn(blink(13));
  spawn(count(12, 4, true));
  spawn(count(12, 5, false));
}
