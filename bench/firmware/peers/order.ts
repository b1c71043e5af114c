/** Three tasks that are woken in turn by one interrupt, and tell when they run. */
import { spawn } from "./executor";
import { wake } from "./lifo";
import { TASKS } from "./shape";
import { Task } from "./task";

const tasks = memory.data(16, 4);
let order: u32 = 0;

function tell(task: Task): void {
  store<Task>(tasks + task.a * 4, task);
  order = order * 10 + task.a;
}

export function onRaise(_value: i32): void {
  order = 0;
  for (let i: u32 = 1; i <= TASKS; i++) wake(load<Task>(tasks + i * 4));
}

/** A digit for each task that has run. */
export function told(): u32 {
  return order;
}

export function main(): void {
  for (let i: u32 = 1; i <= TASKS; i++) spawn(tell.index, i);
}
