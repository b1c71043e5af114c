/** What users of other systems reported of wake-ups, tasks and idling: docs/pitfalls.md. */
import { expect, test } from "vitest";
import { hours, micros, millis, minutes, Simulator } from "../../../simulator/index.ts";
import { timedLogs } from "../../support/logs.ts";
import { compileText } from "../../support/virtual.ts";

const IMPORTS = `import {
  Actor, Barrier, Broadcast, Channel, Input, JoinHandle, log, micros, millis, Mutex, Notify, now, OnceCell, Pipe,
  Pull, RwLock, seconds, select, Semaphore, Signal, sleep, spawn, Ticker, timeout, Watch, yieldNow,
} from "wakeful";
`;

async function load(
  text: string,
  options: Parameters<typeof Simulator.load>[1] = {},
): Promise<Simulator> {
  const { wasm, table } = await compileText(IMPORTS + text);
  return Simulator.load(wasm, { table, ...options });
}

const texts = (sim: Simulator): string[] => sim.logs.map((line) => line.text);

/** Ways to wait at something shared, and what lets everybody who waits there go on. */
const waits: Record<string, { top: string; wait: string; release: string }> = {
  "a channel's values": {
    top: "const it = Channel.create<u32>(3);",
    wait: "await it.receive();",
    release: "for (let i = 0; i < 3; i++) it.trySend(i);",
  },
  "a channel's places": {
    top: "const it = Channel.create<u32>(3);",
    wait: "await it.send(id);",
    release: "it.clear();",
  },
  "a notification": {
    top: "const it = Notify.create();",
    wait: "await it.notified();",
    release: "it.notifyAll();",
  },
  "a watch": {
    top: "const it = Watch.create<u32>();",
    wait: "const mine = it.subscribe(); await mine.next();",
    release: "it.value = 5;",
  },
  "a semaphore": {
    top: "const it = Semaphore.create(0);",
    wait: "await it.acquire();",
    release: "it.release(3);",
  },
  "a broadcast": {
    top: "const it = Broadcast.create<u32>(2);",
    wait: "const mine = it.subscribe(); await mine.next();",
    release: "it.publish(5);",
  },
  "a cell": {
    top: "const it = OnceCell.create<u32>();",
    wait: "await it.get();",
    release: "if (await it.claim()) it.set(5);",
  },
};

const waiting = ({ top, wait, release }: (typeof waits)[string], first: string): string => `
${top}
@task({ pool: 3 })
async function waiter(id: u32): Promise<void> {
  ${wait}
  log("{}", id);
}
@task
async function other(): Promise<void> {
  ${first}
  for (let i: u32 = 0; i < 3; i++) spawn(waiter(i));
  await sleep(seconds(1));
  ${release}
}
export function main(): void {
  spawn(other());
}`;

test("tasks that wait at one primitive do not wake each other", async () => {
  for (const [name, way] of Object.entries(waits)) {
    const first = name === "a channel's places" ? "for (let i = 0; i < 3; i++) it.trySend(i);" : "";
    const sim = await load(waiting(way, first));
    sim.runFor(millis(999));
    // One turn in which `other` runs, and one in which the waiters do: then nobody is polled.
    expect([name, sim.summary().polls, texts(sim)]).toEqual([name, 2, []]);
    sim.runFor(millis(2));
    expect([name, sim.summary().polls, texts(sim)]).toEqual([name, 4, ["0", "1", "2"]]);
  }
});

test("reset, clear and the like keep those who wait", async () => {
  const sim = await load(`
const signal = Signal.create<u32>();
const values = Channel.create<u32>(2);
@task
async function one(): Promise<void> {
  log("signal {}", await signal.wait());
}
@task
async function two(): Promise<void> {
  log("value {}", await values.receive());
}
@task
async function other(): Promise<void> {
  await sleep(millis(1));
  signal.reset();
  values.clear();
  await sleep(millis(1));
  signal.signal(1);
  values.trySend(2);
}
export function main(): void {
  spawn(one());
  spawn(two());
  spawn(other());
}`);
  sim.runFor(millis(5));
  expect(texts(sim)).toEqual(["signal 1", "value 2"]);
});

test("waking runs no code, so nothing is entered while it is being changed", async () => {
  // Whoever is woken uses what woke it again at once, with a higher priority than the one who wakes.
  const sim = await load(`
const values = Channel.create<u32>(2);
const total = Mutex.create<u32>();
@task({ priority: 7 })
async function urgent(): Promise<void> {
  for (let i = 0; i < 2; i++) {
    const value = await values.receive();
    log("got {}, {} more", value, values.length);
    values.clear();
  }
  values.close();
  await total.lock();
  log("locked");
}
@task
async function other(): Promise<void> {
  const lock = total.lock();
  await lock;
  await yieldNow();
  values.trySend(1);
  values.trySend(2);
  log("sent two, {} in it", values.length);
  await yieldNow();
  values.trySend(3);
  log("sent one, {} in it", values.length);
  await yieldNow();
  lock.unlock();
  log("unlocked, and locked by the next: {}", total.isLocked);
}
export function main(): void {
  spawn(urgent());
  spawn(other());
}`);
  sim.runFor(millis(1));
  expect(texts(sim)).toEqual([
    ...["sent two, 2 in it", "got 1, 1 more", "sent one, 1 in it", "got 3, 0 more"],
    ...["unlocked, and locked by the next: true", "locked"],
  ]);
});

test("an interrupt between the last look and the sleep is not lost", async () => {
  const text = `
@task
async function count(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  let edges: u32 = 0;
  while (true) {
    await button.anyEdge();
    log("{} {}", ++edges, button.read());
  }
}
@task
async function beat(): Promise<void> {
  while (true) await sleep(micros(50));
}
export function main(): void {
  spawn(count());
  spawn(beat());
}`;
  const { wasm, table } = await compileText(IMPORTS + text);
  // An edge at each tenth of a microsecond around the end of a turn, which is at 55 µs.
  for (let at = 54_000n; at <= 56_500n; at += 100n) {
    for (const wakeLatency of [0n, micros(2)]) {
      const sim = Simulator.load(wasm, { table, cpu: { turnTime: micros(5), wakeLatency } });
      sim.runFor(at);
      sim.pin(4).drive(0);
      sim.runFor(millis(1));
      expect(texts(sim)).toEqual(["1 0"]);
      // A turn that runs already, one wake-up, and its own turn at most.
      expect(sim.logs[0]!.time - at).toBeLessThanOrEqual(micros(13));
    }
  }
});

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

test("a place that is freed for a waiting sender is not taken by one who comes first", async () => {
  // `thief` runs before `patient` in the round after the place is free, and again and again.
  const sim = await load(`
const values = Channel.create<u32>(1);
@task
async function patient(): Promise<void> {
  await values.send(2);
  log("patient sent");
}
@task({ priority: 7 })
async function thief(): Promise<void> {
  for (let i = 0; i < 4; i++) {
    log("thief {}", values.trySend(99));
    await yieldNow();
  }
}
@task
async function work(): Promise<void> {
  values.trySend(1);
  spawn(patient());
  await yieldNow();
  await yieldNow();
  log("took {}", values.tryReceive(0));
  log("at once {}", values.trySend(99));
  spawn(thief());
  await yieldNow();
  await yieldNow();
  log("took {}", values.tryReceive(0));
}
export function main(): void {
  spawn(work());
}`);
  sim.runFor(millis(1));
  expect(texts(sim)).toEqual([
    ...["took 1", "at once false", "thief false", "patient sent"],
    ...["thief false", "took 2", "thief true", "thief false"],
  ]);
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
