import { expect, test } from "vitest";
import { refusal } from "../../support/virtual.ts";

const imports = `import {
  Button, Channel, Mutex, Output, Pipe, log, millis, seconds, sleep, spawn,
} from "wakeful";
`;

/** What is told of a task with this line. */
function said(line: string, own = "", head = imports): Promise<string> {
  return refusal(`${head}${own}
@task
async function a(): Promise<void> {
  ${line}
  await sleep(millis(5));
}
export function main(): void {
  spawn(a());
}
`);
}

test("a method that the object's class does not have, and that is a future elsewhere", async () => {
  expect(await said("const led = Output.at(13);\n  led.write(1);")).toMatchInlineSnapshot(`
    "firmware.ts:8:7 error: Property 'write' does not exist on type 'Output'. [asc-2339]
      7 |   const led = Output.at(13);
    > 8 |   led.write(1);
        |       ^^^^^
      9 |   await sleep(millis(5));
      way out: write set(...)"
  `);
});

test("such a method in a plain function", async () => {
  const own = "function light(): void { const led = Output.at(13); led.write(1); }\n";
  expect(await said("light();", own)).toMatchInlineSnapshot(`
    "firmware.ts:4:57 error: Property 'write' does not exist on type 'Output'. [asc-2339]
      3 | } from "wakeful";
    > 4 | function light(): void { const led = Output.at(13); led.write(1); }
        |                                                         ^^^^^
      5 |
      way out: write set(...)"
  `);
});

