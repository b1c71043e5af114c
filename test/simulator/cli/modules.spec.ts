/** `build`, `size` and `check`. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CodeReport } from "../../../compiler/report/code.ts";
import type { RamReport } from "../../../compiler/report/ram.ts";
import { assemble, firmware } from "../../support/wat.ts";
import { buttonShell, project, shell } from "./shell.ts";

interface SizeDocument {
  readonly heapBase: number;
  readonly ram: RamReport | null;
  readonly code: CodeReport;
}

test("size: what is listed sums up to __heap_base - base", async () => {
  const { code, out } = await project.wakeful("size examples/button --json");
  expect(code).toBe(0);
  const { heapBase, ram } = JSON.parse(out) as SizeDocument;
  const listed = [...ram!.tasks, ...ram!.statics].reduce((sum, { bytes }) => sum + bytes, 0);
  expect(listed + ram!.alignment).toBe(heapBase - ram!.base);
  expect(ram).toMatchObject({ exact: true, total: heapBase, sum: heapBase - ram!.base });
});

test("size as a table: tasks with frames and parts, functions with places", async () => {
  const { code, out } = await (await buttonShell()).wakeful("size button.wasm");
  expect(code).toBe(0);
  expect(out).toMatch(/^RAM of button\.wasm\n/);
  expect(out).toMatch(/\d+ {2}blink +2 × \(0 prefix \+ 8 header \+ \d+ frame\)\n/);
  expect(out).toMatch(/ frame \d+ = own fields \d+ \+ sleep\$1: Sleep 24 \(timer node\)\n/);
  expect(out).toMatch(/sum without base: (\d+) = \d+ \(__heap_base\) - \d+ \(base\)\n/);
  expect(out).toMatch(/\d+ {2}firmware\/executor\/executor\/poll \(export poll\)\n/);
});

test("size lists the largest functions, and with --all every one", async () => {
  const { out } = await project.wakeful("size examples/weather-station");
  expect(out).toMatch(/\d+ more functions? +--all lists them\n/);
  const { out: all } = await project.wakeful("size examples/weather-station --all");
  expect(all).not.toContain("--all lists them");
  expect(all.split("\n").length).toBeGreaterThan(out.split("\n").length);
});

test("size of a module from elsewhere: what can be known", async () => {
  const opened = shell();
  opened.write("fw.wasm", await firmware({}));
  const { code, out } = await opened.wakeful("size fw.wasm");
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "RAM of fw.wasm
      632 bytes: __heap_base
      there is no side table (.wakeful.json) beside the module to tell what they are

    wasm by function
         14  export poll
          3  export start
          3  export raise

    wasm by section
        107  import
         49  export
         38  type
         23  code
         11  wakeful  custom
          9  global
          8  header
          6  function
          5  memory
        256  total    the file
    "
  `);
});

test("size of what is no module", async () => {
  const opened = shell();
  opened.write("fw.wasm", "hello\n");
  const { code, out, err } = await opened.wakeful("size fw.wasm");
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatchInlineSnapshot(`
    "error: This is not a WebAssembly module: it does not begin with \\0asm, at byte 0
      way out: Give a .wasm file; \`wakeful build\` makes one from a .ts file.
    "
  `);
});

test("build writes module, side table and text; what it wrote passes the check", async () => {
  const opened = shell();
  const main = "export function main(): void {}\n";
  opened.write("tiny/tiny.ts", `import { now } from "wakeful";\nnow();\n${main}`);
  const { code, out } = await opened.wakeful("build tiny --out made/here --wat");
  expect(code).toBe(0);
  expect(out.replace(/\d+ bytes/g, "N bytes")).toMatchInlineSnapshot(`
    "  made/here/tiny.wasm          N bytes, N bytes of RAM
      made/here/tiny.wakeful.json  side table: texts, tasks and source map, for hosts only
      made/here/tiny.wat           as text
    "
  `);
  expect(opened.read("made/here/tiny.wat")).toMatch(/^\(module/);
  expect(JSON.parse(opened.read("made/here/tiny.wakeful.json"))).toMatchObject({ name: "tiny" });
  expect((await opened.wakeful("check made/here/tiny.wasm")).code).toBe(0);
  const json = await opened.wakeful("build tiny --debug --json");
  expect(JSON.parse(json.out)).toMatchObject({
    mode: "debug",
    files: ["out/tiny.wasm", "out/tiny.wakeful.json"],
  });
  expect(existsSync(join(opened.folder, "out/tiny.wat"))).toBe(false);
});

test("build into a place that is no folder", async () => {
  const opened = shell();
  opened.write("out", "a file");
  opened.write("tiny.ts", "export function main(): void {}\n");
  const { code, err } = await opened.wakeful("build tiny.ts --out out/deep");
  expect(code).toBe(2);
  expect(err).toMatchInlineSnapshot(`
    "error: out/deep cannot be written: a part of the path is not a folder
      way out: give --out a folder that you may write to
    "
  `);
});

test("check prints each rule that is broken, and the facts", async () => {
  const opened = shell();
  opened.write(
    "fw.wasm",
    await assemble(
      `(module (memory 1) (func (export "start") (drop (memory.grow (i32.const 1)))))`,
    ),
  );
  const { code, out } = await opened.wakeful("check fw.wasm");
  expect(code).toBe(1);
  expect(out).toMatchInlineSnapshot(`
    "fw.wasm breaks 7 rules

    function 0 can grow the memory (memory.grow): an allocator is linked (function 0, offset 0x29) [allocator]
      way out: build from source with \`wakeful build\`, which names each line that allocates

    __data_end is not exported, so no host can tell how much memory is used (export __data_end) [bounds]
      way out: put \`export { __heap_base, __data_end };\` into the entry file

    __heap_base is not exported, so no host can tell how much memory is used (export __heap_base) [bounds]
      way out: put \`export { __heap_base, __data_end };\` into the entry file

    poll is not exported; a host calls it: () → i64 (export poll) [exports]
      way out: build with \`wakeful build\`, or export what "wakeful" exports from your entry file

    raise is not exported; a host calls it: (i32, i32, i64) → void (export raise) [exports]
      way out: build with \`wakeful build\`, or export what "wakeful" exports from your entry file

    memory is not exported (export memory) [exports]
      way out: build with \`wakeful build\`, or export what "wakeful" exports from your entry file

    the module does not say which border it was built for (no custom section "wakeful") (custom section wakeful) [version]
      way out: build with \`wakeful build\`, which writes it, and strip custom sections before, not after

    facts
      file         45 bytes
      code         8 bytes in 1 function
      data         0 bytes
      __data_end   unknown
      __heap_base  unknown
      RAM          unknown
      border       unknown
      imports      none
      exports      start
    "
  `);
  const json = await opened.wakeful("check fw.wasm --json");
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({ ok: false, firmware: "fw.wasm" });
});

test("check of a text file", async () => {
  const opened = shell();
  opened.write("fw.wasm", "hello\n");
  const { code, out } = await opened.wakeful("check fw.wasm");
  expect(code).toBe(1);
  expect(out).toMatchInlineSnapshot(`
    "fw.wasm breaks 1 rule

    This is not a WebAssembly module: it does not begin with \\0asm (offset 0x0) [malformed]
      way out: Give a .wasm file; \`wakeful build\` makes one from a .ts file.
    "
  `);
});

test("help of the program and of its commands, and the version", async () => {
  const { wakeful } = shell();
  expect(await wakeful("--version")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^wakeful \d+\.\d+\.\d+\n$/),
  });
  for (const words of ["--help", "help", "run --help", "help run", "size x -h"]) {
    const { code, out, err } = await wakeful(words);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Usage: wakeful /);
  }
});

test.runIf(process.platform === "linux")(
  "build does not hang where no folder can be made",
  async () => {
    const { code, err } = await project.wakeful(
      "build bench/firmware/two-leds.ts --out /proc/wakeful/x",
    );
    expect(code).toBe(2);
    expect(err).toMatchInlineSnapshot(`
      "error: /proc/wakeful/x cannot be written: there is no such file or folder
        way out: give --out a folder that you may write to
      "
    `);
  },
);
