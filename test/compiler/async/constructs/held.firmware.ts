import { log, millis, sleep, spawn } from "wakeful";

async function measured(): Promise<i32> {
  await sleep(millis(5));
  return 42;
}

@task
async function work(n: i32): Promise<void> {
  while (true) {
    const value = measured();
    await sleep(millis(2));
    if (n == 1) continue;
    if (n == 2) break;
    log("{} {}", await value, await value);
  }
}

export function main(): void {
  spawn(work(0));
}
