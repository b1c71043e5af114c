/** What users of other systems reported of timers: docs/pitfalls.md. */
import { expect, test } from "vitest";
import { micros, millis, seconds, Simulator } from "../../../simulator/index.ts";
import { timedLogs } from "../../support/logs.ts";
import { compileText } from "../../support/virtual.ts";
import { sleepers } from "./sleepers.ts";

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
