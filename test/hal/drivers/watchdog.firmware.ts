/** Tasks that the watchdog watches; pins say how they go wrong. */
import {
  Input,
  log,
  micros,
  millis,
  NEVER,
  Power,
  Pull,
  seconds,
  sleep,
  spawn,
  Watchdog,
} from "wakeful";

const watchdog = Watchdog.start(millis(200));

/** Checks in every 40 ms until pin 2 is low. */
@task
async function worker(): Promise<void> {
  const guard = watchdog.watch(millis(50));
  const fails = Input.at(2, Pull.Up);
  while (fails.read() == 1) {
    await sleep(millis(40));
    guard.checkIn();
  }
  await sleep(NEVER);
}

/** Checks in once a second, which is longer than the timeout. */
@task
async function slow(): Promise<void> {
  const guard = watchdog.watch(millis(1000));
  while (true) {
    await sleep(millis(900));
    guard.checkIn();
  }
}

/** Works for 100 ms while pin 3 is low, and then no longer. */
@task
async function visitor(): Promise<void> {
  const door = Input.at(3, Pull.Up);
  await door.low();
  const handle = spawn(guest());
  await sleep(millis(5));
  handle.abort();
  log("the guest has gone");
}

@task
async function guest(): Promise<void> {
  const guard = watchdog.watch(millis(10));
  await sleep(seconds(100));
  guard.checkIn();
}

/** Is always ready while pin 5 is low. */
@task
async function busy(): Promise<void> {
  const pin = Input.at(5, Pull.Up);
  await pin.low();
  while (true) await sleep(micros(50));
}

export function main(): void {
  log("cause {}", <i32>Power.cause);
  spawn(worker());
  spawn(slow());
  spawn(visitor());
  spawn(busy());
}
