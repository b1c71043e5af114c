/** What is told of tasks that do not have their turns in good time. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  micros,
  millis,
  seconds,
  Simulator,
  type CpuDescription,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { board, build } from "../../support/firmware.ts";
import { projectRoot } from "../../support/parts.ts";
import { compileText } from "../../support/virtual.ts";

const MHz = 1_000_000;
const quick = { hz: 16 * MHz, longPoll: seconds(10) };

/** An example of the page on diagnoses, with some of its text replaced. */
function example(name: string, ...changes: readonly (readonly [string, string])[]): string {
  const path = join(projectRoot, `docs/examples/diagnoses/${name}.ts`);
  return changes.reduce(
    (text, [from, to]) => {
      expect(text).toContain(from);
      return text.replace(from, to);
    },
    readFileSync(path, "utf8"),
  );
}

async function load(
  text: string,
  cpu?: CpuDescription,
  options: SimulatorOptions = {},
): Promise<Simulator> {
  const { wasm, table } = await compileText(text);
  return Simulator.load(wasm, { table, cpu, ...options });
}

async function run(text: string, cpu?: CpuDescription): Promise<Simulator> {
  const sim = await load(text, cpu);
  sim.runFor(seconds(1));
  return sim;
}

const told = (sim: Simulator): string =>
  sim.diagnostics
    .map(({ severity, code, time, message, hint }) =>
      [`${severity} at ${time} ns [${code}]:`, ...message.split("; "), hint].join("\n"),
    )
    .join("\n\n");

test("a task that is ready for long before its turn is told, with who ran meanwhile", async () => {
  expect(told(await run(example("starvation"), quick))).toMatchInlineSnapshot(`
    "warning at 95026000 ns [starvation]:
    show (firmware.ts:33:5: await sleep(millis(20))) was ready for more than 100ms 6 times before it had its turn, the longest 130.039625ms from 395.11ms on
    meanwhile compress ran for 57 % and encrypt for 43 % of that time
    let the others give way inside long work: \`await yieldNow()\`; a higher priority moves a task forward in its round, and no further; if it may wait so long, say so: \`cpu: { starvation: millis(500) }\`"
  `);
});

test("shorter polls of the others, or a higher limit, and there is no starvation", async () => {
  const shorter = await run(example("starvation", ["50_000", "15_000"]), quick);
  expect(told(shorter)).toBe("");
  const allowed = await run(example("starvation"), { ...quick, starvation: millis(300) });
  expect(told(allowed)).toBe("");
});

test("an urgent task that waits for a lock, and so for tasks in between, is told with all of them", async () => {
  expect(told(await run(example("inversion"), quick))).toMatchInlineSnapshot(`
    "warning at 1015562 ns [priority-inversion]:
    brake (firmware.ts:36:3: await bus.lock()) with priority 7 waits for bus, which record (firmware.ts:19:5: await yieldNow()) with priority 0 holds
    that one was ready, but draw with priority 3 ran first: 7.5585ms lost from 1.015562ms on
    give the task that holds it the higher priority as well, let it hold it without an \`await\` in between, or cut the polls of those in between short: \`await yieldNow()\`"
  `);
});

test("what an inversion is said to cost is what the urgent task loses", async () => {
  const braked = async (text: string): Promise<bigint> => {
    const sim = await run(text, quick);
    return sim.logs.find((line) => line.text === "braked")!.time;
  };
  const late = await braked(example("inversion"));
  const alone = await braked(example("inversion", ["spawn(draw());", ""]));
  const [found] = (await run(example("inversion"), quick)).diagnostics;
  const lost = /([\d.]+)ms lost/.exec(found!.message)![1]!;
  // Before it waits for the lock and after it was given it, it waits for one more poll each.
  const rest = late - alone - millis(Number(lost));
  expect(rest > 0n && rest < 2n * micros(960), `${rest}`).toBe(true);
});

test("a holder with the urgent task's priority, or without an await, is not held up", async () => {
  const raised = ["@task\nasync function record", "@task({ priority: 7 })\nasync function record"];
  expect(told(await run(example("inversion", raised as [string, string]), quick))).toBe("");
  const direct = [
    "transfer.value += work(20);\n    await yieldNow();",
    "transfer.value += work(20);",
  ];
  expect(told(await run(example("inversion", direct as [string, string]), quick))).toBe("");
  const patient = await run(example("inversion"), { ...quick, inversion: millis(100) });
  expect(told(patient)).toBe("");
});

test("a task that waits by reading the clock is told, with the way out", async () => {
  expect(told(await run(example("polled-time"), quick))).toMatchInlineSnapshot(`
    "warning at 10750 ns [polled-time]:
    pulse (firmware.ts:9:23: await yieldNow()) read the clock in 860 polls and did nothing else in them, for 4.996312ms from 10.75us on
    it was ready all the time, so the processor could not sleep
    sleep until then: \`await sleepUntil(time)\`; or wait for what is to happen, with \`timeout(...)\` around it. The processor sleeps meanwhile, and the others have their turns"
  `);
});

