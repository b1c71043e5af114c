/** What users of other systems reported of timers and time, and does not happen here: docs/pitfalls.md. */
import { describe, expect, test } from "vitest";
import { days, micros, millis, seconds, Simulator } from "../../../simulator/index.ts";
import { timedLogs } from "../../support/logs.ts";
import { compileText } from "../../support/virtual.ts";

/** Tasks that log their number when a sleep is over, given as microseconds. */
const sleepers = (spans: readonly (bigint | number)[]): string => `
import { log, now, sleep, spawn } from "wakeful";
@task({ pool: ${spans.length} })
async function nap(id: u32, span: u64): Promise<void> {
  await sleep(span);
  log("{} {}", id, now());
}
export function main(): void {
${spans.map((span, id) => `  spawn(nap(${id}, ${span}));`).join("\n")}
}`;

test("a deadline that passes while the alarm is being armed freezes no timer", async () => {
  const spans = Array.from({ length: 24 }, (_, k) => k * 7 + 1);
  const { wasm, table } = await compileText(sleepers(spans));
  // Turns of any length, so that deadlines fall before, into and just behind the end of a turn.
  for (let turn = 0; turn <= 40; turn++) {
    for (const wakeLatency of [0n, micros(3)]) {
      const sim = Simulator.load(wasm, { table, cpu: { turnTime: micros(turn), wakeLatency } });
      sim.runFor(millis(20));
      const woken = sim.logs.map((line) => line.text.split(" ").map(Number) as [number, number]);
      expect(woken.map(([id]) => id)).toEqual([...spans.keys()]);
      const late = woken.map(([id, time]) => time - spans[id]!);
      // At most: the rest of a turn, the wake-up, and the turn in front of the one that polls it.
      expect(late.filter((by) => by < 0 || by > 2 * turn + 4)).toEqual([]);
      expect(sim.state).toBe("finished");
    }
  }
});

test("a timer shorter than the time it takes to wake up runs, and the later ones do not hang behind it", async () => {
  const cpu = { wakeLatency: micros(50), turnTime: micros(10) };
  const logs = await timedLogs(sleepers([1, 2, 1_000, 5_000]), { cpu });
  expect(logs).toEqual(["0.01: 0 10", "0.01: 1 10", "1.05: 2 1050", "5.05: 3 5050"]);
});

test("no delay is too short, wherever in a clock tick it begins", async () => {
  const text = `
import { Input, log, micros, now, Pull, sleep, spawn } from "wakeful";
@task
async function work(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  while (true) {
    await button.fallingEdge();
    await sleep(micros(7));
    log("{}", now());
  }
}
export function main(): void {
  spawn(work());
}`;
  const { wasm, table } = await compileText(text);
  for (const offset of [0n, 1n, 499n, 500n, 999n]) {
    const sim = Simulator.load(wasm, { table });
    sim.runFor(micros(100) + offset);
    sim.pin(4).drive(0);
    sim.runFor(millis(1));
    const took = sim.logs[0]!.time - micros(100) - offset;
    expect(took).toBeGreaterThanOrEqual(micros(7));
    expect(took).toBeLessThan(micros(8));
  }
});

test("a new earliest timer moves the alarm forward, and its end moves it back", async () => {
  const text = `
import { Input, log, millis, Pull, sleep, spawn } from "wakeful";
@task({ pool: 3 })
async function nap(id: u32, span: u32): Promise<void> {
  await sleep(millis(span));
  log("{}", id);
}
@task
async function press(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  await button.fallingEdge();
  const cut = spawn(nap(1, 10));
  spawn(nap(2, 20));
  await button.risingEdge();
  cut.abort();
}
export function main(): void {
  spawn(nap(0, 100));
  spawn(press());
}`;
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table });
  sim.runFor(millis(30));
  sim.pin(4).drive(0);
  sim.runFor(millis(5));
  sim.pin(4).drive(1);
  sim.runFor(millis(100));
  expect(sim.logs.map((line) => [line.time, line.text])).toEqual([
    [millis(50), "2"],
    [millis(100), "0"],
  ]);
  // Reset, two edges, two timers: nobody is woken for the timer that was taken out.
  expect(sim.summary().wakes).toMatchObject({ timer: 2, interrupt: 2 });
});

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
  await sleepUntil(u64.MAX_VALUE);
  log("until");
}
@task
async function tick(): Promise<void> {
  const beat = Ticker.every(u64.MAX_VALUE);
  await beat.next();
  log("tick");
}
@task
async function limit(): Promise<void> {
  await timeout(empty.receive(), u64.MAX_VALUE - 1);
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
  const calm = debounce(values, u64.MAX_VALUE);
  await calm;
  log("debounce");
}
@task
async function short(): Promise<void> {
  await sleep(millis(3));
  log("short");
}
export function main(): void {
  spawn(nap(u64.MAX_VALUE));
  spawn(nap(seconds(u64.MAX_VALUE)));
  spawn(nap(millis(u64.MAX_VALUE / 2)));
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

  test("a negative sleep is taken as an endless one, which is reported with its line", async () => {
    const text = `
import { log, millis, sleep, spawn } from "wakeful";
@task
async function work(span: i32): Promise<void> {
  await sleep(millis(span));
  log("not reached");
}
export function main(): void {
  spawn(work(-1));
}`;
    const { wasm, table } = await compileText(text);
    const sim = Simulator.load(wasm, { table });
    sim.runFor(days(1));
    expect(sim.state).toBe("deadlock");
    expect(sim.diagnostics[0]!.message).toContain(
      "work (firmware.ts:5:3: await sleep(millis(span)))",
    );
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

test("the timer of a task that has ended does not wake the next tenant of its slot", async () => {
  const text = `
import { Channel, log, millis, now, seconds, select, sleep, spawn } from "wakeful";
const inbox = Channel.create<u32>(1);
@task
async function tenant(id: u32, span: u32): Promise<void> {
  const long = sleep(millis(span));
  log("{}: {}", id, await select(long, inbox.receive()));
}
@task
async function landlord(): Promise<void> {
  await spawn(tenant(0, 5)).join();
  const early = spawn(tenant(1, 50));
  await sleep(millis(1));
  inbox.trySend(1);
  await early.join();
  const cut = spawn(tenant(2, 60));
  await sleep(millis(1));
  cut.abort();
  await spawn(tenant(3, 200)).join();
}
export function main(): void {
  spawn(landlord());
}`;
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table });
  sim.runFor(seconds(1));
  expect(sim.logs.map((line) => [line.time, line.text])).toEqual([
    [millis(5), "0: 0"],
    [millis(6), "1: 1"],
    [millis(207), "3: 0"],
  ]);
  expect(sim.summary().wakes.timer).toBe(4);
});
