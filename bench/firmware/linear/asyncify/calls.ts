/** Tasks that yield at the bottom of calls; each function keeps something while it waits. */
import { spawn, yieldNow } from "./runtime";

const TASKS: u32 = 10;

let times: u32 = 0;
let yields: u32 = 0;
let order: u32 = 0;

/** Sets how often each innermost call yields. */
export function prepare(count: u32): void {
  times = count;
}

/** How often tasks have yielded. */
export function counted(): u32 {
  return yields;
}

/** A sum that is the same only if they yielded in the same order, and all calls gave the same. */
export function ordered(): u32 {
  return order;
}

function level1(id: u32): u32 {
  for (let i: u32 = 0; i < times; i++) {
    yields++;
    order = order * 31 + id;
    yieldNow();
  }
  return id + 1;
}

function level2(id: u32): u32 {
  const first = level1(id);
  return first + level1(first);
}

function level3(id: u32): u32 {
  const first = level2(id);
  return first + level2(first);
}

function level4(id: u32): u32 {
  const first = level3(id);
  return first + level3(first);
}

function level5(id: u32): u32 {
  const first = level4(id);
  return first + level4(first);
}

function level6(id: u32): u32 {
  const first = level5(id);
  return first + level5(first);
}

function level7(id: u32): u32 {
  const first = level6(id);
  return first + level6(first);
}

/** What a task runs. */
export function task(id: u32, _: u32): void {
  const first = level3(id);
  order += first + level3(first);
}

export function main(): void {
  for (let i: u32 = 0; i < TASKS; i++) spawn(i, 0);
}
