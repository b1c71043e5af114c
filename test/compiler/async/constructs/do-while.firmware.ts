import { spawn, yieldNow } from "wakeful";

async function ready(n: i32): Promise<bool> {
  await yieldNow();
  return n > 3;
}

@task
async function work(): Promise<void> {
  let n = 0;
  do {
    n++;
  } while (!(await ready(n)));
}

export function main(): void {
  spawn(work());
}
