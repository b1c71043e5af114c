import { expect, test } from "vitest";
import { micros, millis, Simulator, type SimulatorOptions } from "../../../simulator/index.ts";
import { compileText } from "../../support/virtual.ts";

const text = `
import {
  Button, Channel, millis, Mutex, select, Semaphore, sleep, spawn, yieldNow,
} from "wakeful";

const bus = Mutex.create<u32>();
const sockets = Semaphore.create(1);
const readings = Channel.create<u16>(2);
const button = Button.at(2);

@task
async function holder(): Promise<void> {
  await bus.lock();
  await sleep(millis(30));
}

async function useBus(): Promise<void> {
  await sockets.acquire();
  await bus.lock();
}

@task
async function user(): Promise<void> {
  await useBus();
}

@task
async function waiter(): Promise<void> {
  await select(sockets.acquire(), sleep(millis(40)));
}

@task
async function reader(): Promise<void> {
  for (;;) await readings.receive();
}

@task
async function presses(): Promise<void> {
  await button.pressed();
}

@task
async function parent(): Promise<void> {
  const handle = spawn(child());
  await handle.join();
}

@task
async function child(): Promise<void> {
  const own = Button.at(3);
  await yieldNow();
  await own.pressed();
}

export function main(): void {
  spawn(holder());
  spawn(user());
  spawn(waiter());
  spawn(reader());
  spawn(presses());
  spawn(parent());
}
`;

async function load(options: SimulatorOptions = {}): Promise<Simulator> {
  const { wasm, table } = await compileText(text);
  return Simulator.load(wasm, { table, ...options });
}

function lines(sim: Simulator): string[] {
  return sim.inspect().map(({ name, slot, state, priority, sites, waits, holds, polls }) => {
    const stack = sites.map((site) => `${site.place.line}:${site.place.column} ${site.text}`);
    const texts = [
      `${name}[${slot}] p${priority} ${state}`,
      stack.join(" > "),
      `waits for ${waits.map((wait) => wait.text).join(", or ")}`,
      `holds ${holds.join(", ")}`,
      polls ? `${polls.count} polls, ${polls.wakes} wakes` : "not counted",
    ];
    return texts.join("; ");
  });
}

test("each task is told with its await sites, what it waits for, who holds that, and what it holds", async () => {
  const sim = await load({ inspect: true });
  expect(sim.inspect()).toEqual([]);
  sim.runFor(millis(1));
  expect(lines(sim)).toMatchInlineSnapshot(`
    [
      "holder[0] p0 waiting; 14:3 sleep(millis(30)); waits for time to be 30ms; holds bus; 1 polls, 1 wakes",
      "user[0] p0 waiting; 24:3 useBus() > 19:3 bus.lock(); waits for the lock bus, held by holder; holds sockets; 1 polls, 1 wakes",
      "waiter[0] p0 waiting; 29:3 select(sockets.acquire(), sleep(millis(40))); waits for time to be 40ms, or permits of sockets, held by user; holds ; 1 polls, 1 wakes",
      "reader[0] p0 waiting; 34:12 readings.receive(); waits for a value of readings; holds ; 1 polls, 1 wakes",
      "presses[0] p0 waiting; 39:3 button.pressed(); waits for a press or release of button (pin 2); holds ; 1 polls, 1 wakes",
      "parent[0] p0 waiting; 45:3 handle.join(); waits for the end of a task, which is child; holds ; 1 polls, 1 wakes",
      "child[0] p0 waiting; 52:3 own.pressed(); waits for a press or release of own of child (pin 3); holds ; 2 polls, 1 wakes",
    ]
  `);
  sim.runFor(millis(30));
  expect(lines(sim)).toMatchInlineSnapshot(`
    [
      "reader[0] p0 waiting; 34:12 readings.receive(); waits for a value of readings; holds ; 1 polls, 1 wakes",
      "presses[0] p0 waiting; 39:3 button.pressed(); waits for a press or release of button (pin 2); holds ; 2 polls, 2 wakes",
      "parent[0] p0 waiting; 45:3 handle.join(); waits for the end of a task, which is child; holds ; 1 polls, 1 wakes",
      "child[0] p0 waiting; 52:3 own.pressed(); waits for a press or release of own of child (pin 3); holds ; 3 polls, 2 wakes",
    ]
  `);
});

test("waits have what they are about as data", async () => {
  const sim = await load();
  sim.runFor(millis(1));
  const waits = Object.fromEntries(sim.inspect().map(({ name, waits }) => [name, waits]));
  expect(waits["user"]).toEqual([
    {
      future: "Lock",
      object: "bus",
      until: undefined,
      pin: undefined,
      holders: [{ name: "holder", slot: 0 }],
      text: "the lock bus, held by holder",
    },
  ]);
  expect(waits["presses"]![0]).toMatchObject({ future: "Press", object: "button", pin: 2 });
  expect(waits["holder"]).toMatchObject([{ future: "Sleep", until: millis(30) }]);
  expect(sim.inspect().every(({ polls }) => polls === undefined)).toBe(true);
});

test("counts go back with the simulation, and a metered processor adds times", async () => {
  const sim = await load({ cpu: { hz: 1_000_000 } });
  sim.runFor(millis(10));
  const before = sim.inspect();
  const then = sim.snapshot();
  sim.runFor(millis(60));
  expect(sim.inspect()).not.toEqual(before);
  sim.restore(then);
  expect(sim.inspect()).toEqual(before);
  const [{ polls }] = before as [(typeof before)[0]];
  expect(polls!.count).toBe(1);
  expect(polls!.longest).toBe(polls!.total);
  expect(polls!.total).toBeGreaterThan(micros(1));
});

test("counting polls does not change what happens", async () => {
  const [plain, counted] = [await load(), await load({ inspect: true })];
  plain.runFor(millis(100));
  counted.runFor(millis(100));
  expect(counted.summary()).toEqual(plain.summary());
  expect(counted.polls).toEqual([]);
});

test("a task does not wait for a time that is past, while it waits for what it joins with it", async () => {
  const { wasm, table } = await compileText(`
import { Channel, join, millis, sleep, spawn } from "wakeful";
const readings = Channel.create<u16>(2);
@task
async function both(): Promise<void> {
  await join(sleep(millis(5)), readings.receive());
}
export function main(): void {
  spawn(both());
}`);
  const sim = Simulator.load(wasm, { table });
  const waits = (): string[] => sim.inspect()[0]!.waits.map(({ text }) => text);
  sim.runFor(millis(1));
  expect(waits()).toContain("time to be 5ms");
  sim.runFor(millis(9));
  expect(waits()).toContain("a value of readings");
  expect(waits()).not.toContain("time to be 5ms");
});
