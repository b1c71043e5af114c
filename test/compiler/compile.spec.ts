import { describe, expect, test } from "vitest";
import { BORDER_SECTION, BORDER_VERSION } from "../../hal/generated/border.ts";
import { checkModule } from "../../compiler/binary/check.ts";
import { FirmwareError, seconds, Simulator } from "../../simulator/index.ts";
import { compileText, refusal } from "../support/virtual.ts";

/** A firmware whose main does what is given, with a line above it. */
function main(body: string, before = ""): string {
  return `${before}\nexport function main(): void {\n  ${body}\n}\n`;
}

describe("no allocation, proved", () => {
  test("new of a managed class", async () => {
    const text = main(
      "spots = new Spot();",
      "class Spot { x: i32 = 0 }\nlet spots: Spot | null = null;",
    );
    expect(await refusal(text)).toMatchInlineSnapshot(`
      "firmware.ts:4:11 error: \`new Spot()\` allocates: Spot is a managed class [allocation]
        3 | export function main(): void {
      > 4 |   spots = new Spot();
          |           ^^^^^^^^^^
        5 | }
        way out: mark Spot @unmanaged and give it a place: changetype<Spot>(memory.data(offsetof<Spot>())), a pool, or a variable of a task"
    `);
  });

  test("a template string", async () => {
    const text = main("text = `level ${count}`;", "let count = 0;\nlet text = '';");
    expect(await refusal(text)).toMatchInlineSnapshot(`
      "firmware.ts:4:10 error: a template string builds a string at run time [allocation]
        3 | export function main(): void {
      > 4 |   text = \`level \${count}\`;
          |          ^^^^^^^^^^^^^^^^
        5 | }
        way out: send the values and leave the text to the host: log("temp {} C", t)"
    `);
  });

  test("an array literal", async () => {
    const text = main("pins = [13, count];", "let count = 12;\nlet pins: i32[] | null = null;");
    expect(await refusal(text)).toMatchInlineSnapshot(`
      "firmware.ts:4:10 error: an array literal allocates an array [allocation]
        3 | export function main(): void {
      > 4 |   pins = [13, count];
          |          ^^^^^^^^^^^
        5 | }
        way out: put the numbers into the module: const table = memory.data<i32>([1, 2, 3]), read with load<i32>(table + 4 * i); or a StaticArray that is a const of the module"
    `);
  });

  test("a method of the library that grows an array, found in a helper in another file", async () => {
    const text = {
      "app/main.ts":
        'import { note } from "./notes";\nexport function main(): void {\n  note(3);\n}\n',
      "app/notes.ts":
        "let notes: i32[] = [];\nexport function note(n: i32): void {\n  notes.push(n);\n}\n",
    };
    expect(await refusal(text)).toMatchInlineSnapshot(`
      "app/notes.ts:3:3 error: \`notes.push(n)\` allocates: Array<i32>#push → ensureCapacity → __renew [allocation]
        2 | export function note(n: i32): void {
      > 3 |   notes.push(n);
          |   ^^^^^^^^^^^^^
        4 | }
        way out: use storage of a fixed size: memory.data(bytes, align) with load and store"
    `);
  });

  test("memory.grow and memory.size", async () => {
    expect(await refusal(main("pages = memory.size(); memory.grow(1);", "let pages = 0;")))
      .toMatchInlineSnapshot(`
      "firmware.ts:3:11 error: \`memory.size()\` reads the size of memory, so that a host must keep whole pages of 64 KiB [allocation]
        2 | export function main(): void {
      > 3 |   pages = memory.size(); memory.grow(1);
          |           ^^^^^^^^^^^^^
        4 | }
        way out: declare what you need at compile time with memory.data(bytes, align), and keep its size in a constant

      firmware.ts:3:26 error: \`memory.grow(1)\` asks the host for more memory [allocation]
        2 | export function main(): void {
      > 3 |   pages = memory.size(); memory.grow(1);
          |                          ^^^^^^^^^^^^^^
        4 | }
        way out: declare what you need at compile time with memory.data(bytes, align), and keep its size in a constant"
    `);
  });

  test("several places are all named", async () => {
    const text = main(
      "a = [count];\n  b = [count, 1];",
      "let count = 1;\nlet a: i32[] | null = null;\nlet b: i32[] | null = null;",
    );
    const said = await refusal(text);
    expect(said.match(/firmware\.ts:\d+:\d+/g)).toEqual(["firmware.ts:5:7", "firmware.ts:6:7"]);
  });

  test("code that nothing reaches may allocate", async () => {
    const { wasm } = await compileText(`function never(): i32[] { return [1]; }\n${main("")}`);
    expect(checkModule(wasm).ok).toBe(true);
  });
});

