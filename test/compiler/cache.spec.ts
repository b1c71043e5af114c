import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { cacheFolder, cacheIn, keyOf, ownFolder } from "../../compiler/cache.ts";
import { type Compiled, compile, type CompileOptions } from "../../compiler/compile.ts";
import { projectRoot } from "../support/parts.ts";

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

test("an entry of which one byte is another is built anew", async () => {
  const { wasm } = await build();
  const [entry] = readdirSync(join(folder, "cache"));
  const path = join(folder, "cache", entry!);
  const bytes = readFileSync(path);
  const at = bytes.indexOf(Buffer.from(wasm).toString("base64").slice(0, 40)) + 30;
  bytes[at] = bytes[at] === 65 ? 66 : 65;
  writeFileSync(path, bytes);
  const again = await build();
  expect(again.isCached).toBe(false);
  expect(again.wasm).toEqual(wasm);
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

test("many large entries do not fill the disk", () => {
  const large = join(folder, "large");
  const cache = cacheIn<string>(large, String, String);
  const text = "x".repeat(20 * 2 ** 20);
  for (let i = 0; i < 5; i++) cache.write(`entry${i}`, text);
  expect(readdirSync(large)).toHaveLength(3);
  expect(cache.read("entry4")).toBe(text);
});

test("drafts of builds that were killed go, those of today stay", () => {
  const drafts = join(folder, "drafts");
  const cache = cacheIn<string>(drafts, String, String);
  cache.write("first", "1");
  for (const name of ["old.draft", "new.draft"]) writeFileSync(join(drafts, name), "half");
  utimesSync(join(drafts, "old.draft"), 0, 0);
  cache.write("second", "2");
  expect(readdirSync(drafts).sort()).toEqual(["first.json", "new.draft", "second.json"]);
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

test.runIf(process.getuid)("without a project it is the user's own, and nobody else's", () => {
  const user = process.getuid!();
  const own = join(folder, `wakeful-cache-${user}`);
  expect(ownFolder(folder)).toBe(own);
  mkdirSync(own);
  expect(ownFolder(folder)).toBe(own);
  mkdirSync(join(folder, `wakeful-cache-${user + 1}`));
  expect(ownFolder(folder, user + 1)).toBe(undefined);
  rmdirSync(own);
  symlinkSync(tmpdir(), own);
  expect(ownFolder(folder)).toBe(undefined);
});

test("what is shipped caches, and another version, code or firmware of it builds anew", async () => {
  const shipped = join(folder, "package");
  for (const part of ["dist", "firmware", "hal", "package.json", "asconfig.json"]) {
    cpSync(join(projectRoot, part), join(shipped, part), { recursive: true });
  }
  symlinkSync(join(projectRoot, "node_modules"), join(shipped, "node_modules"));
  mkdirSync(join(folder, "node_modules"));
  const node = promisify(execFile);
  const compiler = pathToFileURL(join(shipped, "dist/compiler.js")).href;
  const script = `import { compile } from "${compiler}";
const { isCached } = await compile("firmware.ts");
console.log(isCached);`;
  const isCached = async (): Promise<string> => {
    const argv = ["--input-type=module", "--eval", script];
    return (await node(process.execPath, argv, { cwd: folder })).stdout.trim();
  };
  const twice = async (): Promise<string[]> => [await isCached(), await isCached()];
  const edit = (path: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(join(shipped, path), "utf8");
    expect(text).toMatch(from);
    writeFileSync(join(shipped, path), text.replace(from, to));
  };

  const cli = join(shipped, "dist/cli.js");
  await node(process.execPath, [cli, "build", "firmware.ts", "--no-cache"], { cwd: folder });
  expect(readdirSync(join(folder, "node_modules"))).toEqual([]);

  expect(await twice()).toEqual(["false", "true"]);
  expect(readdirSync(join(folder, "node_modules/.cache/wakeful"))).toHaveLength(1);
  edit("package.json", /"version": "[^"]*"/, '"version": "99.0.0"');
  expect(await twice()).toEqual(["false", "true"]);
  edit("dist/shared/compile.js", /^/, "// another build\n");
  expect(await twice()).toEqual(["false", "true"]);
  edit("firmware/index.ts", /^/, "// another firmware\n");
  expect(await twice()).toEqual(["false", "true"]);
});
