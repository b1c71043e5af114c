import { log, Notify, seconds, sleep, spawn } from "wakeful";

const alarm = Notify.create();

@task({ pool: 3 })
async function worker(id: u32): Promise<void> {
  await sleep(seconds(1));
  log("worker {}", id);
  if (id == 1) alarm.notifyOne();
}

@task({ priority: 7 })
async function guard(): Promise<void> {
  await sleep(seconds(1));
  log("guard");
  await alarm.notified();
  log("guard, alarmed");
}

export function main(): void {
  for (let id = 1; id <= 3; id++) spawn(worker(id));
  spawn(guard());
}
