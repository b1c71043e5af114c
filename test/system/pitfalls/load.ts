/** Firmwares that may use everything, loaded into a simulator. */
import { Simulator, type SimulatorOptions } from "../../../simulator/index.ts";
import { compileText } from "../../support/virtual.ts";

export const IMPORTS = `import {
  Actor, Barrier, Broadcast, Channel, debounce, Input, join, JoinHandle, log, micros, millis, Mutex, NEVER,
  Notify, now, OnceCell, Oneshot, Pipe, Pull, RwLock, seconds, select, selectFair, Semaphore, Signal, sleep,
  sleepUntil, spawn, Ticker, timeout, timeoutAt, Watch, yieldNow,
} from "wakeful";
`;

/** Loads a firmware whose text goes without its imports. */
export async function load(text: string, options: SimulatorOptions = {}): Promise<Simulator> {
  const { wasm, table } = await compileText(IMPORTS + text);
  return Simulator.load(wasm, { table, ...options });
}

export const texts = (sim: Simulator): string[] => sim.logs.map((line) => line.text);

/** A way to wait at something shared. */
export interface Way {
  readonly top: string;
  readonly wait: string;
  /** What lets everybody who waits there go on. */
  readonly release: string;
  /** What makes them wait. */
  readonly before?: string;
}

/** Three tasks that wait, each of which logs its number when it goes on, and one that releases them after `span`. */
export function threeWaiters({ top, wait, release, before = "" }: Way, span: string): string {
  return `
${top}
@task({ pool: 3 })
async function waiter(id: u32): Promise<void> {
  ${wait}
  log("{}", id);
}
@task
async function work(): Promise<void> {
  ${before}
  for (let i: u32 = 0; i < 3; i++) spawn(waiter(i));
  await sleep(${span});
  ${release}
}
export function main(): void {
  spawn(work());
}`;
}
