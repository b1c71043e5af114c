import { log, spawn, yieldNow } from "wakeful";

@task
async function work(x: i32): Promise<void> {
  {
    const x = 1.5;
    await yieldNow();
    log("{}", x);
  }
  {
    const x: u64 = 7;
    await yieldNow();
    log("{}", x);
  }
  await yieldNow();
  log("{}", x);
}

export function main(): void {
  spawn(work(1));
}
