/** A store whose flash the host plays, or a simulator; changes of it are tasks. */
import { blank, JoinHandle, spawn, Store } from "wakeful";

declare function ended(id: i32, result: i32): void;

@unmanaged
class Alarm {
  hour: u8;
  minute: u16;
  days: u64;
}

const settings = Store.open(6);

@task({ pool: 8 })
async function change(id: i32, what: i32, key: i32, value: u32): Promise<void> {
  if (what == 0) ended(id, await settings.set(key, value));
  else if (what == 1) ended(id, await settings.remove(key));
  else {
    const alarm = blank<Alarm>();
    alarm.hour = <u8>value;
    alarm.minute = <u16>(value * 7);
    alarm.days = <u64>value * 1_000_003;
    ended(id, await settings.save(key, alarm));
  }
}

export function begin(id: i32, what: i32, key: i32, value: u32): usize {
  return changetype<usize>(spawn(change(id, what, key, value)));
}

export function abort(handle: usize): void {
  changetype<JoinHandle<void>>(handle).abort();
}

export function get(key: i32): u32 {
  return settings.get(key, 0xfffffffe);
}

export function has(key: i32): bool {
  return settings.has(key);
}

const found = changetype<Alarm>(memory.data(offsetof<Alarm>(), 8));

/** What an alarm was made of; -1 if there is none, -2 if it is none that was ever saved. */
export function alarm(key: i32): i32 {
  if (!settings.load(key, found)) return -1;
  const value = <i32>(found.days / 1_000_003);
  const isWhole = found.hour == <u8>value && found.minute == <u16>(value * 7);
  return isWhole && found.days % 1_000_003 == 0 ? value : -2;
}

export function count(): i32 {
  return settings.count;
}
