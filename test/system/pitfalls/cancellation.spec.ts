/** What users of other systems reported of select, locks and cancelling: docs/pitfalls.md. */
import { expect, test } from "vitest";
import { micros, seconds } from "../../../simulator/index.ts";
import { timedLogs } from "../../support/logs.ts";
import { IMPORTS, threeWaiters } from "./load.ts";

const logs = (
  text: string,
  options: Parameters<typeof timedLogs>[1] = {},
): ReturnType<typeof timedLogs> => timedLogs(IMPORTS + text, options);

test("an arm that is always ready does not starve the others of a fair select", async () => {
  const text = (kind: string): string => `
const busy = Channel.create<u32>(1);
const rare = Channel.create<u32>(1);
@task
async function work(): Promise<void> {
  let first: u32 = 0;
  let second: u32 = 0;
  rare.trySend(1);
  for (let i = 0; i < 100; i++) {
    busy.trySend(1);
    if ((await ${kind}(busy.receive(), rare.receive())) == 0) first++;
    else second++;
  }
  log("{} {}", first, second);
}
export function main(): void {
  spawn(work());
}`;
  // The order of `select` is the written one, as docs/async.md says.
  expect(await logs(text("select"))).toEqual(["0: 100 0"]);
  expect(await logs(text("selectFair"))).toEqual(["0: 99 1"]);
});

test("a timeout fires though what it limits is ready to go on at every poll", async () => {
  const text = `
const values = Channel.create<u32>(1);
async function drain(): Promise<u32> {
  let sum: u32 = 0;
  while (true) {
    values.trySend(1);
    sum += await values.receive();
    await yieldNow();
  }
}
@task
async function work(): Promise<void> {
  log("{} {}", await timeout(drain(), micros(100)), now());
}
export function main(): void {
  spawn(work());
}`;
  expect(await logs(text, { cpu: { turnTime: micros(10) } })).toEqual(["0.1: false 100"]);
});

test("a deadline in a variable ends a loop whose other arm is ready at every poll", async () => {
  const loop = (limit: string): string => `
const values = Signal.create<u32>();
async function span(): Promise<void> {
  await sleep(millis(10));
}
@task
async function work(): Promise<void> {
  const limit = ${limit};
  while (true) {
    values.signal(1);
    if ((await select(limit, values.wait())) == 0) break;
  }
  log("{}", now() / 1000);
}
export function main(): void {
  spawn(work());
}`;
  // The executor has no turn in between, in which it could take out what is due.
  for (const limit of ["sleep(millis(10))", "sleepUntil(10000)", "span()"]) {
    const lines = await logs(loop(limit), { cpu: { hz: 16_000_000 } });
    expect(lines, limit).toEqual([expect.stringMatching(/: 10$/)]);
  }
});

test("a poll that never yields is reported, and named, as no timeout could end it", async () => {
  const text = `
const values = Channel.create<u32>(1);
async function greedy(): Promise<void> {
  while (true) {
    values.trySend(1);
    await values.receive();
  }
}
@task
async function work(): Promise<void> {
  await timeout(greedy(), micros(100));
}
export function main(): void {
  spawn(work());
}`;
  await expect(logs(text, { pollLimit: 10_000 })).rejects.toMatchObject({
    code: "endless-poll",
    task: expect.stringContaining("work (firmware.ts:") as string,
  });
});

/** Who holds a lock lets it go at 10 ms; the one behind is cut off at `cut`; a third wants it, too. */
const locking = (top: string, take: string, cut: string): string => `
${top}
@task
async function holder(): Promise<void> {
  ${take}
  await sleep(millis(10));
}
@task
async function cancelled(): Promise<void> {
  ${take}
  log("second has it");
  await sleep(millis(100));
}
@task
async function third(): Promise<void> {
  ${take}
  log("third has it");
}
@task
async function work(): Promise<void> {
  spawn(holder());
  const task = spawn(cancelled());
  spawn(third());
  ${cut}
  task.abort();
}
export function main(): void {
  spawn(work());
}`;

