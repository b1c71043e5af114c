// Firmwares that have `n` of something, to tell what one more takes of RAM.

const tasks = (name, body, top = "", imports = "") => ({
  name,
  count: 16,
  text: (n) => `import { spawn, yieldNow${imports} } from "wakeful";
${top}
@task({ pool: ${n} })
async function work(i: u32): Promise<void> {
  while (true) { ${body} }
}
export function main(): void {
  for (let i: u32 = 0; i < ${n}; i++) spawn(work(i));
}`,
});

export const units = [
  tasks("task that yields, with nothing to keep", "await yieldNow();"),
  tasks("task that yields and keeps a number", "await yieldNow(); sum += i;", "let sum: u32 = 0;"),
  tasks("task that sleeps, its timer included", "await sleep(millis(5));", "", ", millis, sleep"),
  tasks(
    "task that waits for an edge",
    "const input = Input.at(<u8>(i & 7), Pull.Up); await input.fallingEdge();",
    "",
    ", Input, Pull",
  ),
  {
    name: "place of a channel of u32",
    count: 16,
    text: (n) => `import { Channel, spawn } from "wakeful";
const s = Channel.create<u32>(${n});
@task
async function work(): Promise<void> {
  while (true) { await s.send(1); await s.receive(); }
}
export function main(): void {
  spawn(work());
}`,
  },
];
