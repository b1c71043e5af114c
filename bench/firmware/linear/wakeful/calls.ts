/** Tasks that yield at the bottom of calls; each function keeps something while it waits. */
import { spawn, yieldNow } from "wakeful";

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

async function level1(id: u32): Promise<u32> {
  for (let i: u32 = 0; i < times; i++) {
    yields++;
    order = order * 31 + id;
    await yieldNow();
  }
  return id + 1;
}

async function level2(id: u32): Promise<u32> {
  const first = await level1(id);
  return first + (await level1(first));
}

async function level3(id: u32): Promise<u32> {
  const first = await level2(id);
  return first + (await level2(first));
}

async function level4(id: u32): Promise<u32> {
  const first = await level3(id);
  return first + (await level3(first));
}

async function level5(id: u32): Promise<u32> {
  const first = await level4(id);
  return first + (await level4(first));
}

async function level6(id: u32): Promise<u32> {
  const first = await level5(id);
  return first + (await level5(first));
}

async function level7(id: u32): Promise<u32> {
  const first = await level6(id);
  return first + (await level6(first));
}

@task({ pool: 10 })
async function work(id: u32): Promise<void> {
  const first = await level3(id);
  order += first + (await level3(first));
}

export function main(): void {
  for (let i: u32 = 0; i < TASKS; i++) spawn(work(i));
}
