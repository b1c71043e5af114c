/** What users of other systems reported of wake-ups: docs/pitfalls.md. */
import { expect, test } from "vitest";
import { micros, millis, Simulator } from "../../../simulator/index.ts";
import { compileText } from "../../support/virtual.ts";
import { IMPORTS, load, texts, threeWaiters, type Way } from "./load.ts";

const waits: Readonly<Record<string, Way>> = {
  "a channel's values": {
    top: "const it = Channel.create<u32>(3);",
    wait: "await it.receive();",
    release: "for (let i = 0; i < 3; i++) it.trySend(i);",
  },
  "a channel's places": {
    top: "const it = Channel.create<u32>(3);",
    before: "for (let i = 0; i < 3; i++) it.trySend(i);",
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

test("tasks that wait at one primitive do not wake each other", async () => {
  for (const [name, way] of Object.entries(waits)) {
    const sim = await load(threeWaiters(way, "seconds(1)"));
    sim.runFor(millis(999));
    // One turn in which `work` runs, and one in which the waiters do: then nobody is polled.
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
