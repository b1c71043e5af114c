/** What users of other systems reported of durations and clocks: docs/pitfalls.md. */
import { describe, expect, test } from "vitest";
import { days, micros, millis, seconds, Simulator } from "../../../simulator/index.ts";
import { timedLogs } from "../../support/logs.ts";
import { compileText } from "../../support/virtual.ts";
import { sleepers } from "./sleepers.ts";

test("huge durations neither overflow nor panic: they are never over", async () => {
  const text = `
import { Channel, debounce, log, micros, millis, NEVER, seconds, sleep, sleepUntil, spawn, Ticker, timeout, timeoutAt } from "wakeful";
const empty = Channel.create<u32>(1);
@task({ pool: 4 })
async function nap(span: u64): Promise<void> {
  await sleep(span);
  log("sleep {}", span);
}
@task
async function until(): Promise<void> {
  await sleepUntil(i64.MAX_VALUE);
  log("until");
}
@task
async function tick(): Promise<void> {
  const beat = Ticker.every(i64.MAX_VALUE);
  await beat.next();
  log("tick");
}
@task
async function limit(): Promise<void> {
  await timeout(empty.receive(), i64.MAX_VALUE - 1);
  log("timeout");
}
@task
async function limitAt(): Promise<void> {
  await timeoutAt(empty.receive(), NEVER);
  log("timeoutAt");
}
@task
async function settle(): Promise<void> {
  const values = empty.receive();
  const calm = debounce(values, i64.MAX_VALUE);
  await calm;
  log("debounce");
}
@task
async function short(): Promise<void> {
  await sleep(millis(3));
  log("short");
}
export function main(): void {
  spawn(nap(i64.MAX_VALUE));
  spawn(nap(seconds(i64.MAX_VALUE)));
  spawn(nap(millis(i64.MAX_VALUE / 2)));
  spawn(nap(micros(NEVER)));
  spawn(until());
  spawn(tick());
  spawn(limit());
  spawn(limitAt());
  spawn(settle());
  spawn(short());
}`;
  const { wasm, table } = await compileText(text);
  for (const startTime of [0n, days(1000 * 365)]) {
    const sim = Simulator.load(wasm, { table, startTime });
    sim.runFor(days(100 * 365));
    expect(sim.logs.map((line) => [line.time - startTime, line.text])).toEqual([
      [millis(3), "short"],
    ]);
  }
});

test("long sleeps end on time, not at once, at random or never", async () => {
  const spans = [29, 30, 31, 32, 33, 40, 41, 42, 43, 50, 52, 53, 54].flatMap((bits) => [
    2n ** BigInt(bits) - 1n,
    2n ** BigInt(bits),
    2n ** BigInt(bits) + 1n,
  ]);
  const { wasm, table } = await compileText(sleepers(spans));
  const sim = Simulator.load(wasm, { table });
  sim.runFor(micros(2) * 2n ** 54n);
  expect(sim.logs.map((line) => line.time)).toEqual(spans.map((span) => span * micros(1)));
  expect(sim.summary().wakes.timer).toBe(spans.length);
});

/** Where tick counters end, in nanoseconds: so many bits of a unit. */
const wraps = [24, 29, 30, 31, 32, 53].flatMap((bits) =>
  [micros(1), millis(1)].map((unit) => ({ bits, unit, at: 2n ** BigInt(bits) * unit })),
);

