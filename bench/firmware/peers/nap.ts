/** Tasks asleep, no two of them for the same span: the same spans as in bench/executor/workloads.mjs. */
import { now } from "../../../hal/generated/bindings";
import { spawn } from "./executor";
import { schedule } from "./linear";
import { TASKS } from "./shape";
import { Task } from "./task";

function nap(task: Task): void {
  schedule(task, now() + task.a);
}

export function onRaise(_value: i32): void {}

export function main(): void {
  let state: u32 = 12345;
  for (let i: u32 = 0; i < TASKS; i++) {
    state = state * 1664525 + 1013904223;
    spawn(nap.index, 16 * TASKS + <u32>((<u64>state * (32 * TASKS)) >> 32));
  }
}
