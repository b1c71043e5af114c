import { expect, test } from "vitest";
import { refusal } from "../../support/virtual.ts";

const program = (
  line: string,
  own = "",
): string => `import { log, millis, sleep, spawn } from "wakeful";
${own}
async function a(): Promise<void> { await sleep(millis(1)); }
@task
async function work(): Promise<void> {
  ${line}
}
export function main(): void {
  spawn(work());
}`;

test.each([
  [
    'console.log("hi");',
    'console.log: there is no console [foreign] write log("temp {} C", t), with log from "wakeful"',
  ],
  [
    "await Promise.all([a(), a()]);",
    "Promise.all: there is no Promise to call [foreign] write await join(a(), b()), without brackets",
  ],
  [
    "await Promise.race([a(), a()]);",
    "Promise.race: there is no Promise to call [foreign] write await select(a(), b()): its value is the index of the first that is ready",
  ],
  [
    "delay(500);",
    "delay: there is no such function [foreign] write await sleep(millis(500)) in an async function",
  ],
  [
    "digitalWrite(13, 1);",
    "digitalWrite: there is no such function [foreign] write const led = Output.at(13), and led.high(), led.low() or led.toggle()",
  ],
  [
    "await join([a(), a()]);",
    "[a(), a()] is not a future [await-of-no-future] write them without brackets: join(a(), b())",
  ],
  [
    "await spawn(work());",
    "spawn(work()) is not a future [await-of-no-future] the task runs by itself; its end is awaited with spawn(work()).join()",
  ],
])("%s", async (line, expected) => {
  const text = program(line).replace("import { log", "import { join, log");
  const said = await refusal(text);
  const message = /error: (.*)/.exec(said)![1]!;
  const hint = /way out: (.*)/.exec(said)![1]!;
  expect(`${message} ${hint}`).toBe(expected);
});

test("a function of the author's own may have such a name", async () => {
  const own = "function delay(n: i32): i32 { return n; }";
  expect(await refusal(program('log("{}", delay(5));', own))).toBe("it compiled");
});