describe("the module that ships", () => {
  test("meets the rules of the border, and carries its version", async () => {
    const { wasm } = await compileText(main(""));
    const { ok, findings } = checkModule(wasm);
    expect({ ok, findings }).toEqual({ ok: true, findings: [] });
    const [section] = WebAssembly.Module.customSections(
      new WebAssembly.Module(wasm as BufferSource),
      BORDER_SECTION,
    );
    expect([...new Uint8Array(section!)]).toEqual([BORDER_VERSION]);
  });

  test("has no part of a driver that is not imported", async () => {
    const without = await compileText(main(""));
    expect(without.table.memory.statics.map((s) => s.name)).not.toContain("listeners of pins");
  });

  test("is the same, byte for byte, when it is compiled again", async () => {
    const text = main("log('x {}', 1);", 'import { log } from "wakeful";');
    const [first, second] = [await compileText(text), await compileText(text)];
    expect(second).toEqual(first);
  });

  test("a module variable that begins as a number is no stack pointer to WAMR, and has its value", async () => {
    const { wasm, table } = await compileText(
      'import { log, now } from "wakeful";\nlet a = 5, b: u8 = 0xff;\nlet c: f32 = 1.5;\nlet d: u64 = 9;\n' +
        'export function main(): void {\n  a += <i32>now();\n  b -= <u8>now();\n  c += <f32>now();\n  d += now();\n  log("{} {} {} {}", a, b, c, d);\n}\n',
    );
    expect(checkModule(wasm).findings).toEqual([]);
    const sim = Simulator.load(wasm, { table, startTime: 1_000n });
    sim.runFor(0n);
    expect(sim.logs.map((l) => l.text)).toEqual(["6 254 2.5 10"]);
  });
});

/** What a firmware logs when it starts. */
async function logs(files: string | Record<string, string>): Promise<string[]> {
  const { wasm, table } = await compileText(files);
  expect(checkModule(wasm).findings).toEqual([]);
  const sim = Simulator.load(wasm, { table });
  sim.runFor(seconds(1));
  return sim.logs.map((l) => l.text);
}

describe("module variables begin with their value, and none is a stack pointer to WAMR", () => {
  const imports = 'import { log, now } from "wakeful";\n';
  test.each([
    ["a static field", "class C { static n: i32 = 7; }", "C.n += <i32>now(); log('{}', C.n);", "7"],
    ["a bool", "let on: bool = true;", "if (now() > 5) on = false; log('{}', on);", "true"],
    [
      "an enum",
      "enum E { A = 3, B = 4 }\nlet e: E = E.B;",
      "if (now() > 5) e = E.A; log('{}', e);",
      "4",
    ],
    [
      "an expression",
      "const K = 3;\nlet e: i32 = K * 2 + 1;",
      "if (now() > 5) e = 1; log('{}', e);",
      "7",
    ],
    [
      "a namespace",
      "namespace N { export let e: i32 = 9; }",
      "if (now() > 5) N.e = 1; log('{}', N.e);",
      "9",
    ],
    [
      "a function reference",
      "function a(): i32 { return 1; }\nfunction b(): i32 { return 2; }",
      "const f: () => i32 = now() > 5 ? a : b; log('{}', f());",
      "2",
    ],
    ["a static array", "const T: StaticArray<i32> = [5, 6];", "log('{}', T[<i32>now()]);", "5"],
    [
      "one that another is computed from at start",
      "let a: i32 = 5;\nlet b: i32 = a * 2;",
      "a += <i32>now(); b += <i32>now(); log('{} {}', a, b);",
      "5 10",
    ],
  ])("%s", async (_what, before, body, expected) => {
    expect(await logs(`${imports}${before}\nexport function main(): void { ${body} }\n`)).toEqual([
      expected,
    ]);
  });
});

