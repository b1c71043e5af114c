import { expect, test } from "vitest";
import { compileText, refusal } from "../../support/virtual.ts";

const head = `import {
  Channel, Input, join, log, millis, select, sleep, spawn, timeout, yieldNow,
} from "wakeful";
`;

/** What the compiler says of a firmware with this in it, and in its main. */
function said(text: string, main: string): Promise<string> {
  return refusal(`${head}${text}\nexport function main(): void {\n  ${main}\n}\n`);
}

test("an unused future", async () => {
  const text = `
async function warmUp(): Promise<i32> {
  await sleep(millis(10));
  return 1;
}

@task
async function work(): Promise<void> {
  warmUp();
  sleep(millis(5));
  const x = 1 + warmUp();
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:12:3 error: warmUp(...) makes a future that nobody waits for, so it never runs [unused-future]
      11 | async function work(): Promise<void> {
    > 12 |   warmUp();
         |   ^^^^^^^^
      13 |   sleep(millis(5));
      way out: did you forget await? Or keep it in a const and await that later

    firmware.ts:13:3 error: sleep(...) makes a future that nobody waits for, so it never runs [unused-future]
      12 |   warmUp();
    > 13 |   sleep(millis(5));
         |   ^^^^^^^^^^^^^^^^
      14 |   const x = 1 + warmUp();
      way out: did you forget await? Or keep it in a const and await that later

    firmware.ts:14:17 error: warmUp(...) is a future, and this place needs a value [unused-future]
      13 |   sleep(millis(5));
    > 14 |   const x = 1 + warmUp();
         |                 ^^^^^^^^
      15 | }
      way out: did you forget await? Or keep it in a const and await that later"
  `);
});

test("a future where a value is needed, found by its type", async () => {
  const text = `
async function read(): Promise<i32> {
  await sleep(millis(10));
  return 1;
}

@task
async function work(): Promise<void> {
  const x: i32 = read();
  log("{}", x);
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:12:18 error: read(...) is a future, and this place needs i32 [unused-future]
      11 | async function work(): Promise<void> {
    > 12 |   const x: i32 = read();
         |                  ^^^^^^
      13 |   log("{}", x);
      way out: did you forget await? Or keep it in a const and await that later"
  `);
});

test("a task that nobody starts", async () => {
  const text = `
@task
async function work(): Promise<void> {
  await yieldNow();
}`;
  expect(await said(text, "work();")).toMatchInlineSnapshot(`
    "firmware.ts:10:3 error: work(...) makes a task that nobody starts [unused-future]
       9 | export function main(): void {
    > 10 |   work();
         |   ^^^^^^
      11 | }
      way out: start it: spawn(work())"
  `);
});

test("await outside async", async () => {
  const text = `
function pause(): void {
  await sleep(millis(10));
}`;
  expect(await said(text, "pause();")).toMatchInlineSnapshot(`
    "firmware.ts:6:3 error: await stands in a function that is not async [await-outside-async]
      5 | function pause(): void {
    > 6 |   await sleep(millis(10));
        |   ^^^^^^^^^^^^^^^^^^^^^^^
      7 | }
      way out: make it an async function that returns a Promise<...>, and await its call in turn"
  `);
});

test("await at the top of a file", async () => {
  const text = `
await sleep(millis(10));`;
  expect(await said(text, "")).toMatchInlineSnapshot(`
    "firmware.ts:5:1 error: await stands in a function that is not async [await-outside-async]
      4 |
    > 5 | await sleep(millis(10));
        | ^^^^^^^^^^^^^^^^^^^^^^^
      6 | export function main(): void {
      way out: make it an async function that returns a Promise<...>, and await its call in turn"
  `);
});

test("an async arrow function", async () => {
  const text = `
const pause = async (): Promise<void> => {};`;
  expect(await said(text, "")).toMatchInlineSnapshot(`
    "firmware.ts:5:15 error: only a function or a method with a name can be async [async-expression]
      4 |
    > 5 | const pause = async (): Promise<void> => {};
        |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      6 | export function main(): void {
      way out: write it as an async function at the top of the file"
  `);
});

