import { log, select, sleep, spawn, yieldNow } from "wakeful";

@task
async function work(): Promise<void> {
  switch (await select(sleep(5), sleep(3))) {
    case 0:
      log("first");
      break;
    case 1: {
      await yieldNow();
      log("second");
    }
    default:
      await yieldNow();
      log("falls through");
  }
}

export function main(): void {
  spawn(work());
}
