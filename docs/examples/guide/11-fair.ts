import { Channel, log, millis, select, selectFair, sleep, spawn } from "wakeful";

const loud = Channel.create<u32>(8);
const quiet = Channel.create<u32>(8);

@task
async function listen(): Promise<void> {
  for (let i = 0; i < 4; i++) log("first {}", await select(loud.receive(), quiet.receive()));
  for (let i = 0; i < 4; i++) log("fair {}", await selectFair(loud.receive(), quiet.receive()));
}

export function main(): void {
  for (let i = 0; i < 8; i++) loud.trySend(i);
  for (let i = 0; i < 8; i++) quiet.trySend(i);
  spawn(listen());
}
