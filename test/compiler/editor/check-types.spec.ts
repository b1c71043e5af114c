import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkTypes, type TypeFinding } from "../../../compiler/editor/check-types.ts";
import { build } from "../../support/firmware.ts";
import { projectRoot } from "../../support/parts.ts";

const base = join(projectRoot, "firmware/editor/tsconfig.firmware.json");

/** Folders that open in an editor as they are; each has a tsconfig.json. */
const folders = ["examples", "docs/examples", "docs/project/firmware", "test/firmware/editor"];

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "wakeful-"));
});

afterAll(() => rmSync(scratch, { recursive: true }));

/** What is said of a folder with these contents. */
function check(config: object, text = ""): TypeFinding[] {
  writeFileSync(join(scratch, "tsconfig.json"), JSON.stringify({ extends: base, ...config }));
  writeFileSync(join(scratch, "firmware.ts"), text);
  return checkTypes(scratch);
}

function lines(findings: readonly TypeFinding[]): string[] {
  return findings.map(({ code, message, place }) => {
    const where = place ? `${place.line}:${place.column} ` : "";
    return `${where}TS${code} ${message.split("\n")[0]}`;
  });
}

test.each(folders)("%s has no red lines", (folder) => {
  expect(checkTypes(join(projectRoot, folder))).toEqual([]);
});

test("what TypeScript takes of the surface, the compiler takes as well", async () => {
  const { wasm } = await build("test/firmware/editor/surface.firmware.ts");
  expect(wasm.length).toBeGreaterThan(0);
});

test("the constructs of async functions have no red lines but for arithmetic on any type", () => {
  const constructs = join(projectRoot, "test/compiler/async/constructs");
  const found = check({ include: [`${constructs}/**/*.ts`] }).map(
    (finding) => `${relative(constructs, finding.place!.file)}:${lines([finding]).join()}`,
  );
  expect(found).toEqual([
    "generics.firmware.ts:6:10 TS2365 Operator '+' cannot be applied to types 'T' and 'T'.",
  ]);
});

test("wrong programs have red lines where they are wrong", () => {
  const text = `import { claim, Future, Input, log, millis, Output, PinWait, select, sleep, spawn } from "wakeful";
async function read(): Promise<i32> {
  await sleep(millis(1));
  return 1;
}
@task
async function work(): Promise<void> {
  const x: i32 = read();
  const y: i32 = await sleep(1);
  const z: string = await select(read(), sleep(1));
  await sleep("1");
  await slep(1);
  Output.at(13).blink();
  spawn(3);
  if (read()) log("always");
  const wait: PinWait = sleep(1);
  read().then(() => {});
}
@task
class Lamp {}
@task({ pol: 2 })
class Other extends Future<void> {}
@tusk
async function other(): Promise<void> {}
`;
  expect(lines(check({}, text))).toMatchInlineSnapshot(`
    [
      "8:9 TS2322 Type 'Promise<number>' is not assignable to type 'number'.",
      "9:9 TS2322 Type 'void' is not assignable to type 'number'.",
      "10:9 TS2322 Type 'number' is not assignable to type 'string'.",
      "11:15 TS2345 Argument of type 'string' is not assignable to parameter of type 'number'.",
      "12:9 TS2552 Cannot find name 'slep'. Did you mean 'sleep'?",
      "13:17 TS2339 Property 'blink' does not exist on type 'Output'.",
      "14:9 TS2345 Argument of type 'number' is not assignable to parameter of type 'Awaitable'.",
      "15:7 TS2801 This condition will always return true since this 'Promise<number>' is always defined.",
      "16:9 TS2740 Type 'Sleep' is missing the following properties from type 'PinWait': input, isReady, next, prev, and 7 more.",
      "17:10 TS2445 Property 'then' is protected and only accessible within class 'Promise<T>' and its subclasses.",
      "19:2 TS1238 Unable to resolve signature of class decorator when called as an expression.",
      "21:9 TS2769 No overload matches this call.",
      "23:1 TS1206 Decorators are not valid here.",
    ]
  `);
});

const placed = `import { Channel, Future, sleep, millis } from "wakeful";
@unmanaged
class Heard extends Future<i32> {
  private times: i32;
  begin(times: i32): Heard { return this; }
  poll(): bool { return true; }
}
@unmanaged
class Held<T> extends Future<T> { poll(): bool { return true; } }
@unmanaged
class Bell {
  wait(place: Heard, times: i32 = 1): Heard { return place.begin(times); }
  static create(home: Bell): Bell { return home; }
}
@unmanaged
class Box<T> {
  next(place: Held<T>, value: T): Held<T> { return place; }
}
function heard(place: Heard): Heard { return place; }
function often(place: Heard, times: i32, name: string = ""): Heard { return place; }
function held<T>(place: Held<T>, value: T): Held<T> { return place; }
function other(place: i32, times: i32): Heard { return heard(changetype<Heard>(place)); }
function plainly(a: Heard, b: i32): Heard { return a; }
const bell = Bell.create();
const box = changetype<Box<i32>>(0);
`;

