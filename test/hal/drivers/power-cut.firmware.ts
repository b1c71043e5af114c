/**
 * A thousand changes of a store, one after the other; the test reckons the same ones. After a power cut it tells
 * what it finds, and goes on with one more.
 */
import { blank, log, Power, ResetCause, spawn, Store } from "wakeful";

@unmanaged
class Alarm {
  at: u32;
  days: u32;
  check: u32;
}

const settings = Store.open(6);

function alarmOf(key: i32): i32 {
  const found = changetype<Alarm>(buffer);
  if (!settings.load(key, found)) return -1;
  return found.days == found.at * 3 && found.check == ~found.at ? <i32>found.at : -2;
}

const buffer: usize = memory.data(12, 4);

function tell(): void {
  log(
    "{} {} {} {}",
    settings.get(0, 9),
    settings.get(1, 9),
    settings.get(2, 9),
    settings.get(3, 9),
  );
  log("{} {}", alarmOf(4), alarmOf(5));
}

@task
async function work(): Promise<void> {
  for (let i = 10; i < 1010; i++) {
    const key = (i * 7 + i / 5) % 6;
    if (i % 11 == 0) await settings.remove(key);
    else if (key < 4) await settings.set(key, i);
    else {
      const alarm = blank<Alarm>();
      alarm.at = i;
      alarm.days = i * 3;
      alarm.check = ~i;
      await settings.save(key, alarm);
    }
    log("{}", i);
  }
}

@task
async function again(): Promise<void> {
  tell();
  await settings.set(0, 5000);
  log("one more");
}

export function main(): void {
  if (Power.cause == ResetCause.PowerOn) spawn(work());
  else spawn(again());
}
