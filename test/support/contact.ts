/** A button on pin 4 whose contact a test opens and closes. */
import { micros, millis, Simulator } from "../../simulator/index.ts";
import type { compileText } from "./virtual.ts";

/** A firmware whose one task has the body. */
export const program = (body: string, more = ""): string => `
import { Button, Input, log, micros, millis, now, Pull, select, sleep, spawn, timeout } from "wakeful";
${more}
@task
async function work(): Promise<void> {
${body}
}
export function main(): void {
  spawn(work());
}`;

export type Compiled = Awaited<ReturnType<typeof compileText>>;

/** What it logs. A contact on pin 4: times in milliseconds at which it changes, from open on. */
export function logs(
  { wasm, table }: Compiled,
  changes: readonly number[],
  until: number,
): string[] {
  const sim = Simulator.load(wasm, { table });
  sim.pin(4).drive(1);
  changes.forEach((at, i) => {
    sim.runUntil(micros(Math.round(at * 1000)));
    sim.pin(4).drive(i % 2 === 0 ? 0 : 1);
  });
  sim.runUntil(millis(until));
  return sim.logs.map((line) => `${Number(line.time) / 1e6}: ${line.text}`);
}
