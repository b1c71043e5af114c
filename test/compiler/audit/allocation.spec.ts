import { expect, test } from "vitest";
import { audit, explained } from "./audit.ts";

const clean = `
@unmanaged class Led {
  pin: u8;
  level: bool;
  toggle(): void { this.level = !this.level; }
}
const led = changetype<Led>(memory.data(offsetof<Led>(), 8));
const table = memory.data<i32>([1, 2, 3]);
const steps: StaticArray<i32> = [4, 5, 6];
type Handler = (x: i32) => i32;
function double(x: i32): i32 { return 2 * x; }
let handler: Handler = double;
export function start(): void {
  led.toggle();
  const text = "hello";
  assert(text.length > 3, "short");
  if (handler(load<i32>(table + 4)) > steps[1]) throw new Error("too much");
}
`;

test("clean firmware: memory.data, @unmanaged, changetype, static tables, a function reference", async () => {
  expect(await explained(clean)).toBe("");
});

test("new of a managed class", async () => {
  const source = `class Foo { x: i32 = 1; }
export function start(): void {
  let foo = new Foo();
  foo.x = 2;
}`;
  expect(await explained(source)).toMatchInlineSnapshot(`
    "entry.ts:3:13 error: \`new Foo()\` allocates: Foo is a managed class [allocation]
      2 | export function start(): void {
    > 3 |   let foo = new Foo();
        |             ^^^^^^^^^
      4 |   foo.x = 2;
      way out: mark Foo @unmanaged and give it a place: changetype<Foo>(memory.data(offsetof<Foo>())), a pool, or a variable of a task"
  `);
});

test("new of an @unmanaged class takes memory from the heap too", async () => {
  const source = `@unmanaged class Foo { x: i32; }
export function start(): void {
  new Foo();
}`;
  expect(await explained(source)).toMatchInlineSnapshot(`
    "entry.ts:3:3 error: \`new Foo()\` allocates: Foo is @unmanaged, but \`new\` takes its memory from the heap all the same [allocation]
      2 | export function start(): void {
    > 3 |   new Foo();
        |   ^^^^^^^^^
      4 | }
      way out: give it a place without \`new\`: changetype<Foo>(memory.data(offsetof<Foo>())), a pool, or a variable of a task"
  `);
});

test("a template string", async () => {
  const source = `export function start(t: i32): i32 {
  const text = \`temp \${t} C\`;
  return text.length;
}`;
  expect(await explained(source)).toMatchInlineSnapshot(`
    "entry.ts:2:16 error: a template string builds a string at run time [allocation]
      1 | export function start(t: i32): i32 {
    > 2 |   const text = \`temp \${t} C\`;
        |                ^^^^^^^^^^^^^
      3 |   return text.length;
      way out: send the values and leave the text to the host: log("temp {} C", t)"
  `);
});

test("an array literal", async () => {
  const source = `export function start(): i32 {
  const list = [1, 2, 3];
  return list[0];
}`;
  expect(await explained(source)).toMatchInlineSnapshot(`
    "entry.ts:2:16 error: an array literal allocates an array [allocation]
      1 | export function start(): i32 {
    > 2 |   const list = [1, 2, 3];
        |                ^^^^^^^^^
      3 |   return list[0];
      way out: put the numbers into the module: const table = memory.data<i32>([1, 2, 3]), read with load<i32>(table + 4 * i); or a StaticArray that is a const of the module"
  `);
});

test("an object literal", async () => {
  const source = `class Point { x: i32 = 0; y: i32 = 0; }
export function start(): i32 {
  const p: Point = { x: 1, y: 2 };
  return p.x;
}`;
  expect(await explained(source)).toMatchInlineSnapshot(`
    "entry.ts:3:20 error: an object literal allocates: Point is a managed class [allocation]
      2 | export function start(): i32 {
    > 3 |   const p: Point = { x: 1, y: 2 };
        |                    ^^^^^^^^^^^^^^
      4 |   return p.x;
      way out: mark Point @unmanaged and give it a place: changetype<Point>(memory.data(offsetof<Point>())), a pool, or a variable of a task"
  `);
});