describe("what AssemblyScript accepts around tasks and messages", () => {
  const imports = 'import { claim, Future, log, millis, panic, Sleep, spawn } from "wakeful";\n';
  const run = "\nexport function main(): void { spawn(claim<A>()); }\n";
  const polls = 'poll(): bool { log("x"); return true; }';

  test.each([
    [
      "CRLF",
      `${imports}@task\nclass A extends Future<void> {\n  ${polls}\n}${run}`.replaceAll(
        "\n",
        "\r\n",
      ),
      "x",
    ],
    [
      "a byte order mark",
      `\ufeff${imports}@task class A extends Future<void> { ${polls} }${run}`,
      "x",
    ],
    [
      "comments with braces",
      `${imports}@task({ pool: 2 }) // two { of them\n/* { */ class A /* { */ extends Future<void> { // {\n ${polls} }${run}`,
      "x",
    ],
    [
      "an exported task",
      `${imports}@task\nexport class A extends Future<void> { ${polls} }${run}`,
      "x",
    ],
    [
      "another name for log",
      'import { log as say } from "wakeful";\nexport function main(): void { say("x"); }',
      "x",
    ],
    [
      "a panic in an else",
      `${imports}export function main(): void { let x = 1; if (x == 1) log("x"); else panic("y"); }`,
      "x",
    ],
    [
      "a panic as a value",
      `${imports}export function main(): void { let x = 1; x == 1 ? log("x") : panic("y"); }`,
      "x",
    ],
    [
      "a throw in a switch",
      `${imports}function f(x: i32): i32 { switch (x) { case 1: return 2; default: throw new Error("no"); } }\nexport function main(): void { if (f(1) == 2) log("x"); }`,
      "x",
    ],
  ])("%s", async (_what, text, expected) => {
    expect(await logs(text)).toEqual([expected]);
  });

  test("main from another file, and files that import each other", async () => {
    const files = {
      "a.ts": 'export { main } from "./b";\nexport function f(): i32 { return 2; }\n',
      "b.ts":
        'import { f } from "./a";\nimport { log } from "wakeful";\nexport function main(): void { log("{}", f()); }\n',
    };
    expect(await logs(files)).toEqual(["2"]);
  });

  test("two tasks of one name in two files", async () => {
    const task = (text: string): string =>
      `${imports}@task class A extends Future<void> { poll(): bool { log("${text}"); return true; } }\n`;
    const files = {
      "a.ts": `${task("a")}import { go } from "./b";\nexport function main(): void { spawn(claim<A>()); go(); }\n`,
      "b.ts": `${task("b")}export function go(): void { spawn(claim<A>()); }\n`,
    };
    expect(await logs(files)).toEqual(["a", "b"]);
  });

  test("parts within parts, across files, do not overlap", async () => {
    const files = {
      "a.ts": `${imports}import { Two } from "./b";\n@task class A extends Future<void> { @embed two: Two; @embed more: Two;\n begin(): A { this.two.begin(10); this.more.begin(20); return this; }\n poll(): bool { const x = this.two.poll(); const y = this.more.poll(); if (!x || !y) return false; log("{} {}", this.two.left, this.more.left); return true; } }\nexport function main(): void { spawn(claim<A>().begin()); }\n`,
      "b.ts": `${imports}@unmanaged export class Two extends Future<void> { left: i32; @embed a: Sleep; @embed b: Sleep;\n begin(n: i32): void { this.left = n; this.a.after(millis(n)); this.b.after(millis(2 * n)); }\n poll(): bool { const x = this.a.poll(); const y = this.b.poll(); return x && y; } }\n`,
    };
    expect(await logs(files)).toEqual(["10 20"]);
  });
});

