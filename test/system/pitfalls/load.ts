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
