import { Channel, log, millis, select, selectFair, sleep, spawn } from "wakeful";

const inbox = Channel.create<u16>(4);

@task
async function work(): Promise<void> {
  while (true) {
    const message = inbox.receive();
    if ((await select(message, sleep(millis(1)))) == 0) log("{}", await message);
    if ((await selectFair(inbox.receive(), sleep(millis(1)))) == 1) return;
  }
}

export function main(): void {
  spawn(work());
}
