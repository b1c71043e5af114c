/** Tasks that do nothing but let the others run. */
import { spawn, yieldNow } from "./runtime";

const TASKS: u32 = 10;

let times: u32 = 0;
let yields: u32 = 0;
let order: u32 = 0;

/** Sets how often each task yields. */
export function prepare(count: u32): void {
  times = count;
}

/** How often tasks have yielded. */
export function counted(): u32 {
  return yields;
}

/** A sum that is the same only if they yielded in the same order. */
export function ordered(): u32 {
  return order;
}

/** What a task runs. */
export function task(id: u32, _: u32): void {
  for (let i: u32 = 0; i < times; i++) {
    yields++;
    order = order * 31 + id;
    yieldNow();
  }
}

export function main(): void {
  for (let i: u32 = 0; i < TASKS; i++) spawn(i, 0);
}
