import { expect, test } from "vitest";
import { timedLogs } from "../../support/logs.ts";

const program = (body: string, more = ""): string => `
import {
  Channel, debounce, filter, log, map, merge, millis, seconds, select, sleep, spawn, take, throttle, timeout,
} from "wakeful";
const left = Channel.create<u16>(4);
const right = Channel.create<u16>(4);
function isEven(value: u16): bool { return value % 2 == 0; }
function half(value: u16): f32 { return <f32>value / 2; }
${more}
@task
async function feed(): Promise<void> {
  const out = left.sender();
  for (let i: u16 = 1; i <= 6; i++) {
    await out.send(i);
    await sleep(millis(i == 3 ? 20 : 4));
  }
}
@task
async function work(): Promise<void> {
${body}
}
export function main(): void {
  spawn(feed());
  spawn(work());
}`;

test("filter, map and take, one on the other", async () => {
  const body = `
  const values = left.receive();
  const even = filter(values, isEven);
  const halves = map(even, half);
  const two = take(halves, 2);
  for await (const value of two) log("{}", value);
  log("left {}", await left.receive());`;
  expect(await timedLogs(program(body))).toEqual(["4: 1", "28: 2", "32: left 5"]);
});

test("a stream ends with its source", async () => {
  const body = `
  const values = left.receive();
  const even = filter(values, isEven);
  for await (const value of even) log("{}", value);
  log("end");`;
  expect(await timedLogs(program(body))).toEqual(["4: 2", "28: 4", "36: 6", "40: end"]);
});

test("throttle leaves out what comes too soon, debounce what is followed too soon", async () => {
  const throttled = `
  const values = left.receive();
  const slow = throttle(values, millis(10));
  for await (const value of slow) log("{}", value);`;
  expect(await timedLogs(program(throttled))).toEqual(["0: 1", "28: 4"]);
  const debounced = `
  const values = left.receive();
  const calm = debounce(values, millis(10));
  for await (const value of calm) log("{}", value);
  log("end");`;
  expect(await timedLogs(program(debounced))).toEqual(["18: 3", "40: 6", "40: end"]);
});

test("merge gives each its turn, and ends with both", async () => {
  const body = `
  for (let i: u16 = 101; i <= 104; i++) right.trySend(i);
  right.close();
  await sleep(millis(30));
  const a = left.receive();
  const b = right.receive();
  const both = merge(a, b);
  for await (const value of both) log("{}", value);
  log("end");`;
  const logs = await timedLogs(program(body));
  expect(logs.map((line) => line.split(": ")[1])).toEqual([
    ...["1", "101", "2", "102", "3", "103", "4", "104"],
    ...["5", "6", "end"],
  ]);
});

test("a value is not lost when the wait for it is cut off", async () => {
  const body = `
  const values = left.receive();
  const even = filter(values, isEven);
  for (let i = 0; i < 20; i++) {
    const next = even.next();
    if (await timeout(next, millis(3))) {
      if (!next.hasValue) break;
      log("{}", await next);
    }
  }`;
  const logs = await timedLogs(program(body));
  expect(logs.map((line) => line.split(": ")[1])).toEqual(["2", "4", "6"]);
});
