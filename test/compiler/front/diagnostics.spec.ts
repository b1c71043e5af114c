import { expect, test } from "vitest";
import { refusal } from "../../support/virtual.ts";

const head = 'import { Future, claim, log, panic, spawn } from "wakeful";\n';
const tail = "\nexport function main(): void {}\n";

test("a missing file", async () => {
  const { compile } = await import("../../../compiler/compile.ts");
  await expect(compile("no/such/file.ts", { root: "." })).rejects
    .toThrowErrorMatchingInlineSnapshot(`
    [CompileError: error: there is no file no/such/file.ts [missing-file]
      way out: name a firmware source (.ts), or a folder that holds one of the same name]
  `);
});

test("a missing import", async () => {
  expect(await refusal(`import { x } from "./gone";${tail}`)).toMatchInlineSnapshot(`
    "firmware.ts:1:19 error: there is no file gone.ts [missing-import]
    > 1 | import { x } from "./gone";
        |                   ^^^^^^^^
      2 | export function main(): void {}
      way out: imports of your own files are relative to the importing file, without the ending .ts"
  `);
});

test("no main", async () => {
  expect(await refusal("export function mian(): void {}\n")).toMatchInlineSnapshot(`
    "firmware.ts:1:1 error: firmware.ts exports no main [no-main]
    > 1 | export function mian(): void {}
        | ^
      2 |
      way out: firmware begins in \`export function main(): void { ... }\`"
  `);
});

test("an unknown option of @task", async () => {
  expect(await refusal(`${head}@task({ pol: 2 })\nclass A extends Future<void> {}${tail}`))
    .toMatchInlineSnapshot(`
    "firmware.ts:2:9 error: @task has no option pol [task-options]
      1 | import { Future, claim, log, panic, spawn } from "wakeful";
    > 2 | @task({ pol: 2 })
        |         ^^^^^^
      3 | class A extends Future<void> {}
      way out: did you mean pool? It has pool and priority"
  `);
});

test("a pool that is no number in place", async () => {
  expect(
    await refusal(
      `${head}const N = 3;\n@task({ pool: N })\nclass A extends Future<void> {}${tail}`,
    ),
  ).toMatchInlineSnapshot(`
    "firmware.ts:3:9 error: pool must be a whole number from 1 to 4000000, written in place [task-options]
      2 | const N = 3;
    > 3 | @task({ pool: N })
        |         ^^^^^^^
      4 | class A extends Future<void> {}
      way out: write \`pool: 1\`"
  `);
});

test("a priority out of range", async () => {
  expect(await refusal(`${head}@task({ priority: 8 })\nclass A extends Future<void> {}${tail}`))
    .toMatchInlineSnapshot(`
    "firmware.ts:2:9 error: priority must be a whole number from 0 to 7, written in place [task-options]
      1 | import { Future, claim, log, panic, spawn } from "wakeful";
    > 2 | @task({ priority: 8 })
        |         ^^^^^^^^^^^
      3 | class A extends Future<void> {}
      way out: write \`priority: 0\`"
  `);
});

test("a task that is no future", async () => {
  expect(await refusal(`${head}@task\nclass A {}${tail}`)).toMatchInlineSnapshot(`
    "firmware.ts:3:7 error: the task A extends no Future [task-not-a-future]
      2 | @task
    > 3 | class A {}
        |       ^
      4 | export function main(): void {}
      way out: write \`class A extends Future<void>\` and give it \`poll(): bool\`"
  `);
});

test("a task with type parameters", async () => {
  expect(await refusal(`${head}@task\nclass A<T> extends Future<T> {}${tail}`))
    .toMatchInlineSnapshot(`
    "firmware.ts:3:9 error: the task A has type parameters, so its pool has no size [generic-task]
      2 | @task
    > 3 | class A<T> extends Future<T> {}
        |         ^
      4 | export function main(): void {}
      way out: make a task class for each type"
  `);
});

test("@task on a function", async () => {
  expect(await refusal(`${head}@task\nfunction f(): void {}${tail}`)).toMatchInlineSnapshot(`
    "firmware.ts:2:1 error: the task f is not async [task-not-async]
      1 | import { Future, claim, log, panic, spawn } from "wakeful";
    > 2 | @task
        | ^^^^^
      3 | function f(): void {}
      way out: write \`@task async function f(...): Promise<void>\`"
  `);
});

