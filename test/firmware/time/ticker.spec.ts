import { expect, test } from "vitest";
import { millis } from "../../../simulator/index.ts";
import { timedLogs } from "../../support/logs.ts";

/** Ticks every 10 ms; after the second one the task is busy for 35 ms. */
const ticking = (policy: string): string => `
import { log, millis, MissedTick, sleep, spawn, Ticker } from "wakeful";
@task
async function work(): Promise<void> {
  const beat = Ticker.every(millis(10), MissedTick.${policy});
  for (let i = 0; i < 6; i++) {
    log("missed {}", await beat.next());
    if (i == 1) await sleep(millis(35));
  }
}
export function main(): void {
  spawn(work());
}`;

test.each([
  ["Skip", ["10: 0", "20: 0", "55: 2", "60: 0", "70: 0", "80: 0"]],
  ["Burst", ["10: 0", "20: 0", "55: 2", "55: 1", "55: 0", "60: 0"]],
  ["Delay", ["10: 0", "20: 0", "55: 2", "65: 0", "75: 0", "85: 0"]],
])("after a stall a ticker with %s does what it says, and tells", async (policy, expected) => {
  const logs = await timedLogs(ticking(policy), { until: millis(100) });
  expect(logs.map((line) => line.replace("missed ", ""))).toEqual(expected);
});

test("a ticker does not fire hundreds of times after a stall", async () => {
  const logs = await timedLogs(
    `
import { log, millis, seconds, sleep, spawn, Ticker } from "wakeful";
@task
async function work(): Promise<void> {
  const beat = Ticker.every(millis(1));
  await sleep(seconds(1));
  for (let i = 0; i < 3; i++) log("{}", await beat.next());
}
export function main(): void {
  spawn(work());
}`,
    { until: millis(1100) },
  );
  expect(logs).toEqual(["1000: 999", "1001: 0", "1002: 0"]);
});

test("a ticker keeps its phase, however late its task is polled", async () => {
  const logs = await timedLogs(
    `
import { log, micros, millis, sleep, spawn, Ticker } from "wakeful";
@task
async function work(): Promise<void> {
  const beat = Ticker.every(millis(10));
  for (let i: u32 = 0; i < 50; i++) {
    await beat.next();
    if (i % 10 == 9) log("{}", i);
    await sleep(micros(i * 191));
  }
}
export function main(): void {
  spawn(work());
}`,
  );
  expect(logs).toEqual(["100: 9", "200: 19", "300: 29", "400: 39", "500: 49"]);
});
