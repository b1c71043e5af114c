import { log, millis, sleep, spawn } from "wakeful";

@task
async function work(): Promise<void> {
  for (let i = 0, last = 3; i < last; i++) {
    await sleep(millis(i));
    log("{}", i);
  }
}

export function main(): void {
  spawn(work());
}