test("a lock() that is cancelled does not keep the lock, whenever that happens", async () => {
  const locks = [
    ["const it = Mutex.create<u32>();", "await it.lock();"],
    ["const it = RwLock.create<u32>();", "await it.write();"],
    ["const it = Semaphore.create(2);", "await it.acquire(2);"],
  ] as const;
  for (const [top, take] of locks) {
    const cutAt = (cut: string): Promise<string[]> => logs(locking(top, take, cut));
    expect(await cutAt("await sleep(millis(5));"), "while it waits").toEqual(["10: third has it"]);
    // At 10 ms both are due, this one behind the holder: the lock is handed over, and not yet had.
    const handed = await cutAt("await sleep(millis(1)); await sleep(millis(9));");
    expect(handed, "when it is its turn, and it does not know yet").toEqual(["10: third has it"]);
    expect(await cutAt("await sleep(millis(50));"), "while it has it").toEqual([
      "10: second has it",
      "50: third has it",
    ]);
  }
});

test("no value is lost when a receive or a send is cut off, at whatever moment", async () => {
  // The spans are in µs: each of many limits comes at another moment of each transfer.
  const text = `
const values = Channel.create<u32>(2);
@task
async function produce(): Promise<void> {
  const out = values.sender();
  let next: u32 = 0;
  for (let i: u32 = 0; next < 1000; i++) {
    if (await timeout(out.send(next), micros(i % 7))) next++;
    await sleep(micros(i % 5));
  }
}
@task
async function consume(): Promise<void> {
  let expected: u32 = 0;
  let wrong: u32 = 0;
  let cut: u32 = 0;
  for (let i: u32 = 0; ; i++) {
    const value = values.receive();
    if ((await select(sleep(micros(i % 6)), value)) == 0) {
      cut++;
      continue;
    }
    const got = await value;
    if (!value.hasValue) break;
    if (got != expected) wrong++;
    expected++;
    await sleep(micros(i % 3));
  }
  log("{} received, {} wrong, {}", expected, wrong, cut > 100);
}
export function main(): void {
  spawn(consume());
  spawn(produce());
}`;
  for (const turnTime of [0n, micros(1), micros(3)]) {
    const told = await logs(text, { cpu: { turnTime }, until: seconds(1) });
    expect(told.map((line) => line.replace(/.*: /, ""))).toEqual(["1000 received, 0 wrong, true"]);
  }
});

test("a value that is costly to make is made only when there is a place for it", async () => {
  const text = `
const values = Channel.create<u32>(1);
@task
async function produce(): Promise<void> {
  for (let i: u32 = 0; i < 4; i++) {
    const place = values.reserve();
    if (!(await timeout(place, millis(3)))) {
      log("no place");
      continue;
    }
    log("made {}", i);
    place.send(i);
  }
}
@task
async function consume(): Promise<void> {
  await sleep(millis(5));
  log("got {}", await values.receive());
  log("got {}", await values.receive());
}
export function main(): void {
  spawn(produce());
  spawn(consume());
}`;
  expect(await logs(text)).toEqual([
    ...["0: made 0", "3: no place", "5: got 0", "5: made 2", "5: got 2", "5: made 3"],
  ]);
});

/** What several tasks can wait for, and what lets them all go on. */
const shared: Record<
  string,
  readonly [top: string, wait: string, release: string, before?: string]
> = {
  "a signal": [
    "const it = Signal.create<u32>();",
    "await it.wait();",
    "for (let i = 0; i < 3; i++) { it.signal(i); await yieldNow(); }",
  ],
  "a mutex": [
    "const it = Mutex.create<u32>();",
    "await it.lock();",
    "it.tryLock(); await yieldNow(); it.unlock();",
  ],
  "a barrier": ["const it = Barrier.create(3);", "await it.wait();", ""],
  "a cell": ["const it = OnceCell.create<u32>();", "await it.get();", "it.set(1);"],
  "a watch": [
    "const it = Watch.create<u32>();",
    "const mine = it.subscribe(); await mine.next();",
    "it.value = 1;",
  ],
  "a task's end": [
    "@task async function it(): Promise<u32> { await sleep(millis(10)); return 1; }\nlet handle = changetype<JoinHandle<u32>>(0);",
    "await handle.join();",
    "",
    "handle = spawn(it());",
  ],
};

test("the second and the third waiter do not hang, whatever they wait for", async () => {
  for (const [name, [top, wait, release, before = ""]] of Object.entries(shared)) {
    const told = await logs(threeWaiters({ top, wait, release, before }, "millis(10)"));
    expect([name, told.map((line) => line.replace(/.*: /, "")).sort()]).toEqual([
      name,
      ["0", "1", "2"],
    ]);
  }
});