test("such a method in a program without async functions", async () => {
  const text = `import { Output } from "wakeful";
export function main(): void {
  Output.at(13).write(1);
}
`;
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:3:17 error: Property 'write' does not exist on type 'Output'. [asc-2339]
      2 | export function main(): void {
    > 3 |   Output.at(13).write(1);
        |                 ^^^^^
      4 | }
      way out: write set(...)"
  `);
});

test("a method whose future nobody waits for, and which is there", async () => {
  const own = "const bytes = Pipe.create(8);\n";
  expect(await said("bytes.write(0, 1);\n  const n = 1 + bytes.write(0, 1);", own))
    .toMatchInlineSnapshot(`
      "firmware.ts:8:3 error: bytes.write(...) makes a future that nobody waits for, so it never runs [unused-future]
        7 | async function a(): Promise<void> {
      > 8 |   bytes.write(0, 1);
          |   ^^^^^^^^^^^^^^^^^
        9 |   const n = 1 + bytes.write(0, 1);
        way out: did you forget await? Or keep it in a const and await that later

      firmware.ts:9:17 error: bytes.write(...) is a future, and this place needs a value [unused-future]
         8 |   bytes.write(0, 1);
      >  9 |   const n = 1 + bytes.write(0, 1);
           |                 ^^^^^^^^^^^^^^^^^
        10 |   await sleep(millis(5));
        way out: did you forget await? Or keep it in a const and await that later"
    `);
});

test("objects in an array", async () => {
  const line = `const buttons = [Button.at(4), Button.at(5)];
  for (let i = 0; i < 2; i++) await buttons[i].pressed();`;
  expect(await said(line)).toMatchInlineSnapshot(`
    "firmware.ts:7:20 error: Button.at(...) makes an object that needs a place of its own [no-place]
      6 | async function a(): Promise<void> {
    > 7 |   const buttons = [Button.at(4), Button.at(5)];
        |                    ^^^^^^^^^^^^
      8 |   for (let i = 0; i < 2; i++) await buttons[i].pressed();
      way out: an array cannot hold it: give each a const of its own: const button = Button.at(4)

    firmware.ts:7:34 error: Button.at(...) makes an object that needs a place of its own [no-place]
      6 | async function a(): Promise<void> {
    > 7 |   const buttons = [Button.at(4), Button.at(5)];
        |                                  ^^^^^^^^^^^^
      8 |   for (let i = 0; i < 2; i++) await buttons[i].pressed();
      way out: an array cannot hold it: give each a const of its own: const button = Button.at(5)"
  `);
});

test("an object that is not kept", async () => {
  expect(await said("Button.at(4);\n  await Button.at(5).pressed();")).toMatchInlineSnapshot(`
    "firmware.ts:7:3 error: Button.at(...) makes an object that needs a place of its own [no-place]
      6 | async function a(): Promise<void> {
    > 7 |   Button.at(4);
        |   ^^^^^^^^^^^^
      8 |   await Button.at(5).pressed();
      way out: give it a const of its own: const button = Button.at(4)

    firmware.ts:8:9 error: Button.at(...) makes an object that needs a place of its own [no-place]
      7 |   Button.at(4);
    > 8 |   await Button.at(5).pressed();
        |         ^^^^^^^^^^^^
      9 |   await sleep(millis(5));
      way out: give it a const of its own: const button = Button.at(5)"
  `);
});

test("an object that lies at the top of a file", async () => {
  expect(await said('log("{}", Channel.create<u32>(8).length);')).toMatchInlineSnapshot(`
    "firmware.ts:7:13 error: Channel.create(...) makes an object that needs a place of its own [no-place]
      6 | async function a(): Promise<void> {
    > 7 |   log("{}", Channel.create<u32>(8).length);
        |             ^^^^^^^^^^^^^^^^^^^^^^
      8 |   await sleep(millis(5));
      way out: give it a const of its own at the top of the file: const channel = Channel.create<u32>(8)"
  `);
});

test("a future given to a function that is misspelt, or not imported", async () => {
  const own =
    "async function b(): Promise<void> { spwn(a()); }\nfunction c(): void { spanw(a()); }\n";
  expect(await said("await b(); c();", own)).toMatchInlineSnapshot(`
    "firmware.ts:4:37 error: Cannot find name 'spwn'. [unknown-name]
      3 | } from "wakeful";
    > 4 | async function b(): Promise<void> { spwn(a()); }
        |                                     ^^^^
      5 | function c(): void { spanw(a()); }
      way out: did you mean spawn?

    firmware.ts:5:22 error: Cannot find name 'spanw'. [unknown-name]
      4 | async function b(): Promise<void> { spwn(a()); }
    > 5 | function c(): void { spanw(a()); }
        |                      ^^^^^
      6 |
      way out: did you mean spawn?"
  `);
  const head = 'import { millis, sleep } from "wakeful";\n';
  expect(await said("", "", head)).toMatchInlineSnapshot(`
    "firmware.ts:9:3 error: Cannot find name 'spawn'. [unknown-name]
       8 | export function main(): void {
    >  9 |   spawn(a());
         |   ^^^^^
      10 | }
      way out: import it: import { spawn } from "wakeful""
  `);
});

test("what has no value, asked whether it is true, is told once", async () => {
  const line = 'const b = Button.at(4);\n  if (await b.pressed()) log("down");';
  expect(await said(line)).toMatchInlineSnapshot(`
    "firmware.ts:8:7 error: what is awaited here has no value [no-value]
      7 |   const b = Button.at(4);
    > 8 |   if (await b.pressed()) log("down");
        |       ^^^^^^^^^^^^^^^^^^^^^^^^
      9 |   await sleep(millis(5));
      way out: await it as a statement of its own; what is over when it returns, and no future, needs no await"
  `);
});

test("an object of another one's, and a stream, where they need a place of their own", async () => {
  const head = `import { Adc, Max7219, Spi, Uart, log, millis, seconds, sleep, spawn, Watchdog } from "wakeful";
const knob = Adc.at(14);
const bus = Spi.open(0, 1000);
const dog = Watchdog.start(seconds(2));
`;
  const hints = async (line: string, own = ""): Promise<string[]> =>
    (await said(line, own, head)).match(/(?<= error: ).*|(?<=way out: ).*/g) ?? [];
  expect([
    await hints("", "const matrix = Max7219.on(bus.device(10), 4);\n"),
    await hints("dog.watch(seconds(3));"),
    await hints('for await (const v of knob.samples(millis(50))) log("{}", v);'),
    await hints("bus.device(5);"),
  ]).toMatchInlineSnapshot(`
    [
      [
        "bus.device(...) makes an object that needs a place of its own [no-place]",
        "give it a const of its own: const device = bus.device(10)",
      ],
      [
        "dog.watch(...) makes an object that needs a place of its own [no-place]",
        "give it a const of its own: const watch = dog.watch(seconds(3))",
      ],
      [
        "knob.samples(...) makes an object that needs a place of its own [no-place]",
        "give it a const of its own: const samples = knob.samples(millis(50))",
      ],
      [
        "bus.device(...) makes an object that needs a place of its own [no-place]",
        "give it a const of its own: const device = bus.device(5)",
      ],
    ]
  `);
});
