import { Input, log, millis, Pull, sleep, spawn } from "wakeful";

@task
async function read(): Promise<void> {
  const input = Input.at(2, Pull.Up);
  while (true) {
    await sleep(millis(100));
    log("{}", input.read());
  }
}

export function main(): void {
  spawn(read());
}
