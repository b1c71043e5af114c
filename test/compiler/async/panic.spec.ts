/** What is said when an async function ends the program: the author's column, and the awaits around. */
import { expect, test } from "vitest";
import { explainError } from "../../../simulator/cli/explain-error.ts";
import { seconds, Simulator } from "../../../simulator/index.ts";
import { compileText } from "../../support/virtual.ts";

async function failure(text: string, mode: "release" | "debug" = "release"): Promise<string> {
  const { wasm, table } = await compileText(text, { mode });
  const sim = Simulator.load(wasm, { table });
  try {
    sim.runFor(seconds(1));
  } catch (error) {
    return explainError(error, { env: {} }, () => text).text;
  }
  return "it ran";
}

const divisions = `import { log, micros, sleep, spawn } from "wakeful";

let zero: i32 = 0;

async function value(n: i32): Promise<i32> {
  await sleep(micros(n));
  return n;
}

@task
async function work(): Promise<void> {
  const all = 6 / (await value(1)) + 6 / (await value(2)) + 6 / (await value(zero)) + 6 / (await value(3));
  log("{}", all);
}

export function main(): void {
  spawn(work());
}
`;

test("a trap behind the third of four awaits on a line names its column", async () => {
  expect(await failure(divisions)).toMatchInlineSnapshot(`
    "firmware.ts:12:61 error: poll() trapped: divide by zero (at 3us) [trap]
      11 | async function work(): Promise<void> {
    > 12 |   const all = 6 / (await value(1)) + 6 / (await value(2)) + 6 / (await value(zero)) + 6 / (await value(3));
         |                                                             ^
      13 |   log("{}", all);
      in the task work (firmware.ts:12:43: await value(2))
      way out: check the divisor before the division"
  `);
  expect(await failure(divisions, "debug")).toMatchInlineSnapshot(`
    "firmware.ts:12:61 error: poll() trapped: divide by zero (at 3us) [trap]
      11 | async function work(): Promise<void> {
    > 12 |   const all = 6 / (await value(1)) + 6 / (await value(2)) + 6 / (await value(zero)) + 6 / (await value(3));
         |                                                             ^
      13 |   log("{}", all);
      in the task work (firmware.ts:12:43: await value(2))
      way out: check the divisor before the division"
  `);
});

test("a panic inside the third of four awaits on a line names all awaits on the way", async () => {
  const text = `import { log, micros, panic, sleep, spawn } from "wakeful";

async function step(n: i32): Promise<i32> {
  await sleep(micros(n));
  if (n == 3) panic("the third one");
  return n;
}

@task
async function work(): Promise<void> {
  const sum = (await step(1)) + (await step(2)) + (await step(3)) + (await step(4));
  log("{}", sum);
}

export function main(): void {
  spawn(work());
}
`;
  expect(await failure(text)).toMatchInlineSnapshot(`
    "firmware.ts:5:15 error: panic: the third one (at 6us) [panic]
      4 |   await sleep(micros(n));
    > 5 |   if (n == 3) panic("the third one");
        |               ^
      6 |   return n;
      in the task work (firmware.ts:11:52: await step(3) → firmware.ts:4:3: await sleep(micros(n)))
      way out: the firmware stopped itself here: see that this case does not arise, or handle it"
  `);
});

test("a deadlock names the awaits in which the tasks stand", async () => {
  const text = `import { Channel, spawn } from "wakeful";

const orders = Channel.create<i32>(1);

async function next(): Promise<i32> {
  return await orders.receive();
}

@task
async function cook(): Promise<void> {
  while (true) await next();
}

@task
async function waiter(): Promise<void> {
  await orders.send(1);
  const end = spawn(cook()).join();
  await end;
}

export function main(): void {
  spawn(waiter());
}
`;
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table });
  sim.runFor(seconds(1));
  expect(sim.diagnostics.map((d) => d.message)).toMatchInlineSnapshot(`
    [
      "2 tasks wait for ever: cook (firmware.ts:11:16: await next() → firmware.ts:6:10: await orders.receive()), waiter (firmware.ts:18:3: await end); no task is ready, no timer runs and no pin is listened to",
    ]
  `);
});

const crowded = (
  tasks: string,
  main: string,
): string => `import { millis, sleep, spawn } from "wakeful";

@task({ pool: 2 })
async function blink(pin: u8): Promise<void> {
  while (true) await sleep(millis(pin));
}

${tasks}

export function main(): void {
  ${main}
}
`;

test("a spawn that finds no slot names its line, and the task, if no other pool is full", async () => {
  const text = crowded(
    "",
    `spawn(blink(3));
  spawn(blink(4));
  spawn(blink(5));`,
  );
  expect(await failure(text)).toMatchInlineSnapshot(`
    "firmware.ts:13:9 error: panic: the pool of blink (2 slots) is full: raise \`pool\` in its @task, use trySpawn, or join or detach tasks whose values nobody took (at 0s) [panic]
      12 |   spawn(blink(4));
    > 13 |   spawn(blink(5));
         |         ^
      14 | }
      way out: the firmware stopped itself here: see that this case does not arise, or handle it"
  `);
});

test("where several pools are full, it names them and its own line", async () => {
  const boss = `@task
async function boss(): Promise<void> {
  await sleep(millis(5));
  spawn(blink(3));
  spawn(blink(4));
  spawn(blink(5));
}`;
  expect(await failure(crowded(boss, "spawn(boss());"))).toMatchInlineSnapshot(`
    "firmware.ts:13:9 error: panic: the task's pool is full (full are those of blink (2 slots), boss (1 slot)): raise \`pool\` in its @task, use trySpawn, or join or detach tasks whose values nobody took (at 5ms) [panic]
      12 |   spawn(blink(4));
    > 13 |   spawn(blink(5));
         |         ^
      14 | }
      in the task boss (firmware.ts:10:3: await sleep(millis(5)))
      way out: the firmware stopped itself here: see that this case does not arise, or handle it"
  `);
});
