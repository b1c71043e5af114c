/**
 * A code lock: the right four digits and # open it for three seconds, * begins anew, and three wrong codes in a row
 * close it for ten. The keypad wakes the task; nothing is polled while nobody presses a key.
 */
import { Keypad, log, millis, Output, seconds, sleep, spawn } from "wakeful";

const rows: StaticArray<u16> = [9, 8, 7, 6];
const columns: StaticArray<u16> = [5, 4, 3];
const pad = Keypad.at(rows, columns);

/** What the keys are, row by row: 10 is *, 11 is #. */
const labels: StaticArray<u8> = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 11];
const STAR: u32 = 10;
const HASH: u32 = 11;
const CODE: u32 = 2580;

@task
async function lock(): Promise<void> {
  const bolt = Output.at(12);
  const alarm = Output.at(13);
  let entered: u32 = 0;
  let digits: u32 = 0;
  let wrong: u32 = 0;
  while (true) {
    const key: u32 = labels[await pad.pressed()];
    if (key < 10) {
      entered = (entered * 10 + key) % 10_000;
      digits++;
      continue;
    }
    const isRight = key == HASH && digits == 4 && entered == CODE;
    entered = 0;
    digits = 0;
    if (key == STAR) continue;
    if (isRight) {
      wrong = 0;
      log("open");
      bolt.high();
      await sleep(seconds(3));
      bolt.low();
    } else if (++wrong == 3) {
      wrong = 0;
      log("closed for 10 s");
      alarm.high();
      await sleep(seconds(10));
      alarm.low();
    } else log("wrong");
  }
}

export function main(): void {
  spawn(lock());
}
