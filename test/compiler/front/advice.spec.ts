import { expect, test } from "vitest";
import { refusal } from "../../support/virtual.ts";

const imports = `import { Button, Output, millis, seconds, sleep, spawn, Ticker } from "wakeful";\n`;

/** What is told of a task with this line. */
function said(line: string, head = imports): Promise<string> {
  return refusal(`${head}
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

test("a name of wakeful's that is not imported", async () => {
  const head = 'import { millis, spawn } from "wakeful";\n';
  expect(await said("", head)).toMatchInlineSnapshot(`
    "firmware.ts:6:9 error: Cannot find name 'sleep'. [asc-2304]
      5 |
    > 6 |   await sleep(millis(5));
        |         ^^^^^
      7 | }
      way out: import it: import { sleep } from "wakeful""
  `);
});

test("a name of wakeful's that is misspelt", async () => {
  expect(await said("await slep(millis(5));")).toMatchInlineSnapshot(`
    "firmware.ts:5:9 error: Cannot find name 'slep'. [asc-2304]
      4 | async function a(): Promise<void> {
    > 5 |   await slep(millis(5));
        |         ^^^^
      6 |   await sleep(millis(5));
      way out: did you mean sleep?"
  `);
});

test("a name of the author's own that is misspelt", async () => {
  expect(await said("const count: u32 = 1; await sleep(millis(cuont));")).toMatchInlineSnapshot(`
    "firmware.ts:5:44 error: Cannot find name 'cuont'. [asc-2304]
      4 | async function a(): Promise<void> {
    > 5 |   const count: u32 = 1; await sleep(millis(cuont));
        |                                            ^^^^^
      6 |   await sleep(millis(5));
      way out: did you mean count?"
  `);
});

test("a member that is misspelt, and one that there is not", async () => {
  const line = "const led = Output.at(13); led.hgh(); led.glow();";
  expect(await said(line)).toMatchInlineSnapshot(`
    "firmware.ts:5:34 error: Property 'hgh' does not exist on type 'Output'. [asc-2339]
      4 | async function a(): Promise<void> {
    > 5 |   const led = Output.at(13); led.hgh(); led.glow();
        |                                  ^^^
      6 |   await sleep(millis(5));
      way out: did you mean high?

    firmware.ts:5:45 error: Property 'glow' does not exist on type 'Output'. [asc-2339]
      4 | async function a(): Promise<void> {
    > 5 |   const led = Output.at(13); led.hgh(); led.glow();
        |                                             ^^^^
      6 |   await sleep(millis(5));
      way out: did you mean low?"
  `);
});

test("a static method that is misspelt", async () => {
  expect(await said("const led = Output.att(13); led.high();")).toMatchInlineSnapshot(`
    "firmware.ts:5:22 error: Property 'att' does not exist on type 'Output'. [asc-2339]
      4 | async function a(): Promise<void> {
    > 5 |   const led = Output.att(13); led.high();
        |                      ^^^
      6 |   await sleep(millis(5));
      way out: did you mean at?"
  `);
});

test("habits from Arduino: names of pins, millis() as a clock, on() and isPressed()", async () => {
  const line =
    'const led = Output.at("D13"); led.on(); const since = millis();\n  const b = Button.at(4); if (b.isPressed()) led.high();';
  expect(await said(line)).toMatchInlineSnapshot(`
    "firmware.ts:5:25 error: Type 'String' is not assignable to type 'u16'. [asc-2322]
      4 | async function a(): Promise<void> {
    > 5 |   const led = Output.at("D13"); led.on(); const since = millis();
        |                         ^^^^^
      6 |   const b = Button.at(4); if (b.isPressed()) led.high();
      way out: pins are numbers here: write the one that is printed beside it: 13 for D13, 15 for GP15; the LED of an Uno is 13, of a Pico 25

    firmware.ts:5:37 error: Property 'on' does not exist on type 'Output'. [asc-2339]
      4 | async function a(): Promise<void> {
    > 5 |   const led = Output.at("D13"); led.on(); const since = millis();
        |                                     ^^
      6 |   const b = Button.at(4); if (b.isPressed()) led.high();
      way out: write high()

    firmware.ts:5:57 error: Expected 1 arguments, but got 0. [asc-2554]
      4 | async function a(): Promise<void> {
    > 5 |   const led = Output.at("D13"); led.on(); const since = millis();
        |                                                         ^^^^^^^^
      6 |   const b = Button.at(4); if (b.isPressed()) led.high();
      way out: millis(500) makes a duration; now() tells the microseconds since reset

    firmware.ts:6:33 error: Property 'isPressed' does not exist on type 'Button'. [asc-2339]
      5 |   const led = Output.at("D13"); led.on(); const since = millis();
    > 6 |   const b = Button.at(4); if (b.isPressed()) led.high();
        |                                 ^^^^^^^^^
      7 |   await sleep(millis(5));
      way out: write isDown, without brackets; await pressed() waits for the next press"
  `);
});

test("a loop over an array", async () => {
  expect(
    await said(
      "for (const pin of pins) Output.at(pin).high();",
      `${imports}const pins: StaticArray<u8> = [12, 13];\n`,
    ),
  ).toMatchInlineSnapshot(`
    "firmware.ts:6:3 error: Not implemented: Iterators [asc-100]
      5 | async function a(): Promise<void> {
    > 6 |   for (const pin of pins) Output.at(pin).high();
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      7 |   await sleep(millis(5));
      way out: there is no for ... of: write for (let i = 0; i < pins.length; i++) and read pins[i]"
  `);
});

test("half a second", async () => {
  const line = "await sleep(0.5);\n  await sleep(seconds(0.5));\n  await sleep(millis(0.5));";
  expect(await said(line)).toMatchInlineSnapshot(`
    "firmware.ts:5:15 error: Conversion from type 'f64' to 'u64' requires an explicit cast. [asc-200]
      4 | async function a(): Promise<void> {
    > 5 |   await sleep(0.5);
        |               ^^^
      6 |   await sleep(seconds(0.5));
      way out: times are whole numbers of microseconds: for 0.5 s write millis(500)

    firmware.ts:6:23 error: Conversion from type 'f64' to 'u64' requires an explicit cast. [asc-200]
      5 |   await sleep(0.5);
    > 6 |   await sleep(seconds(0.5));
        |                       ^^^
      7 |   await sleep(millis(0.5));
      way out: times are whole numbers of microseconds: for 0.5 s write millis(500)

    firmware.ts:7:22 error: Conversion from type 'f64' to 'u64' requires an explicit cast. [asc-200]
      6 |   await sleep(seconds(0.5));
    > 7 |   await sleep(millis(0.5));
        |                      ^^^
      8 |   await sleep(millis(5));
      way out: times are whole numbers of microseconds: for 0.5 ms write micros(500)"
  `);
});

test("a time that is computed with a fraction", async () => {
  expect(await said("const x = 2.5;\n  await sleep(seconds(x * 2));")).toMatchInlineSnapshot(`
    "firmware.ts:6:23 error: Conversion from type 'f64' to 'u64' requires an explicit cast. [asc-200]
      5 |   const x = 2.5;
    > 6 |   await sleep(seconds(x * 2));
        |                       ^^^^^^^^
      7 |   await sleep(millis(5));
      way out: times are whole numbers of microseconds: count in a smaller unit, as in millis(500)"
  `);
});

test("a pin's number of another type", async () => {
  const head = `${imports}const pins = [13, 12];\n`;
  expect(await said("Output.at(pins[1]).high();", head)).toMatchInlineSnapshot(`
    "firmware.ts:6:13 error: Conversion from type 'i32' to 'u16' requires an explicit cast. [asc-200]
      5 | async function a(): Promise<void> {
    > 6 |   Output.at(pins[1]).high();
        |             ^^^^^^^
      7 |   await sleep(millis(5));
      way out: write <u16>(pins[1]), if u16 can hold every value that it has"
  `);
});

test("a long expression of another type, and a fraction", async () => {
  const line = `const n: u64 = 3;
  const ratio = 1.5;
  const m: u32 = n * n * n * n + n * n * n * n + n * n;
  const k: u32 = ratio;`;
  expect(await said(line)).toMatchInlineSnapshot(`
    "firmware.ts:7:18 error: Conversion from type 'u64' to 'u32' requires an explicit cast. [asc-200]
      6 |   const ratio = 1.5;
    > 7 |   const m: u32 = n * n * n * n + n * n * n * n + n * n;
        |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      8 |   const k: u32 = ratio;
      way out: write <u32>(...) around it, if u32 can hold every value that it has

    firmware.ts:8:18 error: Conversion from type 'f64' to 'u32' requires an explicit cast. [asc-200]
      7 |   const m: u32 = n * n * n * n + n * n * n * n + n * n;
    > 8 |   const k: u32 = ratio;
        |                  ^^^^^^
      9 |   await sleep(millis(5));
      way out: write <u32>(ratio): the fraction is cut off"
  `);
});

test("arrays where an address is taken, texts where a number is, and numbers that do not fit", async () => {
  const said = async (line: string): Promise<string[]> =>
    (
      await refusal(`import { Output, Pwm, hertz, spawn, Store, Uart } from "wakeful";
const uart = Uart.open(0, 9600);
const led = Pwm.at(9, hertz(1000));
const settings = Store.open(4);
const bytes: StaticArray<u8> = [1, 2, 3];
@task
async function a(): Promise<void> {
  ${line}
}
export function main(): void {
  spawn(a());
}
`)
    ).match(/(?<=way out: ).*/g) ?? [];
  expect([
    await said("await uart.writeAll(bytes, 3);"),
    await said('await settings.set("speed", 3);'),
    await said("led.duty(70000);"),
    await said("led.duty(-1);"),
    await said("Output.at(A0).high();"),
    await said('Serial.println("x");'),
  ]).toMatchInlineSnapshot(`
    [
      [
        "it takes an address: write changetype<usize>(...) around the array",
      ],
      [
        "a text is no number: write 10 for a line feed, a number or a member of an enum for a key",
      ],
      [
        "u16 holds 0 to 65535: give one of them",
      ],
      [
        "u16 holds 0 to 65535: give one of them",
      ],
      [
        "pins are numbers here: A0 is 14 on an Uno and a Nano, 54 on a Mega, and the next ones follow",
      ],
      [
        "for texts that only you read write log("temp {} C", t); for a serial port const uart = Uart.open(0, 9600) at the top of the file: see docs/uart.md",
      ],
    ]
  `);
});