test("string concatenation, with + and +=", async () => {
  const source = `export function start(x: i32): i32 {
  let text = "a" + x.toString() + "b";
  text += "c";
  return text.length;
}`;
  expect(await explained(source)).toMatchInlineSnapshot(`
    "entry.ts:2:14 error: \`"a" + x.toString() + "b"\` joins strings into a new one [allocation]
      1 | export function start(x: i32): i32 {
    > 2 |   let text = "a" + x.toString() + "b";
        |              ^^^^^^^^^^^^^^^^^^^^^^^^
      3 |   text += "c";
      way out: send the values and leave the text to the host: log("temp {} C", t)

    entry.ts:2:20 error: \`x.toString()\` allocates: I32#toString → itoa32 → __new [allocation]
      1 | export function start(x: i32): i32 {
    > 2 |   let text = "a" + x.toString() + "b";
        |                    ^^^^^^^^^^^^
      3 |   text += "c";
      way out: build no strings on the device: log("temp {} C", t) sends the value, the host keeps the text

    entry.ts:3:3 error: \`text += "c"\` joins strings into a new one [allocation]
      2 |   let text = "a" + x.toString() + "b";
    > 3 |   text += "c";
        |   ^^^^^^^^^^^
      4 |   return text.length;
      way out: send the values and leave the text to the host: log("temp {} C", t)"
  `);
});

test("Array#push in a helper is reported in the helper, not where it is called", async () => {
  const source = `function add(list: i32[], value: i32): void {
  list.push(value);
}
export function start(list: i32[]): void {
  add(list, 1);
}`;
  expect(await explained(source)).toMatchInlineSnapshot(`
    "entry.ts:2:3 error: \`list.push(value)\` allocates: Array<i32>#push → ensureCapacity → __renew [allocation]
      1 | function add(list: i32[], value: i32): void {
    > 2 |   list.push(value);
        |   ^^^^^^^^^^^^^^^^
      3 | }
      way out: use storage of a fixed size: memory.data(bytes, align) with load and store"
  `);
});

test("heap.alloc, twice in one line", async () => {
  const source = `export function start(): void {
  heap.alloc(8); heap.alloc(16);
}`;
  expect(await explained(source)).toMatchInlineSnapshot(`
    "entry.ts:2:3 error: \`heap.alloc(8)\` takes memory from the heap [allocation]
      1 | export function start(): void {
    > 2 |   heap.alloc(8); heap.alloc(16);
        |   ^^^^^^^^^^^^^
      3 | }
      way out: declare the memory at compile time: const buffer = memory.data(bytes, align)

    entry.ts:2:18 error: \`heap.alloc(16)\` takes memory from the heap [allocation]
      1 | export function start(): void {
    > 2 |   heap.alloc(8); heap.alloc(16);
        |                  ^^^^^^^^^^^^^^
      3 | }
      way out: declare the memory at compile time: const buffer = memory.data(bytes, align)"
  `);
});

test("memory.grow and memory.size", async () => {
  const source = `export function start(): i32 {
  memory.grow(1);
  return memory.size();
}`;
  expect(await explained(source)).toMatchInlineSnapshot(`
    "entry.ts:2:3 error: \`memory.grow(1)\` asks the host for more memory [allocation]
      1 | export function start(): i32 {
    > 2 |   memory.grow(1);
        |   ^^^^^^^^^^^^^^
      3 |   return memory.size();
      way out: declare what you need at compile time with memory.data(bytes, align), and keep its size in a constant

    entry.ts:3:10 error: \`memory.size()\` reads the size of memory, so that a host must keep whole pages of 64 KiB [allocation]
      2 |   memory.grow(1);
    > 3 |   return memory.size();
        |          ^^^^^^^^^^^^^
      4 | }
      way out: declare what you need at compile time with memory.data(bytes, align), and keep its size in a constant"
  `);
});

