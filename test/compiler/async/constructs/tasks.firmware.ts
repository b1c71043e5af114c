import { JoinHandle, log, millis, sleep, spawn, trySpawn } from "wakeful";

@task({ pool: 2, priority: 3 })
async function worker(n: i32): Promise<i32> {
  await sleep(millis(n));
  return n;
}

@task
async function boss(): Promise<void> {
  const first = spawn(worker(1));
  const second = trySpawn(worker(2));
  const third = trySpawn(worker(3));
  log("{} {}", await first.join(), third == null);
  if (second) second.abort();
}

export function main(): void {
  spawn(boss());
}
