/** Two tasks that take two locks, each in its own order. */
import { millis, Mutex, sleep, spawn } from "wakeful";

const first = Mutex.create<u32>();
const second = Mutex.create<u32>();

@task
async function left(): Promise<void> {
  await first.lock();
  await sleep(millis(1));
  await second.lock();
}

@task
async function right(): Promise<void> {
  await second.lock();
  await sleep(millis(1));
  await first.lock();
}

export function main(): void {
  spawn(left());
  spawn(right());
}
