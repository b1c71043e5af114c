import { Input, micros, millis, Pull, sleep, spawn } from "wakeful";

@task
async function look(): Promise<void> {
  const second = Input.at(2, Pull.Up);
  const first = Input.at(3, Pull.Up);
  await sleep(millis(500));
  const before = first.read();
  await sleep(micros(1));
  if (before && !second.read() && !first.read()) throw new Error("both at once");
}

export function main(): void {
  spawn(look());
}
