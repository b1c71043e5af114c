import { log, spawn, yieldNow } from "wakeful";

async function twice<T>(value: T): Promise<T> {
  const first: T = value;
  await yieldNow();
  return first + value;
}

@task
async function work(): Promise<void> {
  log("{} {}", await twice<i32>(21), await twice<f64>(1.25));
}

export function main(): void {
  spawn(work());
}
