/** Two tasks hand a value to and fro. */
import { spawn } from "./executor";
import { slotAt } from "./slot";
import { Task } from "./task";

const ping = memory.data(12, 4);
const pong = memory.data(12, 4);

function serve(task: Task): void {
  while (slotAt(ping).take(task)) slotAt(pong).signal(slotAt(ping).value);
}

function ask(task: Task): void {
  if (task.b == 0) {
    task.b = 1;
    slotAt(ping).signal(task.a++);
  }
  while (slotAt(pong).take(task)) slotAt(ping).signal(task.a++);
}

export function onRaise(_value: i32): void {}

export function main(): void {
  spawn(serve.index, 0);
  spawn(ask.index, 0);
}