test("recursion, with its cycle", async () => {
  const text = `
async function ping(n: i32): Promise<void> {
  await sleep(millis(1));
  if (n > 0) await pong(n - 1);
}

async function pong(n: i32): Promise<void> {
  await ping(n);
}

@task
async function work(): Promise<void> {
  await ping(3);
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:5:16 error: ping awaits itself, so its frame would lie inside itself: ping → pong → ping [async-recursion]
      4 |
    > 5 | async function ping(n: i32): Promise<void> {
        |                ^^^^
      6 |   await sleep(millis(1));
      way out: write it as a loop, or spawn a @task for the inner call and await its join"
  `);
});

test("a task with type parameters", async () => {
  const text = `
@task
async function show<T>(value: T): Promise<void> {
  await sleep(millis(1));
}`;
  expect(await said(text, "spawn(show<i32>(1));")).toMatchInlineSnapshot(`
    "firmware.ts:6:21 error: the task show has type parameters, so its pool has no size [generic-task]
      5 | @task
    > 6 | async function show<T>(value: T): Promise<void> {
        |                     ^
      7 |   await sleep(millis(1));
      way out: make a task for each type, and let them await a generic async function"
  `);
});

test("spawn of an async function that is no task", async () => {
  const text = `
async function work(): Promise<void> {
  await sleep(millis(1));
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:9:9 error: work is not a task, so it has no memory of its own to run in [spawn-of-no-task]
       8 | export function main(): void {
    >  9 |   spawn(work());
         |         ^^^^^^
      10 | }
      way out: put @task in front of its async function, or await it inside a task"
  `);
});

test("spawn of a future that is no task, and of a value", async () => {
  const text = `
function value(): i32 {
  return 1;
}`;
  expect(await said(text, "spawn(sleep(millis(1)));\n  spawn(value());")).toMatchInlineSnapshot(`
    "firmware.ts:9:9 error: sleep(...) is not a task [spawn-of-no-task]
       8 | export function main(): void {
    >  9 |   spawn(sleep(millis(1)));
         |         ^^^^^^^^^^^^^^^^
      10 |   spawn(value());
      way out: write a @task async function that awaits it, and spawn that

    firmware.ts:10:9 error: value() is no task but a value [spawn-of-no-task]
       9 |   spawn(sleep(millis(1)));
    > 10 |   spawn(value());
         |         ^^^^^^^
      11 | }
      way out: spawn takes the call of a @task async function"
  `);
});

test("await of a task", async () => {
  const text = `
@task
async function other(): Promise<void> {
  await sleep(millis(1));
}

@task
async function work(): Promise<void> {
  await other();
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:12:9 error: other is a task: it runs by itself and is spawned, not awaited [await-of-task]
      11 | async function work(): Promise<void> {
    > 12 |   await other();
         |         ^^^^^^^
      13 | }
      way out: spawn it, and await the join of its handle; or move what it does to an async function without @task"
  `);
});

test("await of what is no future", async () => {
  const text = `
function value(): i32 {
  return 1;
}

@task
async function work(): Promise<void> {
  const x = 3;
  await x;
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:12:9 error: x is not a future [await-of-no-future]
      11 |   const x = 3;
    > 12 |   await x;
         |         ^
      13 | }
      way out: await a call of an async function, or a const that holds one"
  `);
});

test("await of a future at the top of a file", async () => {
  const text = `
import { Future, Sleep } from "wakeful";
@unmanaged
class Bell extends Future<void> {
  static create(place: Bell): Bell {
    return place;
  }

  poll(): bool {
    return true;
  }
}

const bell = Bell.create();
const nap = changetype<Sleep>(memory.data(24, 8));

@task
async function work(): Promise<void> {
  await bell;
  await timeout(nap, millis(1));
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:22:9 error: bell lies at the top of a file, where all tasks share it: such a future cannot be awaited [await-of-shared-future]
      21 | async function work(): Promise<void> {
    > 22 |   await bell;
         |         ^^^^
      23 |   await timeout(nap, millis(1));
      way out: hold a future of your own in a const inside the async function, or give the object a method that returns a future

    firmware.ts:23:17 error: nap lies at the top of a file, where all tasks share it: such a future cannot be awaited [await-of-shared-future]
      22 |   await bell;
    > 23 |   await timeout(nap, millis(1));
         |                 ^^^
      24 | }
      way out: hold a future of your own in a const inside the async function, or give the object a method that returns a future"
  `);
});

