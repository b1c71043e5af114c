/**
 * Two tasks write letters to a third. Each LED is on while its task lives. A channel that is full makes
 * its senders wait, so the slow reader sets the pace; and when the last sender is gone the channel
 * closes, which ends the reader's loop.
 */
import { Channel, Level, log, millis, Output, sleep, spawn } from "wakeful";

const letters = Channel.create<u32>(2);

/** Writes three letters, one every 20 ms if nobody keeps it waiting. */
@task({ pool: 2 })
async function write(ledPin: u8, first: u32): Promise<void> {
  const alive = Output.at(ledPin, Level.High);
  // Counts this task among the senders, until its block ends.
  const out = letters.sender();
  for (let i: u32 = 0; i < 3; i++) {
    await sleep(millis(20));
    await out.send(first + i);
  }
  alive.low();
}

/** Reads until nobody is left who could write. */
@task
async function read(ledPin: u8): Promise<void> {
  const alive = Output.at(ledPin, Level.High);
  for await (const letter of letters) {
    log("letter {}", letter);
    await sleep(millis(100));
  }
  alive.low();
  log("no more letters");
}

export function main(): void {
  spawn(read(13));
  spawn(write(12, 10));
  spawn(write(11, 20));
}
