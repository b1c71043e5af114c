import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { cacheFolder, cacheIn, keyOf } from "../../compiler/cache.ts";
import { type Compiled, compile, type CompileOptions } from "../../compiler/compile.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wakeful-cache-test-"));
  const made = folder;
  onTestFinished(() => rmSync(made, { recursive: true }));
  write("lamp.ts", 'import { Output } from "wakeful";\nexport const lamp = Output.at(13);\n');
  write(
    "firmware.ts",
    `import { millis, sleep, spawn } from "wakeful";
import { lamp } from "./lamp";
@task
async function blink(): Promise<void> {
  while (true) {
    lamp.toggle();
    await sleep(millis(5));
  }
}
export function main(): void {
  spawn(blink());
}
`,
  );
});

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

function build(options: CompileOptions = {}): Promise<Compiled> {
  return compile("firmware.ts", { root: folder, cache: join(folder, "cache"), ...options });
}

test("an unchanged program is not compiled again, and what comes out is the same", async () => {
  const first = await build();
  const second = await build();
  expect([first.isCached, second.isCached]).toEqual([false, true]);
  expect(second).toEqual({ ...first, isCached: true });
});

test("a change in a file that is imported is compiled", async () => {
  await build();
  write("lamp.ts", 'import { Output } from "wakeful";\nexport const lamp = Output.at(12);\n');
  const changed = await build();
  expect(changed.isCached).toBe(false);
  expect((await build()).wasm).toEqual(changed.wasm);
});

test("other options are another program", async () => {
  await build();
  const options: CompileOptions[] = [
    { mode: "debug" },
    { keepExports: true },
    { memoryLimit: 4096 },
  ];
  for (const more of options) {
    expect((await build(more)).isCached).toBe(false);
    expect((await build(more)).isCached).toBe(true);
  }
});

test("without a cache everything is compiled", async () => {
  await build({ cache: false });
  expect((await build({ cache: false })).isCached).toBe(false);
  expect(readdirSync(folder)).toEqual(["firmware.ts", "lamp.ts"]);
});

test("an entry that is broken is built anew", async () => {
  await build();
  const [entry] = readdirSync(join(folder, "cache"));
  for (const text of ["", "{", "{}", '{"wasm":3}', "null"]) {
    writeFileSync(join(folder, "cache", entry!), text);
    expect((await build()).isCached).toBe(false);
    expect((await build()).isCached).toBe(true);
  }
});

test("a cache that cannot be written costs time, and nothing else", async () => {
  writeFileSync(join(folder, "cache"), "a file where the folder should be");
  expect((await build()).isCached).toBe(false);
  expect((await build()).isCached).toBe(false);
});

test("the oldest entries go first", () => {
  const cache = cacheIn<string>(
    join(folder, "many"),
    (v) => v,
    (v) => v,
  );
  for (let i = 0; i < 110; i++) cache.write(`entry${i}`, `value ${i}`);
  expect(readdirSync(join(folder, "many"))).toHaveLength(100);
  expect(cache.read("entry109")).toBe("value 109");
});

test("the key tells all its parts apart", () => {
  const keys = [["a", "bc"], ["ab", "c"], ["a", ["b", "c"]], ["a", "b", "c"], []].map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
});

test("the folder is that of the nearest project", () => {
  mkdirSync(join(folder, "project/node_modules"), { recursive: true });
  mkdirSync(join(folder, "project/firmware"));
  expect(cacheFolder(join(folder, "project/firmware"))).toBe(
    join(folder, "project/node_modules/.cache/wakeful"),
  );
  expect(readFileSync(join(folder, "lamp.ts"), "utf8")).toContain("lamp");
});