test("what may be null, and was checked where asc does not see it", async () => {
  const text = `
import { Waker } from "wakeful";
@unmanaged
class Box {
  next: Box | null;
}

let waiting: Waker | null = null;

function ring(box: Box): Box {
  if (waiting) waiting.wake();
  const asker = waiting;
  if (asker) asker.wake();
  return box.next;
}`;
  expect(await said(text, "ring(changetype<Box>(8));")).toMatchInlineSnapshot(`
    "firmware.ts:14:16 error: Type 'Waker | null' is not assignable to type 'Waker'. [asc-2322]
      13 | function ring(box: Box): Box {
    > 14 |   if (waiting) waiting.wake();
         |                ^^^^^^^
      15 |   const asker = waiting;
      way out: copy it to a const first and check that: asc only knows of locals that they are not null; this is asc's own error; its manual is at https://www.assemblyscript.org

    firmware.ts:17:10 error: Type 'Box | null' is not assignable to type 'Box'. [asc-2322]
      16 |   if (asker) asker.wake();
    > 17 |   return box.next;
         |          ^^^^^^^^
      18 | }
      way out: copy it to a const first and check that: asc only knows of locals that they are not null; this is asc's own error; its manual is at https://www.assemblyscript.org"
  `);
  const inTask = `
import { Waker } from "wakeful";
let waiting: Waker | null = null;

@task
async function work(): Promise<void> {
  await sleep(millis(1));
  if (waiting) waiting.wake();
}`;
  expect(await said(inTask, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:11:16 error: Type 'Waker | null' is not assignable to type 'Waker'. [asc-2322]
      10 |   await sleep(millis(1));
    > 11 |   if (waiting) waiting.wake();
         |                ^^^^^^^
      12 | }
      way out: copy it to a const first and check that: asc only knows of locals that they are not null; this is asc's own error; its manual is at https://www.assemblyscript.org"
  `);
});

test("await of something else at the top of a file", async () => {
  const text = `
const inbox = Channel.create<u8>(1);
const four = 4;

@task
async function work(): Promise<void> {
  await inbox;
  await four;
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:10:9 error: inbox is not a future [await-of-no-future]
       9 | async function work(): Promise<void> {
    > 10 |   await inbox;
         |         ^^^^^
      11 |   await four;
      way out: await a call of an async function, or a const that holds one

    firmware.ts:11:9 error: four is not a future [await-of-no-future]
      10 |   await inbox;
    > 11 |   await four;
         |         ^^^^
      12 | }
      way out: await a call of an async function, or a const that holds one"
  `);
});

test("await of a call that is no future, found by its type", async () => {
  const text = `
function value(): i32 {
  return 1;
}

@task
async function work(): Promise<void> {
  await value();
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:11:9 error: a value of type i32 is not a future [await-of-no-future]
      10 | async function work(): Promise<void> {
    > 11 |   await value();
         |         ^^^^^^^^
      12 | }
      way out: leave the await away, or await a call of an async function"
  `);
});

test("the value of what has none", async () => {
  const text = `
@task
async function work(): Promise<void> {
  const x = await sleep(millis(1));
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:7:13 error: what is awaited here has no value [no-value]
      6 | async function work(): Promise<void> {
    > 7 |   const x = await sleep(millis(1));
        |             ^^^^^^^^^^^^^^^^^^
      8 | }
      way out: await it as a statement of its own; what is over when it returns, and no future, needs no await"
  `);
});

test("an async function that returns no Promise", async () => {
  const text = `
async function f(): i32 {
  return 1;
}

async function g() {
  await sleep(millis(1));
}

@task
async function work(): Promise<void> {
  await f();
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:5:21 error: f is async, so what it returns is a Promise [async-result]
      4 |
    > 5 | async function f(): i32 {
        |                     ^^^
      6 |   return 1;
      way out: write its result as Promise<...>: async f(...): Promise<void>

    firmware.ts:9:16 error: g is async, so what it returns is a Promise [async-result]
       8 |
    >  9 | async function g() {
         |                ^
      10 |   await sleep(millis(1));
      way out: write its result as Promise<...>: async g(...): Promise<void>"
  `);
});

test("a way to the end without a value", async () => {
  const text = `
async function f(a: i32): Promise<i32> {
  if (a > 0) return 1;
  await sleep(millis(1));
}

@task
async function work(): Promise<void> {
  await f(1);
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:5:16 error: f can end without a value [missing-return]
      4 |
    > 5 | async function f(a: i32): Promise<i32> {
        |                ^
      6 |   if (a > 0) return 1;
      way out: return a value of type i32 on every way to its end"
  `);
});

test("constructs that cannot be lowered", async () => {
  const text = `
@task
async function work(): Promise<void> {
  function inner(): void {}
  const { a, b } = point;
  try {
    await sleep(millis(1));
  } catch (e) {}
  outer: while (true) {
    await sleep(millis(1));
    break outer;
  }
}

async function* numbers(): Promise<i32> {
  yield 1;
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:7:3 error: a function inside an async function cannot be lowered [inner-function]
      6 | async function work(): Promise<void> {
    > 7 |   function inner(): void {}
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^
      8 |   const { a, b } = point;
      way out: move it to the top of the file

    firmware.ts:8:9 error: AssemblyScript has no destructuring [destructuring]
      7 |   function inner(): void {}
    > 8 |   const { a, b } = point;
        |         ^^^^^^^^^^^^^^^^
      9 |   try {
      way out: name each part

    firmware.ts:9:3 error: an await cannot stand in a try statement [statement-with-await]
       8 |   const { a, b } = point;
    >  9 |   try {
         |   ^^^^^
      10 |     await sleep(millis(1));
      way out: AssemblyScript has no exceptions; what a block holds is dropped at its end, however it is left

    firmware.ts:12:3 error: an await cannot stand in a labeled statement [statement-with-await]
      11 |   } catch (e) {}
    > 12 |   outer: while (true) {
         |   ^^^^^^^^^^^^^^^^^^^^^
      13 |     await sleep(millis(1));
      way out: write it with while, if and await

    firmware.ts:18:15 error: AssemblyScript has no generators [generator]
      17 |
    > 18 | async function* numbers(): Promise<i32> {
         |               ^
      19 |   yield 1;
      way out: write an async function, or a class with an async next() for a stream"
  `);
});

test("an await where none can stand", async () => {
  const text = `
async function f(): Promise<i32> {
  await yieldNow();
  return 1;
}

@task
async function work(): Promise<void> {
  log(\`\${await f()}\`);
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:12:7 error: the text of a log must be written in place [log-text]
      11 | async function work(): Promise<void> {
    > 12 |   log(\`\${await f()}\`);
         |       ^^^^^^^^^^^^^^
      13 | }
      way out: only its number crosses to the host: write log("temp {} C", t)"
  `);
});

test("a managed value kept across an await", async () => {
  const text = `
class Point {
  x: i32 = 0;
}

@task
async function work(): Promise<void> {
  const point = new Point();
  await sleep(millis(1));
  log("{}", point.x);
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:11:17 error: \`new Point()\` allocates: Point is a managed class [allocation]
      10 | async function work(): Promise<void> {
    > 11 |   const point = new Point();
         |                 ^^^^^^^^^^^
      12 |   await sleep(millis(1));
      way out: mark Point @unmanaged and give it a place: changetype<Point>(memory.data(offsetof<Point>())), a pool, or a variable of a task

    firmware.ts:11:9 error: point is a Point, which is made at run time, and it is kept across an await [managed-across-await]
      10 | async function work(): Promise<void> {
    > 11 |   const point = new Point();
         |         ^
      12 |   await sleep(millis(1));
      way out: keep numbers, or an @unmanaged record in static memory"
  `);
});

test("allocation inside a poll", async () => {
  const text = `
@task
async function work(): Promise<void> {
  await sleep(millis(1));
  const values = new StaticArray<i32>(4);
  log("{}", values.length);
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:8:18 error: \`new StaticArray<i32>(4)\` allocates: StaticArray is a managed class of the library [allocation]
      7 |   await sleep(millis(1));
    > 8 |   const values = new StaticArray<i32>(4);
        |                  ^^^^^^^^^^^^^^^^^^^^^^^
      9 |   log("{}", values.length);
      way out: use storage of a fixed size: memory.data(bytes, align) with load and store"
  `);
});

test("asc's own errors, where the author wrote them", async () => {
  const text = `
async function scaled(a: i32): Promise<i32> {
  await sleep(millis(1));
  return a * factor;
}

@task
async function work(): Promise<void> {
  log("{}", await scaled("three"));
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:12:26 error: Type 'String' is not assignable to type 'i32'. [asc-2322]
      11 | async function work(): Promise<void> {
    > 12 |   log("{}", await scaled("three"));
         |                          ^^^^^^^
      13 | }
      way out: a text is no number: write 10 for a line feed, a number or a member of an enum for a key

    firmware.ts:7:14 error: Cannot find name 'factor'. [asc-2304]
      6 |   await sleep(millis(1));
    > 7 |   return a * factor;
        |              ^^^^^^
      8 | }
      way out: this is asc's own error; its manual is at https://www.assemblyscript.org"
  `);
});

test("select, join and timeout of the wrong things", async () => {
  const text = `
@task
async function work(): Promise<void> {
  await select(1, sleep(millis(2)));
  await timeout(sleep(millis(1)));
  await join();
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:7:16 error: 1 is not a future [await-of-no-future]
      6 | async function work(): Promise<void> {
    > 7 |   await select(1, sleep(millis(2)));
        |                ^
      8 |   await timeout(sleep(millis(1)));
      way out: await a call of an async function, or a const that holds one

    firmware.ts:8:9 error: timeout takes a future and a time [timeout-arguments]
      7 |   await select(1, sleep(millis(2)));
    > 8 |   await timeout(sleep(millis(1)));
        |         ^^^^^^^^^^^^^^^^^^^^^^^^^
      9 |   await join();
      way out: write timeout(future, time)

    firmware.ts:9:9 error: join takes 1 to 32 futures [join-arguments]
       8 |   await timeout(sleep(millis(1)));
    >  9 |   await join();
         |         ^^^^^^
      10 | }
      way out: write join(a, b)"
  `);
});

test("a future in a variable that is assigned again", async () => {
  const text = `
@task
async function work(): Promise<void> {
  let pause = sleep(millis(1));
  pause = sleep(millis(2));
  await pause;
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:8:3 error: pause was given its place when it was declared, and cannot be assigned again [future-assigned]
      7 |   let pause = sleep(millis(1));
    > 8 |   pause = sleep(millis(2));
        |   ^^^^^^^^^^^^^^^^^^^^^^^^
      9 |   await pause;
      way out: declare a second variable, or declare it inside the loop"
  `);
});

test("for await over what is no stream", async () => {
  const text = `
@task
async function work(): Promise<void> {
  for await (const x of 5) log("{}", x);
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:7:25 error: I32 is no stream: it has no next() [no-stream]
      6 | async function work(): Promise<void> {
    > 7 |   for await (const x of 5) log("{}", x);
        |                         ^^^^
      8 | }
      way out: for await takes an object whose next() is a future with hasValue and output()"
  `);
});

test("an object without a place", async () => {
  const text = `
function configure(): void {
  const button = Input.at(4);
}`;
  expect(await said(text, "configure();")).toMatchInlineSnapshot(`
    "firmware.ts:6:18 error: Input.at(...) needs a place that lasts [no-place]
      5 | function configure(): void {
    > 6 |   const button = Input.at(4);
        |                  ^^^^^^^^^^^
      7 | }
      way out: make it a const at the top of the file, or a const of an async function"
  `);
});

test("a channel inside a function", async () => {
  const text = `
@task
async function work(): Promise<void> {
  const inbox = Channel.create<i32>(4);
  await inbox.send(1);
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:7:17 error: Channel.create(...) is shared by tasks, so it has to outlive this one [no-home]
      6 | async function work(): Promise<void> {
    > 7 |   const inbox = Channel.create<i32>(4);
        |                 ^^^^^^^^^^^^^^^^^^^^^^
      8 |   await inbox.send(1);
      way out: make it a const at the top of the file"
  `);
});

test("a capacity that is not known", async () => {
  const text = `
let size = 4;
const inbox = Channel.create<i32>(size);
const empty = Channel.create<i32>(0);

@task
async function work(): Promise<void> {
  await inbox.send(1);
  await empty.send(1);
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:7:35 error: a capacity is a whole number from 1 to 65,535 [capacity]
      6 | const inbox = Channel.create<i32>(size);
    > 7 | const empty = Channel.create<i32>(0);
        |                                   ^
      8 |
      way out: write it as a number in place, or as a const of the file"
  `);
});

test("super in an async method", async () => {
  const text = `
@unmanaged
class Base {
  on(): void {}
}

@unmanaged
class Lamp extends Base {
  async blink(): Promise<void> {
    super.on();
    await yieldNow();
  }
}
const lamp = changetype<Lamp>(memory.data(4));

@task
async function work(): Promise<void> {
  await lamp.blink();
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:13:5 error: an async method cannot call through super [super-in-async]
      12 |   async blink(): Promise<void> {
    > 13 |     super.on();
         |     ^^^^^
      14 |     await yieldNow();
      way out: give the base's method another name and call it through this"
  `);
});

test("an async function called main", async () => {
  const text = `
export async function main(): Promise<void> {
  await sleep(millis(1));
}
`;
  expect(await refusal(head + text)).toMatchInlineSnapshot(`
    "firmware.ts:5:23 error: main is no task: it starts the tasks [async-main]
      4 |
    > 5 | export async function main(): Promise<void> {
        |                       ^^^^
      6 |   await sleep(millis(1));
      way out: make it a @task async function of another name, and spawn that in \`export function main(): void\`"
  `);
});

test("a method as a task", async () => {
  const text = `
@unmanaged
class Lamp {
  @task
  async blink(): Promise<void> {
    await sleep(millis(1));
  }
}
const lamp = changetype<Lamp>(memory.data(4));`;
  expect(await said(text, "spawn(lamp.blink());")).toMatchInlineSnapshot(`
    "firmware.ts:7:3 error: the task blink is a method, so it has no pool of its own [task-method]
      6 | class Lamp {
    > 7 |   @task
        |   ^^^^^
      8 |   async blink(): Promise<void> {
      way out: write a @task async function that is given the object and awaits its blink(...)"
  `);
});

test("an async function in a namespace", async () => {
  const text = `
namespace Lamps {
  export async function blink(): Promise<void> {
    await sleep(millis(1));
  }
}`;
  expect(await said(text, "")).toMatchInlineSnapshot(`
    "firmware.ts:6:3 error: an async function in a namespace cannot be lowered [async-in-namespace]
      5 | namespace Lamps {
    > 6 |   export async function blink(): Promise<void> {
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      7 |     await sleep(millis(1));
      way out: move it to the top of a file"
  `);
});

test("await of one of two futures", async () => {
  const text = `
async function f(): Promise<i32> {
  await yieldNow();
  return 1;
}

@task
async function work(a: bool): Promise<void> {
  await (a ? f() : f());
}`;
  expect(await said(text, "spawn(work(true));")).toMatchInlineSnapshot(`
    "firmware.ts:12:10 error: a ? f() : f() is not a future [await-of-no-future]
      11 | async function work(a: bool): Promise<void> {
    > 12 |   await (a ? f() : f());
         |          ^^^^^^^^^^^^^
      13 | }
      way out: await each of them: condition ? await a() : await b()"
  `);
});

test("an unused future of a method that is plain in another class", async () => {
  const text = `
@unmanaged
class Slow {
  async read(): Promise<i32> {
    await yieldNow();
    return 1;
  }
}

@unmanaged
class Fast {
  read(): i32 {
    return 2;
  }
}
const slow = changetype<Slow>(memory.data(4));

@task
async function work(): Promise<void> {
  slow.read();
  await slow.read();
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:23:8 error: Slow.read(...) is a future, and nobody waits for it here [unused-future]
      22 | async function work(): Promise<void> {
    > 23 |   slow.read();
         |        ^^^^
      24 |   await slow.read();
      way out: did you forget await? Or keep it in a const and await that later"
  `);
});

test("what the parser cannot read", async () => {
  const text = `
@task
async function work(): Promise<void> {
  const x = await;
  await sleep(millis(1);
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:7:18 error: Expression expected. [syntax]
      6 | async function work(): Promise<void> {
    > 7 |   const x = await;
        |                  ^
      8 |   await sleep(millis(1);
      way out: look at this line and the one before: a bracket or a word may be missing

    firmware.ts:8:24 error: ')' expected. [syntax]
      7 |   const x = await;
    > 8 |   await sleep(millis(1);
        |                        ^
      9 | }
      way out: look at this line and the one before: a bracket or a word may be missing"
  `);
});

test("a parameter without a type", async () => {
  const text = `
@task
async function work(n): Promise<void> {
  await sleep(millis(n));
}`;
  expect(await said(text, "spawn(work(1));")).toMatchInlineSnapshot(`
    "firmware.ts:6:21 error: the parameter n has no type [parameter-type]
      5 | @task
    > 6 | async function work(n): Promise<void> {
        |                     ^
      7 |   await sleep(millis(n));
      way out: write it as n: i32, or whatever it is"
  `);
});

test("an inner function that awaits", async () => {
  const text = `
async function later(): Promise<i32> {
  await yieldNow();
  return 1;
}

@task
async function work(): Promise<void> {
  const f = (): i32 => await later();
  await yieldNow();
  f();
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:12:24 error: await stands in a function that is not async [await-outside-async]
      11 | async function work(): Promise<void> {
    > 12 |   const f = (): i32 => await later();
         |                        ^^^^^^^^^^^^^
      13 |   await yieldNow();
      way out: make it an async function that returns a Promise<...>, and await its call in turn"
  `);
});

test("an inner function that uses the variables around it", async () => {
  const text = `
@task
async function work(): Promise<void> {
  let n = 0;
  const count = (): void => {
    n++;
  };
  await yieldNow();
  count();
}`;
  expect(await said(text, "spawn(work());")).toMatchInlineSnapshot(`
    "firmware.ts:9:5 error: a function inside a function cannot use the variables around it [closure]
       8 |   const count = (): void => {
    >  9 |     n++;
         |     ^^^^
      10 |   };
      way out: give it what it needs as arguments, or use a variable at the top of the file"
  `);
});

test("a task that nothing spawns is a warning", async () => {
  const text = `@task
async function idle(): Promise<void> {
  await yieldNow();
}
export function main(): void {}`;
  const { diagnostics } = await compileText(`${head}${text}`);
  expect(diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "task-never-spawned",
        "hint": "write spawn(idle(...)) in main or in another task",
        "length": 4,
        "message": "nothing spawns the task idle, so it is left out",
        "place": {
          "column": 16,
          "file": "firmware.ts",
          "line": 5,
        },
        "severity": "warning",
      },
    ]
  `);
});