test("the author's own place functions are called without their place", () => {
  const text = `${placed}
async function work(): Promise<void> {
  const a: i32 = await heard();
  const b: i32 = await often(3);
  await often(3, "name");
  await bell.wait();
  await bell.wait(2);
  const c: i32 = await box.next(7);
  const d: i32 = await held<i32>(7);
  await held(7);
  const later = heard();
  await later;
}
class Mine extends Future<void> {
  @embed private inner: Heard;
  poll(): bool {
    often(this.inner, 3, "name");
    bell.wait(this.inner);
    return heard(this.inner).poll();
  }
}
`;
  expect(lines(check({}, text))).toEqual([]);
});

test("other calls that do not fit their declaration have red lines", () => {
  const text = `${placed}
async function work(): Promise<void> {
  await heard(1);
  await heard(1, 2);
  await often();
  await often("3");
  await often(3, 4);
  await often(3, "name", 5);
  await bell.wait("2");
  await box.next("7");
  await held<i32>("7");
  await other(1);
  await plainly(1);
  await sleep();
  Channel.create<i32>();
  undeclared();
  const text: string = await heard();
  await heard(often("3"));
}
`;
  expect(lines(check({}, text))).toMatchInlineSnapshot(`
    [
      "28:15 TS2345 Argument of type 'number' is not assignable to parameter of type 'Heard'.",
      "29:18 TS2554 Expected 1 arguments, but got 2.",
      "30:9 TS2554 Expected 2-3 arguments, but got 0.",
      "31:9 TS2554 Expected 2-3 arguments, but got 1.",
      "32:15 TS2345 Argument of type 'number' is not assignable to parameter of type 'Heard'.",
      "33:15 TS2345 Argument of type 'number' is not assignable to parameter of type 'Heard'.",
      "34:19 TS2345 Argument of type 'string' is not assignable to parameter of type 'Heard'.",
      "35:13 TS2554 Expected 2 arguments, but got 1.",
      "36:9 TS2554 Expected 2 arguments, but got 1.",
      "37:9 TS2554 Expected 2 arguments, but got 1.",
      "38:9 TS2554 Expected 2 arguments, but got 1.",
      "39:9 TS2554 Expected 1-2 arguments, but got 0.",
      "40:11 TS2554 Expected 1-2 arguments, but got 0.",
      "41:3 TS2304 Cannot find name 'undeclared'.",
      "42:9 TS2322 Type 'number' is not assignable to type 'string'.",
      "43:15 TS2554 Expected 2-3 arguments, but got 1.",
    ]
  `);
});

test("values that are awaited have their types", () => {
  const text = `import { Channel, Future, join, log, now, spawn, timeout, timeoutAt, trySpawn } from "wakeful";
const inbox = Channel.create<u16>(4);
async function one(): Promise<i32> { return 1; }
class Next extends Future<i32> { get hasValue(): bool { return false; } }
class Stream { next(place: Next): Next { return place; } }
const stream = changetype<Stream>(0);
async function work(): Promise<void> {
  const handle = spawn(one());
  const end = handle.join();
  const values: string[] = [
    await one(),
    await inbox.receive(),
    await handle.join(),
    await end,
    end.hasValue,
    await timeout(one(), 1),
    await timeoutAt(one(), now()),
    await join(one(), end),
    trySpawn(one()),
  ];
  for await (const x of stream) log("{}", x);
}
`;
  expect(lines(check({}, text))).toMatchInlineSnapshot(`
    [
      "11:5 TS2322 Type 'number' is not assignable to type 'string'.",
      "12:5 TS2322 Type 'number' is not assignable to type 'string'.",
      "13:5 TS2322 Type 'number' is not assignable to type 'string'.",
      "14:5 TS2322 Type 'number' is not assignable to type 'string'.",
      "15:5 TS2322 Type 'bool' is not assignable to type 'string'.",
      "16:5 TS2322 Type 'bool' is not assignable to type 'string'.",
      "17:5 TS2322 Type 'bool' is not assignable to type 'string'.",
      "18:5 TS2322 Type 'void' is not assignable to type 'string'.",
      "19:5 TS2322 Type 'JoinHandle<number> | null' is not assignable to type 'string'.",
    ]
  `);
});

test("plain tsc says of decorators on functions that they are not valid, and nothing else", () => {
  const expected = readdirSync(join(projectRoot, "examples"), { recursive: true, encoding: "utf8" })
    .filter((f) => f.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(join(projectRoot, "examples", file), "utf8");
      return [...text.matchAll(/^@task.*\n(?=async function)/gm)].map((m) => {
        const line = text.slice(0, m.index).split("\n").length;
        return `examples/${file}(${line},1): error TS1206: Decorators are not valid here.`;
      });
    });
  expect(expected.length).toBeGreaterThan(0);
  expect(tsc("examples").sort()).toEqual(expected.sort());
});

function tsc(folder: string): string[] {
  const program = join(projectRoot, "node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [program, "--noEmit", "-p", folder], {
      cwd: projectRoot,
      encoding: "utf8",
    });
    return [];
  } catch (error) {
    return (error as { stdout: string }).stdout.trim().split("\n");
  }
}
