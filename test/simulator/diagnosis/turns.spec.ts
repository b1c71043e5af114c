/** What is told of tasks that do not have their turns in good time. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  millis,
  seconds,
  Simulator,
  type CpuDescription,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
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
    "warning at 0 ns [starvation]:
    show (firmware.ts:21:16) was ready at 0s and had its turn 112.539187ms later
    meanwhile crunch ran for 100 % of that time
    the others give way inside long work: \`await yieldNow()\`; a higher priority moves a task forward in its round, and no further; if it may wait so long, say so: \`cpu: { starvation: millis(500) }\`

    warning at 132539000 ns [starvation]:
    show (firmware.ts:23:5: await sleep(millis(20))) was ready for more than 100ms 4 times before it had its turn, the longest 205.058562ms from 132.539ms on
    meanwhile crunch ran for 100 % of that time
    the others give way inside long work: \`await yieldNow()\`; a higher priority moves a task forward in its round, and no further; if it may wait so long, say so: \`cpu: { starvation: millis(500) }\`"
  `);
});

test("shorter polls of the others, or a higher limit, and there is no starvation", async () => {
  const shorter = await run(example("starvation", ["60_000", "6_000"]), quick);
  expect(told(shorter)).toBe("");
  const allowed = await run(example("starvation"), { ...quick, starvation: millis(300) });
  expect(told(allowed)).toBe("");
});

test("an urgent task that waits for a lock, and so for tasks in between, is told with all of them", async () => {
  expect(told(await run(example("inversion"), quick))).toMatchInlineSnapshot(`
    "warning at 1033312 ns [priority-inversion]:
    brake (firmware.ts:36:3: await bus.lock()) with priority 7 waits for bus, which record (firmware.ts:19:5: await yieldNow()) with priority 0 holds
    that one was ready, but draw with priority 3 ran first: 7.561ms lost from 1.033312ms on
    give the task that holds it the higher priority as well, let it hold it without an \`await\` in between, or cut the polls of those in between short: \`await yieldNow()\`"
  `);
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
    "warning at 15250 ns [polled-time]:
    pulse (firmware.ts:9:23: await yieldNow()) read the clock in 601 polls and did nothing else in them, for 4.992187ms from 15.25us on
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
