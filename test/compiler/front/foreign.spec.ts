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
    "const level = analogRead(0);",
    "analogRead: there is no such function [foreign] write const knob = Adc.at(14), which is A0 of an Uno, and await knob.read(): see docs/analogue.md",
  ],
  [
    "Serial.begin(9600);",
    'Serial.begin: there is no such object [foreign] for texts that only you read write log("temp {} C", t); for a serial port const uart = Uart.open(0, 9600) at the top of the file: see docs/uart.md',
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

test("what is imported, and is not there", async () => {
  const text = program("").replace("import { log", "import { analogRead, Wire, log");
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:1:10 error: "wakeful" has no analogRead [missing-export]
    > 1 | import { analogRead, Wire, log, millis, sleep, spawn } from "wakeful";
        |          ^^^^^^^^^^
      2 |
      way out: there is no such function: write const knob = Adc.at(14), which is A0 of an Uno, and await knob.read(): see docs/analogue.md

    firmware.ts:1:22 error: "wakeful" has no Wire [missing-export]
    > 1 | import { analogRead, Wire, log, millis, sleep, spawn } from "wakeful";
        |                      ^^^^
      2 |
      way out: there is no such object: write const bus = I2c.open(0) at the top of the file: see docs/i2c.md"
  `);
});

test("objects of wakeful's that are made with new", async () => {
  const text = program(
    "const led = new Output(13), other = new Output();",
    "const words = new Channel<u32>(8), one = new Mutex(), b = new Button(4), t = new Ticker();",
  ).replace("import { log", "import { Button, Channel, Mutex, Output, Ticker, log");
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:2:15 error: Channel is not made with new, which takes memory from a heap [new-object]
      1 | import { Button, Channel, Mutex, Output, Ticker, log, millis, sleep, spawn } from "wakeful";
    > 2 | const words = new Channel<u32>(8), one = new Mutex(), b = new Button(4), t = new Ticker();
        |               ^^^^^^^^^^^^^^^^^^^
      3 | async function a(): Promise<void> { await sleep(millis(1)); }
      way out: write const channel = Channel.create<u32>(8), at the top of the file

    firmware.ts:2:42 error: Mutex is not made with new, which takes memory from a heap [new-object]
      1 | import { Button, Channel, Mutex, Output, Ticker, log, millis, sleep, spawn } from "wakeful";
    > 2 | const words = new Channel<u32>(8), one = new Mutex(), b = new Button(4), t = new Ticker();
        |                                          ^^^^^^^^^^^
      3 | async function a(): Promise<void> { await sleep(millis(1)); }
      way out: write const mutex = Mutex.create<T>(), at the top of the file

    firmware.ts:2:59 error: Button is not made with new, which takes memory from a heap [new-object]
      1 | import { Button, Channel, Mutex, Output, Ticker, log, millis, sleep, spawn } from "wakeful";
    > 2 | const words = new Channel<u32>(8), one = new Mutex(), b = new Button(4), t = new Ticker();
        |                                                           ^^^^^^^^^^^^^
      3 | async function a(): Promise<void> { await sleep(millis(1)); }
      way out: write const button = Button.at(4)

    firmware.ts:2:78 error: Ticker is not made with new, which takes memory from a heap [new-object]
      1 | import { Button, Channel, Mutex, Output, Ticker, log, millis, sleep, spawn } from "wakeful";
    > 2 | const words = new Channel<u32>(8), one = new Mutex(), b = new Button(4), t = new Ticker();
        |                                                                              ^^^^^^^^^^^^
      3 | async function a(): Promise<void> { await sleep(millis(1)); }
      way out: write const ticker = Ticker.every(period)

    firmware.ts:6:15 error: Output is not made with new, which takes memory from a heap [new-object]
      5 | async function work(): Promise<void> {
    > 6 |   const led = new Output(13), other = new Output();
        |               ^^^^^^^^^^^^^^
      7 | }
      way out: write const output = Output.at(13)

    firmware.ts:6:39 error: Output is not made with new, which takes memory from a heap [new-object]
      5 | async function work(): Promise<void> {
    > 6 |   const led = new Output(13), other = new Output();
        |                                       ^^^^^^^^^^^^
      7 | }
      way out: write const output = Output.at(pin)"
  `);
});

test("a function of the author's own may have such a name", async () => {
  const own = "function delay(n: i32): i32 { return n; }";
  expect(await refusal(program('log("{}", delay(5));', own))).toBe("it compiled");
});

test("setup() and loop() instead of main", async () => {
  const text = `import { Output } from "wakeful";
const led = Output.at(13);
export function setup(): void {
  led.high();
}
export function loop(): void {
  led.toggle();
}
`;
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:1:1 error: firmware.ts exports no main [no-main]
    > 1 | import { Output } from "wakeful";
        | ^
      2 | const led = Output.at(13);
      way out: what setup() does goes into \`export function main(): void { ... }\`; loop() becomes a @task async function with while (true), which main spawns"
  `);
});
