import { expect, test } from "vitest";
import { timedLogs } from "../../support/logs.ts";

test("tasks of a set are told as they end, with their values, and aborted ones as such", async () => {
  const text = `
import { JoinHandle, JoinSet, log, millis, sleep, spawn } from "wakeful";
const set = JoinSet.create<u32>(3);
@task({ pool: 4 })
async function measure(n: u32): Promise<u32> {
  await sleep(millis(n));
  return n * n;
}
@task
async function work(): Promise<void> {
  for (let i: u32 = 4; i > 1; i--) log("{}", set.add(spawn(measure(i))));
  const rest = spawn(measure(9));
  log("{}", set.add(rest));
  rest.detach();
  for await (const value of set) log("value {}", value);
  set.add(spawn(measure(5)));
  await sleep(millis(1));
  set.abortAll();
  const end = set.next();
  await end;
  log("{} {} {}", end.hasValue, end.isAborted, set.length);
}
export function main(): void {
  spawn(work());
}`;
  expect(await timedLogs(text)).toEqual([
    ...["0: true", "0: true", "0: true", "0: false"],
    ...["2: value 4", "3: value 9", "4: value 16", "5: true true 0"],
  ]);
});

const collected = (body: string): string => `
import { JoinHandle, JoinSet, log, millis, sleep, spawn, yieldNow } from "wakeful";
const set = JoinSet.create<u32>(3);
@task({ pool: 4 })
async function measure(n: u32): Promise<u32> {
  await sleep(millis(n));
  return n * n;
}
@task
async function collect(): Promise<void> {
  while (true) {
    const end = set.next();
    const value = await end;
    if (!end.hasValue) break;
    if (end.isAborted) log("aborted");
    else log("value {}", value);
  }
  log("no more");
}
@task
async function work(): Promise<void> {
${body}
}
export function main(): void {
  spawn(work());
}`;

test("a task that is added while somebody waits for the set is told when it ends, too", async () => {
  const body = `
  set.add(spawn(measure(50)));
  spawn(collect());
  await sleep(millis(1));
  set.add(spawn(measure(2)));`;
  expect(await timedLogs(collected(body))).toEqual(["3: value 4", "50: value 2500", "50: no more"]);
});

test("abortAll leaves the values of tasks that have ended, and nothing aborted is told as a value", async () => {
  const body = `
  set.add(spawn(measure(0)));
  set.add(spawn(measure(9)));
  const other = spawn(measure(8));
  set.add(other);
  other.abort();
  await sleep(millis(1));
  set.abortAll();
  spawn(collect());`;
  const logs = await timedLogs(collected(body));
  expect(logs).toEqual(["1: value 0", "1: aborted", "1: aborted", "1: no more"]);
});

test("who waits for a task gets its value, though it was detached meanwhile", async () => {
  const body = `
  const three = spawn(measure(3));
  const four = spawn(measure(4));
  set.add(four);
  spawn(collect());
  const end = three.join();
  await yieldNow();
  four.detach();
  three.detach();
  const value = await end;
  log("{} {}", end.hasValue, value);`;
  expect(await timedLogs(collected(body))).toEqual(["3: true 9", "4: value 16", "4: no more"]);
});

test("slices of background work take turns, one a round, and the others run in between", async () => {
  const text = `
import { Background, log, spawn, yieldNow } from "wakeful";
const background = Background.create();
@task({ pool: 2 })
async function long(id: u32): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await background.slice();
    log("slice of {}", id);
  }
}
@task
async function quick(): Promise<void> {
  for (let i = 0; i < 7; i++) {
    log("round {}", i);
    await yieldNow();
  }
}
export function main(): void {
  spawn(quick());
  spawn(long(1));
  spawn(long(2));
}`;
  const logs = await timedLogs(text);
  expect(logs.map((line) => line.replace(/^0: /, ""))).toEqual([
    "round 0",
    ...["round 1", "slice of 1", "round 2", "slice of 2", "round 3", "slice of 1"],
    ...["round 4", "slice of 2", "round 5", "slice of 1", "round 6", "slice of 2"],
  ]);
});

test("blockOn runs a task to its end, and says what it cannot wait for", async () => {
  const text = (wait: string): string => `
import { blockOn, log, millis, sleep, spawn, yieldNow } from "wakeful";
@task
async function work(): Promise<void> {
  ${wait}
  log("done");
}
export function main(): void {
  blockOn(spawn(work()));
  log("behind");
}`;
  expect(await timedLogs(text("await yieldNow();"))).toEqual(["0: done", "0: behind"]);
  await expect(timedLogs(text("await sleep(millis(1));"))).rejects.toThrow(
    "blockOn: the task waits for something that only the host can bring",
  );
});

test("several tasks that wait for one set are told in turn, and all that it is empty", async () => {
  const text = `
import { JoinSet, log, millis, sleep, spawn, timeout } from "wakeful";
const jobs = JoinSet.create<u32>(6);
@task({ pool: 6 })
async function job(n: u32): Promise<u32> {
  await sleep(millis(n * 10));
  return n;
}
@task({ pool: 2 })
async function collect(id: u32): Promise<void> {
  for await (const value of jobs) log("{} has {}", id, value);
  log("{} is done", id);
}
@task
async function gone(): Promise<void> {
  if (!(await timeout(jobs.next(), millis(5)))) log("gone");
}
export function main(): void {
  spawn(gone());
  for (let i: u32 = 1; i <= 4; i++) jobs.add(spawn(job(i)));
  spawn(collect(1));
  spawn(collect(2));
}`;
  expect(await timedLogs(text)).toEqual([
    "5: gone",
    "10: 1 has 1",
    "20: 2 has 2",
    "30: 1 has 3",
    "40: 2 has 4",
    "40: 2 is done",
    "40: 1 is done",
  ]);
});
