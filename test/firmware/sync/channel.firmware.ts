/** A channel, driven by tasks that the host starts. */
import { Channel, JoinHandle, spawn } from "wakeful";

declare function received(id: i32, value: u32): void;
declare function sent(id: i32, value: u32): void;

const channel = Channel.create<u32>(2);
const wide = Channel.create<f64>(3);
const bytes = Channel.create<u8>(5);

@task({ pool: 8 })
async function receiver(id: i32): Promise<void> {
  received(id, await channel.receive());
}

@task({ pool: 8 })
async function sender(id: i32, value: u32): Promise<void> {
  await channel.send(value);
  sent(id, value);
}

export function spawnReceiver(id: i32): usize {
  return changetype<usize>(spawn(receiver(id)));
}

export function spawnSender(id: i32, value: u32): usize {
  return changetype<usize>(spawn(sender(id, value)));
}

export function abort(handle: usize): void {
  changetype<JoinHandle<void>>(handle).abort();
}

export function trySend(value: u32): bool {
  return channel.trySend(value);
}

export function tryReceive(otherwise: u32): u32 {
  return channel.tryReceive(otherwise);
}

export function length(): u32 {
  return channel.length;
}

/** Fills and empties channels of other sizes, around the end of their memory. */
export function widths(rounds: i32): bool {
  for (let i = 0; i < rounds; i++) {
    for (let k = 0; k < 2; k++) if (!wide.trySend(<f64>(i + k) / 2)) return false;
    for (let k = 0; k < 2; k++) if (wide.tryReceive(-1) != <f64>(i + k) / 2) return false;
    for (let k = 0; k < 3; k++) if (!bytes.trySend(<u8>(i * 3 + k))) return false;
    for (let k = 0; k < 3; k++) if (bytes.tryReceive(0) != <u8>(i * 3 + k)) return false;
  }
  return wide.length == 0 && bytes.length == 0 && !wide.hasValue && bytes.hasRoom;
}

export function main(): void {}
