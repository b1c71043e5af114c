import { join, log, micros, sleep, spawn } from "wakeful";

async function value(n: i32): Promise<i32> {
  await sleep(micros(n));
  return n;
}

@task
async function work(): Promise<void> {
  const a = value(3);
  const b = value(2);
  await join(a, b, sleep(micros(1)));
  log("{}", (await a) + (await b));
}

export function main(): void {
  spawn(work());
}
