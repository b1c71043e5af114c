/** What users of other systems reported of tasks and idling: docs/pitfalls.md. */
import { expect, test } from "vitest";
import { hours, micros, millis, minutes } from "../../../simulator/index.ts";
import { timedLogs } from "../../support/logs.ts";
import { IMPORTS, load, texts } from "./load.ts";

test("work that is always ready does not starve the rest, and the host gets its turn", async () => {
  const sim = await load(
    `
const there = Channel.create<u32>(4);
const back = Channel.create<u32>(4);
@task({ priority: 7 })
async function ping(): Promise<void> {
  there.trySend(0);
  while (true) await there.send((await back.receive()) + 1);
}
@task({ priority: 7 })
async function pong(): Promise<void> {
  while (true) await back.send(await there.receive());
}
@task
async function button(): Promise<void> {
  const pin = Input.at(4, Pull.Up);
  await pin.fallingEdge();
  log("pressed");
}
@task
async function beat(): Promise<void> {
  const ticker = Ticker.every(millis(1));
  let missed: u64 = 0;
  for (let i = 0; i < 50; i++) missed += await ticker.next();
  log("{} ticks missed", missed);
}
export function main(): void {
  spawn(ping());
  spawn(pong());
  spawn(button());
  spawn(beat());
}`,
    { cpu: { turnTime: micros(10) } },
  );
  sim.runFor(millis(10));
  sim.pin(4).drive(0);
  sim.runFor(millis(90));
  expect(sim.logs.map((line) => [line.time <= millis(50) + micros(20), line.text])).toEqual([
    [true, "pressed"],
    [true, "0 ticks missed"],
  ]);
  expect(sim.logs[0]!.time - millis(10)).toBeLessThanOrEqual(micros(20));
});

test("that all tasks wait is not the end: what comes from outside hours later is served", async () => {
  const sim = await load(`
const presses = Channel.create<u32>(1);
@task
async function button(): Promise<void> {
  const pin = Input.at(4, Pull.Up);
  for (let i = 1; ; i++) {
    await pin.fallingEdge();
    await presses.send(i);
  }
}
@task
async function show(): Promise<void> {
  for await (const n of presses) log("press {}", n);
}
export function main(): void {
  spawn(button());
  spawn(show());
}`);
  for (let i = 0; i < 3; i++) {
    sim.runFor(hours(5));
    expect(sim.state).toBe("waiting");
    sim.pin(4).drive(0);
    sim.runFor(millis(1));
    sim.pin(4).drive(1);
  }
  expect(texts(sim)).toEqual(["press 1", "press 2", "press 3"]);
});

test("a deadlock is told by the simulator, and the firmware itself only sleeps", async () => {
  const sim = await load(`
const never = Channel.create<u32>(1);
@task
async function work(): Promise<void> {
  await never.receive();
}
export function main(): void {
  spawn(work());
}`);
  sim.runFor(hours(1));
  expect([sim.state, sim.failure]).toEqual(["deadlock", undefined]);
  expect(sim.diagnostics.map((d) => d.code)).toEqual(["deadlock"]);
  expect(sim.summary().polls).toBe(1);
});

test("an interrupt runs no task: it is noted, and served in the next turn", async () => {
  const sim = await load(
    `
@task
async function button(): Promise<void> {
  const pin = Input.at(4, Pull.Up);
  while (true) {
    await pin.anyEdge();
    log("edge at {}", now());
  }
}
export function main(): void {
  spawn(button());
}`,
    { cpu: { turnTime: micros(100) } },
  );
  sim.runFor(millis(1));
  for (let i = 0; i < 40; i++) {
    sim.pin(4).drive(i % 2 === 0 ? 0 : 1);
    sim.runFor(micros(2));
  }
  sim.runFor(millis(10));
  // The first edge wakes; all others come while its turn lasts, and are served in one more.
  expect(texts(sim)).toEqual(["edge at 1000", ...new Array<string>(39).fill("edge at 1100")]);
  expect(sim.summary()).toMatchObject({ polls: 3, wakes: { interrupt: 1 } });
});

test("timers and channels together do not freeze, for an hour", { timeout: 120_000 }, async () => {
  const sim = await load(
    `
const values = Channel.create<u32>(4);
const bus = Mutex.create<u32>();
const beaten = Signal.create<u32>();
let received: u32 = 0;
let late: u32 = 0;
@task({ pool: 3 })
async function produce(period: u32): Promise<void> {
  const beat = Ticker.every(millis(period));
  for await (const _ of beat) await timeout(values.send(period), millis(5));
}
@task({ pool: 2 })
async function consume(): Promise<void> {
  while (true) {
    if (!(await timeout(values.receive(), millis(9)))) continue;
    received++;
    await bus.lock();
    await sleep(millis(2));
  }
}
@task
async function short(): Promise<void> {
  await select(sleep(millis(3)), beaten.wait());
}
@task
async function watch(): Promise<void> {
  for (let i: u32 = 1; i <= 60; i++) {
    const before = received;
    const end = sleep(seconds(60));
    for (let k = 0; k < 1000; k++) {
      const task = spawn(short());
      if (k % 3 == 0) await task.join();
      else {
        await sleep(millis(1));
        if (k % 3 == 1) task.abort();
        else beaten.signal(k);
        await yieldNow();
        await yieldNow();
        await yieldNow();
      }
    }
    await end;
    if (received - before < 10_000) late++;
  }
  log("slow minutes: {}", late);
}
export function main(): void {
  spawn(produce(7));
  spawn(produce(11));
  spawn(produce(13));
  spawn(consume());
  spawn(consume());
  spawn(watch());
}`,
    { record: false },
  );
  sim.runFor(minutes(61));
  expect(sim.logs.map((line) => [line.time, line.text])).toEqual([[hours(1), "slow minutes: 0"]]);
  expect(sim.state).toBe("running");
});

test("a result is had from a task, and it can be waited for and ended", async () => {
  const text = `${IMPORTS}
@task({ pool: 2 })
async function square(n: u32): Promise<u32> {
  await sleep(millis(n));
  return n * n;
}
@task
async function work(): Promise<void> {
  log("{}", await spawn(square(7)).join());
  const long = spawn(square(1000));
  log("{}", long.isFinished);
  long.abort();
  const end = long.join();
  await end;
  log("{} {}", long.isFinished, end.hasValue);
}
export function main(): void {
  spawn(work());
}`;
  expect(await timedLogs(text)).toEqual(["7: 49", "7: false", "7: true false"]);
});