test("nothing stops when a tick counter of any width would wrap", async () => {
  const text = `
import { Channel, log, micros, millis, now, sleep, spawn, sleepUntil, Ticker, timeout } from "wakeful";
const empty = Channel.create<u32>(1);
@task
async function naps(): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await sleep(millis(10));
    log("nap");
  }
}
@task
async function ticks(): Promise<void> {
  const beat = Ticker.every(millis(25));
  for (let i = 0; i < 4; i++) log("tick {}", await beat.next());
}
@task
async function limits(): Promise<void> {
  for (let i = 0; i < 3; i++) log("in time {}", await timeout(empty.receive(), millis(30)));
}
@task
async function across(): Promise<void> {
  await sleepUntil(now() + 100_000);
  log("across");
}
export function main(): void {
  spawn(naps());
  spawn(ticks());
  spawn(limits());
  spawn(across());
}`;
  const { wasm, table } = await compileText(text);
  const logsFrom = (startTime: bigint): unknown[] => {
    const sim = Simulator.load(wasm, { table, startTime });
    sim.runFor(seconds(1));
    expect(sim.state).toBe("finished");
    return sim.logs.map((line) => [line.time - startTime, line.text]);
  };
  const expected = logsFrom(0n);
  expect(expected).toHaveLength(18);
  for (const { at } of wraps) {
    for (const before of [millis(47), millis(50), micros(50_001)]) {
      expect(logsFrom(at - before)).toEqual(expected);
    }
  }
});

describe("a sleep of nothing", () => {
  test("a zero sleep does not go before who was first", async () => {
    const text = `
import { log, sleep, spawn, yieldNow } from "wakeful";
@task({ pool: 3 })
async function work(id: u32): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await sleep(0);
    log("{}", id);
    await yieldNow();
  }
}
export function main(): void {
  for (let i = 0; i < 3; i++) spawn(work(i));
}`;
    const logs = await timedLogs(text);
    expect(logs).toEqual(["0: 0", "0: 1", "0: 2", "0: 0", "0: 1", "0: 2"]);
  });

  test("a task that does nothing but sleep for nothing is reported by its name", async () => {
    const text = `
import { sleep, spawn } from "wakeful";
@task
async function greedy(): Promise<void> {
  while (true) await sleep(0);
}
export function main(): void {
  spawn(greedy());
}`;
    await expect(timedLogs(text, { pollLimit: 10_000 })).rejects.toMatchObject({
      code: "endless-poll",
      task: "greedy (firmware.ts:4:16)",
    });
  });

  test("a negative sleep is over at once, as is one until a deadline that has passed", async () => {
    const text = `
import { Channel, log, micros, millis, now, seconds, sleep, sleepUntil, spawn, Ticker, timeout } from "wakeful";
const empty = Channel.create<u32>(1);
@task
async function work(span: i32): Promise<void> {
  await sleep(millis(span));
  await sleep(seconds(span));
  await sleep(micros(span));
  await sleep(span);
  await sleepUntil(span);
  log("over {} {}", millis(span), await timeout(empty.receive(), span));
  await sleep(millis(7));
  const deadline = now() - millis(2);
  await sleep(deadline - now());
  log("past");
  const beat = Ticker.every(span);
  await beat.next();
  log("tick");
}
@task
async function other(): Promise<void> {
  await sleep(millis(7));
  log("other");
}
export function main(): void {
  spawn(work(-1));
  spawn(other());
}`;
    expect(await timedLogs(text)).toEqual([
      "0: over 0 false",
      "7: past",
      "7: other",
      "7.001: tick",
    ]);
  });
});

test("a timer in the past is over at its first poll, and so is an old deadline of a timeout", async () => {
  const text = `
import { Channel, log, millis, now, select, sleep, sleepUntil, spawn, timeoutAt } from "wakeful";
const inbox = Channel.create<u32>(1);
@task
async function work(): Promise<void> {
  await sleep(millis(5));
  await sleepUntil(0);
  await sleepUntil(now() - 1);
  await sleepUntil(now());
  log("{}", await timeoutAt(inbox.receive(), 1));
  inbox.trySend(1);
  log("{}", await timeoutAt(inbox.receive(), 1));
  log("{}", await select(inbox.receive(), sleepUntil(2), sleepUntil(1)));
}
export function main(): void {
  spawn(work());
}`;
  expect(await timedLogs(text)).toEqual(["5: false", "5: true", "5: 1"]);
});
