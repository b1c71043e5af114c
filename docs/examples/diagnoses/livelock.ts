/** Two tasks that answer each other without a pause. */
import { Channel, spawn } from "wakeful";

const there = Channel.create<u32>(1);
const back = Channel.create<u32>(1);

@task
async function ping(): Promise<void> {
  for (let n: u32 = 0; ; n++) {
    await there.send(n);
    await back.receive();
  }
}

@task
async function pong(): Promise<void> {
  for (;;) await back.send(await there.receive());
}

export function main(): void {
  spawn(ping());
  spawn(pong());
}
