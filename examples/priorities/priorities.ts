/**
 * What a priority does: of tasks that are ready at the same instant, the urgent one runs first. What it does
 * not do: it interrupts nobody, it does not jump the queue for a lock, and it starves nobody, because every
 * ready task runs once before any runs again. An LED is lit while its task has the bus.
 */
import { log, millis, Mutex, now, Output, sleep, spawn, Ticker, yieldNow } from "wakeful";

const bus = Mutex.create<u32>();

/** Uses the bus for 15 ms. */
async function transfer(led: Output): Promise<void> {
  await bus.lock();
  led.high();
  await sleep(millis(15));
  led.low();
}

/** Long work in 100 pieces; after each of them the others have their turn. */
async function compute(): Promise<void> {
  for (let i = 0; i < 100; i++) await yieldNow();
}

/** At 700 ms it is ready together with the others, at 210 ms it comes when they are at work. */
@task({ priority: 1 })
async function urgent(pin: u8): Promise<void> {
  const led = Output.at(pin);
  const beat = Ticker.every(millis(70));
  while (true) {
    await beat.next();
    const ready = now();
    await transfer(led);
    const done = now();
    await compute();
    log("waited {} ms, computed {} us", (done - ready) / 1000 - 15, now() - done);
  }
}

@task({ pool: 2 })
async function background(pin: u8): Promise<void> {
  const led = Output.at(pin);
  const beat = Ticker.every(millis(100));
  while (true) {
    await beat.next();
    await transfer(led);
  }
}

export function main(): void {
  spawn(background(12));
  spawn(background(11));
  spawn(urgent(13));
}
