import { Input, log, millis, now, Pull, spawn, timeout, timeoutAt } from "wakeful";

@task
async function work(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  if (!(await timeout(button.fallingEdge(), millis(100)))) log("too late");
  while (await timeoutAt(button.risingEdge(), now() + millis(5))) log("again");
}

export function main(): void {
  spawn(work());
}
