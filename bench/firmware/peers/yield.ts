/** Tasks that do nothing but let the others run. */
import { spawn } from "./executor";
import { wake } from "./lifo";
import { TASKS } from "./shape";
import { Task } from "./task";

function turn(task: Task): void {
  wake(task);
}

export function onRaise(_value: i32): void {}

export function main(): void {
  for (let i: u32 = 0; i < TASKS; i++) spawn(turn.index, i);
}
