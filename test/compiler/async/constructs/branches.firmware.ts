import { log, millis, sleep, spawn } from "wakeful";

@task
async function work(n: i32): Promise<i32> {
  if (n < 0) return -1;
  if (n > 10) {
    await sleep(millis(n));
  } else if (n > 5) {
    log("no wait");
  } else {
    await sleep(millis(1));
    return 1;
  }
  return 2;
}

export function main(): void {
  spawn(work(7));
}
