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
  expect(await said("const led = Output.at(13);\n  led.write(1);")).toMatchInlineSnapshot();
});

test("such a method in a plain function", async () => {
  const own = "function light(): void { const led = Output.at(13); led.write(1); }\n";
  expect(await said("light();", own)).toMatchInlineSnapshot();
});

test("such a method in a program without async functions", async () => {
  const text = `import { Output } from "wakeful";
export function main(): void {
  Output.at(13).write(1);
}
`;
  expect(await refusal(text)).toMatchInlineSnapshot();
});

test("a method whose future nobody waits for, and which is there", async () => {
  const own = "const bytes = Pipe.create(8);\n";
  expect(await said("bytes.write(0, 1);\n  const n = 1 + bytes.write(0, 1);", own))
    .toMatchInlineSnapshot();
});

test("objects in an array", async () => {
  const line = `const buttons = [Button.at(4), Button.at(5)];
  for (let i = 0; i < 2; i++) await buttons[i].pressed();`;
  expect(await said(line)).toMatchInlineSnapshot();
});

test("an object that is not kept", async () => {
  expect(await said("Button.at(4);\n  await Button.at(5).pressed();")).toMatchInlineSnapshot();
});

test("an object that lies at the top of a file", async () => {
  expect(await said("log(\"{}\", Channel.create<u32>(8).length);")).toMatchInlineSnapshot();
});

test("a future given to a function that is misspelt, or not imported", async () => {
  const own = "async function b(): Promise<void> { spwn(a()); }\nfunction c(): void { spanw(a()); }\n";
  expect(await said("await b(); c();", own)).toMatchInlineSnapshot();
  const head = 'import { millis, sleep } from "wakeful";\n';
  expect(await said("", "", head)).toMatchInlineSnapshot();
});
