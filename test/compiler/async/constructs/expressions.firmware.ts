import { log, spawn, yieldNow } from "wakeful";

let total: i32 = 0;

function noted(n: i32): i32 {
  total += n;
  return n;
}

async function later(n: i32): Promise<i32> {
  await yieldNow();
  return n;
}

@task
async function work(a: i32): Promise<void> {
  log("{} {}", total + (await later(noted(1))) * noted(2), a / (await later(2)));
  total += await later(total);
  const chosen = a > 1 ? await later(3) : noted(4);
  const both = a > 2 && (await later(5)) == 5;
  const either = a > 2 || (await later(6)) == 7;
  log("{} {} {}", chosen, both, either);
}

export function main(): void {
  spawn(work(2));
}
