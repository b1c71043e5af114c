/** Two tasks wait for one signal, which the host gives. */
import { spawn } from "./executor";
import { slotAt } from "./slot";
import { Task } from "./task";

const signal = memory.data(12, 4);
const counts = memory.data(12, 4);

function wait(task: Task): void {
  store<u32>(counts + 8, load<u32>(counts + 8) + 1);
  while (slotAt(signal).take(task)) {
    const count = counts + task.a * 4;
    store<u32>(count, load<u32>(count) + 1);
  }
}

export function onRaise(value: i32): void {
  slotAt(signal).signal(value);
}

/** How many signals the first and the second have got; of 2, how often a task was polled. */
export function counted(which: u32): u32 {
  return load<u32>(counts + which * 4);
}

export function main(): void {
  spawn(wait.index, 0);
  spawn(wait.index, 1);
}