test("an embedded field without a class", async () => {
  expect(await refusal(`${head}@task\nclass A extends Future<void> {\n  @embed x = 3;\n}${tail}`))
    .toMatchInlineSnapshot(`
    "firmware.ts:4:3 error: an embedded field needs a class as its type [embed-type]
      3 | class A extends Future<void> {
    > 4 |   @embed x = 3;
        |   ^^^^^^^^^^^^^
      5 | }
      way out: write \`@embed nap: Sleep\`"
  `);
});

test("a claim of a class that is no task", async () => {
  const text = `${head}@unmanaged\nclass A extends Future<void> {}\nexport function main(): void {\n  spawn(claim<A>());\n}\n`;
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:5:15 error: A has no pool to claim from [claim-of-no-task]
      4 | export function main(): void {
    > 5 |   spawn(claim<A>());
        |               ^
      6 | }
      way out: mark the class with @task({ pool: 1 })"
  `);
});

test("a log without a text in place", async () => {
  expect(await refusal(`${head}export function main(): void {\n  log(1 > 0 ? "a" : "b");\n}\n`))
    .toMatchInlineSnapshot(`
    "firmware.ts:3:7 error: the text of a log must be written in place [log-text]
      2 | export function main(): void {
    > 3 |   log(1 > 0 ? "a" : "b");
        |       ^^^^^^^^^^^^^^^^^
      4 | }
      way out: only its number crosses to the host: write log("temp {} C", t)"
  `);
});

test("a log with too few values", async () => {
  expect(await refusal(`${head}export function main(): void {\n  log("{} and {}", 1);\n}\n`))
    .toMatchInlineSnapshot(`
    "firmware.ts:3:3 error: the text has 2 {} but 1 values follow it [log-values]
      2 | export function main(): void {
    > 3 |   log("{} and {}", 1);
        |   ^^^^^^^^^^^^^^^^^^^
      4 | }
      way out: write one {} for each value"
  `);
});

test("a log with too many values", async () => {
  expect(
    await refusal(
      `${head}export function main(): void {\n  log("{} {} {} {} {}", 1, 2, 3, 4, 5);\n}\n`,
    ),
  ).toMatchInlineSnapshot(`
    "firmware.ts:3:3 error: a log carries at most 4 values, this one has 5 [log-values]
      2 | export function main(): void {
    > 3 |   log("{} {} {} {} {}", 1, 2, 3, 4, 5);
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      4 | }
      way out: split it in two"
  `);
});

test("a panic without a text in place", async () => {
  expect(await refusal(`${head}export function main(): void {\n  panic("a" + "b");\n}\n`))
    .toMatchInlineSnapshot(`
    "firmware.ts:3:9 error: panic takes one text, written in place [panic-text]
      2 | export function main(): void {
    > 3 |   panic("a" + "b");
        |         ^^^^^^^^^
      4 | }
      way out: only its number crosses to the host: write panic("the queue is full")"
  `);
});

test("a throw of something else", async () => {
  expect(await refusal(`${head}export function main(): void {\n  throw new RangeError("x");\n}\n`))
    .toMatchInlineSnapshot(`
    "firmware.ts:3:9 error: only an Error with a text written in place can be thrown [throw-text]
      2 | export function main(): void {
    > 3 |   throw new RangeError("x");
        |         ^^^^^^^^^^^^^^^^^^^
      4 | }
      way out: a throw ends the program, and only the number of its text crosses to the host: write throw new Error("the queue is full")"
  `);
});

test("the package imported whole", async () => {
  const text = 'import * as w from "wakeful";\nexport function main(): void {\n  w.log("x");\n}\n';
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:1:8 error: "wakeful" cannot be imported whole [import-whole]
    > 1 | import * as w from "wakeful";
        |        ^^^^^^
      2 | export function main(): void {
      way out: name what you use: import { log, spawn } from "wakeful""
  `);
});

test("a variable of type Future, through which no call would find its method", async () => {
  const text = `${head}export function main(): void {\n  let f: Future<void>;\n}\n`;
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:3:10 error: Future<void> is a shape to extend, not a type to keep a future in [future-type]
      2 | export function main(): void {
    > 3 |   let f: Future<void>;
        |          ^^^^^^^^^^^^
      4 | }
      way out: name the class itself, or take a type parameter: function both<A, B>(a: A, b: B)"
  `);
});