describe("errors of asc are told in the author's places", () => {
  test("after edits on the same line", async () => {
    const text =
      'import { log } from "wakeful";\nexport function main(): void {\n  log("a text that becomes a number {}", 1); const n: i32 = "no";\n}\n';
    expect(await refusal(text)).toMatchInlineSnapshot(`
      "firmware.ts:3:61 error: Type 'String' is not assignable to type 'i32'. [asc-2322]
        2 | export function main(): void {
      > 3 |   log("a text that becomes a number {}", 1); const n: i32 = "no";
          |                                                             ^^^^
        4 | }
        way out: a text is no number: write 10 for a line feed, a number or a member of an enum for a key"
    `);
  });

  test("in a file that is imported", async () => {
    const text = {
      "a.ts": 'import { f } from "./b";\nexport function main(): void {\n  f();\n}\n',
      "b.ts": "export function f(): void {\n  missing();\n}\n",
    };
    expect(await refusal(text)).toMatchInlineSnapshot(`
      "b.ts:2:3 error: Cannot find name 'missing'. [asc-2304]
        1 | export function f(): void {
      > 2 |   missing();
          |   ^^^^^^^
        3 | }
        way out: this is asc's own error; its manual is at https://www.assemblyscript.org"
    `);
  });
});

describe("logs and panics", () => {
  test("a log shows its values by their types", async () => {
    const { wasm, table } = await compileText(
      main(
        'log("i8 {}, u32 {}, f32 {}, bool {}", <i8>-3, u32.MAX_VALUE, <f32>1.5, count == 0); log("u64 {} i64 {}", u64.MAX_VALUE, i64.MIN_VALUE); log("plain");',
        'import { log } from "wakeful";\nlet count = 0;',
      ),
    );
    const sim = Simulator.load(wasm, { table });
    sim.runFor(seconds(1));
    expect(sim.logs.map((l) => l.text)).toEqual([
      "i8 -3, u32 4294967295, f32 1.5, bool true",
      "u64 18446744073709551615 i64 -9223372036854775808",
      "plain",
    ]);
  });

  const fail = async (text: string): Promise<unknown> => {
    const { wasm, table } = await compileText(text);
    try {
      Simulator.load(wasm, { table }).runFor(seconds(1));
    } catch (error) {
      const { code, message, place } = error as FirmwareError;
      return { code, message, place };
    }
    return undefined;
  };

  test("a panic names its text and place", async () => {
    const text = main(
      'if (now() == 0) panic("the sensor is silent");',
      'import { now, panic } from "wakeful";',
    );
    expect(await fail(text)).toMatchInlineSnapshot(`
      {
        "code": "panic",
        "message": "panic: the sensor is silent",
        "place": {
          "column": 19,
          "file": "firmware.ts",
          "line": 3,
        },
      }
    `);
  });

  test("a throw is a panic, and needs no value after it", async () => {
    const text = main(
      "pick(<i32>now());",
      'import { now } from "wakeful";\nfunction pick(n: i32): i32 {\n  if (n > 0) return 1;\n  throw new Error("nothing to pick");\n}',
    );
    expect(await fail(text)).toMatchInlineSnapshot(`
      {
        "code": "panic",
        "message": "panic: nothing to pick",
        "place": {
          "column": 3,
          "file": "firmware.ts",
          "line": 4,
        },
      }
    `);
  });

  test("a trap names its place, though the module ships without names", async () => {
    const text = main("count = 10 / <i32>now();", 'import { now } from "wakeful";\nlet count = 0;')
      .replace("}\n", '  if (count) log("{}", count);\n}\n')
      .replace("{ now }", "{ log, now }");
    expect(await fail(text)).toMatchInlineSnapshot(`
      {
        "code": "trap",
        "message": "start() trapped: divide by zero",
        "place": {
          "column": 11,
          "file": "firmware.ts",
          "line": 4,
        },
      }
    `);
  });
});
