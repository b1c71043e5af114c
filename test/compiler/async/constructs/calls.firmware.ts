import { millis, sleep, spawn } from "wakeful";

async function long(a: u64, b: u64): Promise<u64> {
  await sleep(millis(1));
  return a + b;
}

async function short(a: u8): Promise<u8> {
  await sleep(millis(1));
  return a;
}

// The frames of the two calls are never alive together, so they share their bytes.
@task
async function work(): Promise<void> {
  await long(1, 2);
  await short(3);
}

export function main(): void {
  spawn(work());
}