test("a Map of the module", async () => {
  const source = `const seen = new Map<i32, i32>();
export function start(): void {
  seen.set(1, 2);
}`;
  expect(await explained(source)).toMatchInlineSnapshot(`
    "entry.ts:1:14 error: \`new Map<i32, i32>()\` allocates: Map is a managed class of the library [allocation]
    > 1 | const seen = new Map<i32, i32>();
        |              ^^^^^^^^^^^^^^^^^^^
      2 | export function start(): void {
      way out: use storage of a fixed size: memory.data(bytes, align) with load and store

    entry.ts:3:3 error: \`seen.set(1, 2)\` allocates: Map<i32,i32>#set → Map<i32,i32>#rehash → ArrayBuffer#constructor → __new [allocation]
      2 | export function start(): void {
    > 3 |   seen.set(1, 2);
        |   ^^^^^^^^^^^^^^
      4 | }
      way out: use storage of a fixed size: memory.data(bytes, align) with load and store"
  `);
});

test("constructors: bases, fields, and default arguments are reported where they are written", async () => {
  const source = `class Base { constructor(public a: i32) {} }
class Derived extends Base {
  part: Base = new Base(1);
  constructor() { super(2); }
}
function use(base: Base = new Base(3)): i32 { return base.a; }
export function start(): void {
  new Derived();
  use();
}`;
  const findings = await audit({ "entry.ts": source });
  expect(findings.map((f) => `${f.place!.line}:${f.place!.column} ${f.expression}`)).toEqual([
    "3:16 new Base(1)",
    "6:27 new Base(3)",
    "8:3 new Derived()",
  ]);
});

test("inlined constructors and functions are reported where new is written", async () => {
  const source = `class Foo { @inline constructor(public a: i32) {} }
class Bar {}
@inline function make(): Bar { return new Bar(); }
export function start(): void {
  let foo = new Foo(1);
  foo.a = 2;
  make();
}`;
  const findings = await audit({ "entry.ts": source });
  expect(findings.map((f) => `${f.place!.line}:${f.place!.column} ${f.expression}`)).toEqual([
    "3:39 new Bar()",
    "5:13 new Foo(1)",
  ]);
});

test("a callback of a library is the author's; an indirect call reaches functions of its type only", async () => {
  const source = `class Foo {}
type A = (x: i32, y: i32) => i32;
type B = () => void;
const compare: A = (a, b) => { new Foo(); return a - b; };
const other: B = () => { new Foo(); };
const same: B = other;
export function start(list: StaticArray<i32>): void {
  list.sort(compare);
}`;
  const findings = await audit({ "entry.ts": source });
  expect(findings.map((f) => `${f.place!.line}:${f.place!.column} ${f.kind}`)).toEqual([
    "4:32 new",
    "8:3 call",
  ]);
});

test("what is never called is not reported", async () => {
  const source = `class Foo {}
function unused(): void { new Foo(); }
function stored(): void { new Foo(); }
type Handler = () => void;
let handler: Handler = stored;
export function start(): i32 {
  if (false) unused();
  return load<i32>(changetype<usize>(handler));
}`;
  expect(await explained(source)).toBe("");
});

test("each place once, in order of file, line and column", async () => {
  const files = {
    "entry.ts": `import { make } from "./parts";
class Foo<T> {}
function twice<T>(): void { new Foo<T>(); }
export function start(): void { twice<i32>(); twice<i64>(); make(); }`,
    "parts.ts": `export function make(): void {
  const a = [new Part(), new Part()];
  a.push(a[0]);
}
class Part {}`,
  };
  const findings = await audit(files);
  expect(
    findings.map((f) => `${f.place!.file}:${f.place!.line}:${f.place!.column} ${f.expression}`),
  ).toEqual([
    "entry.ts:3:29 new Foo<T>()",
    "parts.ts:2:13 [new Part(), new Part()]",
    "parts.ts:2:14 new Part()",
    "parts.ts:2:26 new Part()",
    "parts.ts:3:3 a.push(a[0])",
  ]);
});

test("an allocation that no source answers for is still told", async () => {
  expect(await explained("export function start(): void {}", "--exportRuntime"))
    .toMatchInlineSnapshot(`
      "error: the host can call the allocator itself: __new is exported [allocation]
        way out: build without --exportRuntime"
    `);
});