test("a task that sleeps until then is not told", async () => {
  const slept = example(
    "polled-time",
    ["while (now() < end) await yieldNow()", "await sleepUntil(end)"],
    ["yieldNow }", "sleepUntil }"],
  );
  expect(told(await run(slept, quick))).toBe("");
});

const waits = (how: string): string => `
import { Channel, Input, log, millis, now, sleep, spawn, yieldNow } from "wakeful";
const go = Channel.create<u32>(1);
function work(rounds: u32): u32 {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < rounds; i++) sum = sum * 31 + i;
  return sum;
}
@task
async function busy(): Promise<void> {
  let sum: u32 = 0;
  await sleep(millis(1));
  go.trySend(work(1_000));
  for (let i = 0; i < 3; i++) {
    await yieldNow();
    sum += work(120_000);
  }
  log("{}", sum);
}
@task
async function waiter(): Promise<void> {
  ${how}
}
export function main(): void { spawn(busy()); spawn(waiter()); }`;

test("a task is ready from the interrupt on, or from the end of the poll that woke it", async () => {
  const edge = await load(waits("const pin = Input.at(5); await pin.risingEdge();"), quick);
  edge.pin(5).drive(1, millis(20));
  edge.runFor(seconds(1));
  expect(edge.diagnostics.map(({ code, time }) => [code, time])).toEqual([
    ["starvation", millis(20)],
  ]);
  // In the round after the one in which it was woken, behind who was queued before.
  const sent = await run(waits("await go.receive();"), { ...quick, starvation: 1n });
  const of = sent.diagnostics.filter(({ message }) =>
    message.startsWith("waiter (firmware.ts:22:3"),
  );
  expect(of.map(({ code, time }) => [code, time])).toMatchInlineSnapshot(`
    [
      [
        "starvation",
        1965875n,
      ],
    ]
  `);
});

test("an interrupt that comes while its own task runs makes nobody wait", async () => {
  const { wasm, table } = await build("examples/blocking/blocking.ts");
  const wired = board("examples/blocking/diagram.json");
  const sim = Simulator.load(wasm, { table, board: wired, cpu: quick });
  sim.press("holds", { at: millis(250), for: millis(50) });
  sim.runFor(seconds(2));
  expect(sim.diagnostics.map(({ code, message }) => [code, message.split(" ")[0]])).toEqual([
    ["starvation", "blink"],
  ]);
});

test("on a processor on which polls take no time, nobody starves", async () => {
  const sim = await load(example("starvation"), { turnTime: micros(100) }, { inspect: true });
  sim.runFor(millis(100));
  expect(told(sim)).toBe("");
});

test("the clock that is only read is told wherever polls take time, if they are counted", async () => {
  const sim = await load(example("polled-time"), { turnTime: micros(10) }, { inspect: true });
  sim.runFor(millis(20));
  expect(sim.diagnostics.map(({ code, message }) => [code, message.slice(0, 80)]))
    .toMatchInlineSnapshot(`
    [
      [
        "polled-time",
        "pulse (firmware.ts:9:23: await yieldNow()) read the clock in 499 polls and did n",
      ],
    ]
  `);
});

/** Works for 5 ms in slices, by the clock. */
const sliced = (head: string, start: string, step: string): string => `
import { log, millis, now, spawn, Watch, yieldNow } from "wakeful";
const level = Watch.create<u32>();
${head}
@task
async function crunch(): Promise<void> {
  ${start}
  const end = now() + millis(5);
  while (now() < end) {
    ${step}
    await yieldNow();
  }
  log("{}", now());
}
export function main(): void { spawn(crunch()); }`;

test.each([
  ["a variable of its own", "", "let own: u32 = 0;", "own++;"],
  ["a variable at the top of the file", "let sum: u32 = 0;", "", "sum = sum * 31 + 7;"],
  ["an object", "", "", "level.value = level.value + 1;"],
])("work in slices that looks at the clock is not told: on %s", async (_, head, start, step) => {
  expect(told(await run(sliced(head, start, step), quick))).toBe("");
});

test("what is told goes back with the simulation, and is the same in another run", async () => {
  for (const name of ["starvation", "inversion", "polled-time"]) {
    const sim = await load(example(name), quick);
    sim.runFor(micros(2_500));
    const then = sim.snapshot();
    const before = told(sim);
    sim.runFor(millis(700));
    const after = told(sim);
    expect(after).not.toBe(before);
    sim.restore(then);
    expect(told(sim)).toBe(before);
    sim.runFor(millis(700));
    expect(told(sim)).toBe(after);
  }
});
