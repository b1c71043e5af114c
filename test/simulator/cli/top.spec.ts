import { expect, test } from "vitest";
import { shell } from "./shell.ts";

const text = `
import { millis, Mutex, sleep, spawn } from "wakeful";
const bus = Mutex.create<u32>();
@task
async function writer(): Promise<void> {
  for (;;) {
    await bus.lock();
    await sleep(millis(30));
  }
}
@task({ pool: 2 })
async function waiter(): Promise<void> {
  await bus.lock();
  await sleep(millis(30));
}
export function main(): void {
  spawn(writer());
  spawn(waiter());
  spawn(waiter());
}
`;

test("--top tells what each task does: at the end in a pipe, live on a terminal, and in JSON", async () => {
  const opened = shell();
  opened.write("main.ts", text);
  const { code, out } = await opened.wakeful("run main.ts --for 10ms --top", { columns: 100 });
  expect(code).toBe(0);
  expect(out.slice(out.indexOf("\ntop"))).toMatchInlineSnapshot(`
    "
    top
      task       state    prio  polls  wakes  stands at
      writer     waiting     0      1      1  main.ts:8  time to be 30ms
      waiter     waiting     0      1      1  main.ts:13  the lock bus, held by writer
      waiter[1]  waiting     0      1      1  main.ts:13  the lock bus, held by writer
    "
  `);
  // Nothing is cut for a pipe, which has no width.
  const piped = await opened.wakeful("run main.ts --for 10ms --top --cpu 1MHz");
  expect(piped.out).toMatch(/^ {2}waiter\[1\] .* main\.ts:13 {2}the lock bus, held by writer$/m);
  const metered = await opened.wakeful("run main.ts --for 10ms --top --cpu 1MHz", { columns: 60 });
  const table = metered.out.slice(metered.out.indexOf("\ntop"));
  expect(table.split("\n")[2]).toMatch(/^ {2}task +state +prio +polls +wakes +time/);
  expect(table.split("\n").every((line) => line.length <= 60)).toBe(true);
  const live = await opened.wakeful("run main.ts --for 10ms --top", { isTTY: true });
  expect(live.out).toContain("stands at");
  const json = JSON.parse((await opened.wakeful("run main.ts --for 10ms --json --top")).out) as {
    tasks: unknown[];
  };
  expect(json.tasks[1]).toMatchObject({
    name: "waiter",
    state: "waiting",
    waits: [{ future: "Lock", object: "bus", holders: [{ name: "writer", slot: 0 }] }],
    polls: { count: 1, wakes: 1, total: "0" },
  });
});
