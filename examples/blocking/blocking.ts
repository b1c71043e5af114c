/**
 * An LED blinks while another task counts primes. The button "yields" counts in slices and gives way
 * after each: the LED keeps its time. "holds" counts without a pause, and all else stands still, because
 * nobody takes the processor away from a task. `--cpu 16MHz` shows what that is like: the LED freezes
 * until the count is done, and the simulator tells which task took so long, and where it went on. Without it
 * code takes no time, and nothing is seen of either.
 */
import { Button, log, millis, Output, sleep, spawn, yieldNow } from "wakeful";

const LIMIT: u32 = 50_000;
const SLICE: u32 = 250;

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
