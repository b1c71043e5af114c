import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../support/parts.ts";
import { TsServer } from "../../support/tsserver.ts";

interface Diagnostic {
  readonly code: number;
  readonly text: string;
  readonly start: { readonly line: number };
}

/** A user's project: the package as npm would install it, beside TypeScript and asc. */
function userProject(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "wakeful-")));
  const modules = join(root, "node_modules");
  const wakeful = join(modules, "wakeful");
  mkdirSync(wakeful, { recursive: true });
  const { files } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
    files: string[];
  };
  // No documents, which an editor does not read; what is built is not needed, and "!" leaves out.
  for (const file of ["package.json", ...files.filter((f) => !/^(dist$|docs\/|!)/.test(f))]) {
    cpSync(join(projectRoot, file), join(wakeful, file), { recursive: true });
  }
  const lib = join(modules, "typescript/lib");
  for (const file of ["tsserver.js", "_tsserver.js", "typescript.js"]) {
    cpSync(join(projectRoot, "node_modules/typescript/lib", file), join(lib, file));
  }
  const asc = "node_modules/assemblyscript";
  symlinkSync(join(projectRoot, asc), join(root, asc));
  cpSync(join(projectRoot, "examples"), join(root, "firmware"), { recursive: true });
  return root;
}

let server: TsServer;
let user: string;

beforeAll(() => {
  user = userProject();
});

afterAll(() => rmSync(user, { recursive: true }));

describe.each([
  { whose: "this repository", root: () => projectRoot, folder: "examples" },
  { whose: "a project that has wakeful installed", root: () => user, folder: "firmware" },
])("in $whose", ({ root, folder }) => {
  const path = (file: string): string => join(root(), folder, file);

  beforeAll(() => {
    server = new TsServer(join(root(), "node_modules/typescript/lib/tsserver.js"));
  });

  afterAll(() => server.close());

  test.each(["blink/blink.ts", "button/button.ts"])("%s has no red lines", async (name) => {
    const file = path(name);
    server.open(file);
    expect(await server.request("syntacticDiagnosticsSync", { file })).toEqual([]);
    expect(await server.request("semanticDiagnosticsSync", { file })).toEqual([]);
  });

  test("what is pointed at shows its documentation", async () => {
    const file = path("blink/blink.ts");
    server.open(file);
    const at = (name: string): object => ({ file, ...positionOf(file, name) });
    expect(await server.request("quickinfo", at("sleep(")), "sleep").toMatchObject({
      displayString: expect.stringContaining("sleep(span: Duration): Sleep"),
      documentation: "Waits for at least `span`, counted from the call.",
    });
    expect(await server.request("quickinfo", at("task(")), "task").toMatchObject({
      documentation: expect.stringContaining("memory of its own to run in"),
    });
    expect(await server.request("quickinfo", at("led.")), "led").toMatchObject({
      displayString: "const led: Output",
    });
  });

  test("what can be done with an output is listed", async () => {
    const file = path("blink/blink.ts");
    server.open(file);
    const { line, offset } = positionOf(file, "toggle");
    const { entries } = await server.request<{ entries: { name: string }[] }>("completionInfo", {
      file,
      line,
      offset,
    });
    expect(entries.map((e) => e.name)).toEqual(["high", "low", "read", "set", "toggle"]);
  });

  test("a place function of one's own is called without its place", async () => {
    const file = path("blink/blink.ts");
    const text = [
      'import { Future } from "wakeful";',
      "class Heard extends Future<void> {",
      "  poll(): bool { return true; }",
      "}",
      "function heard(place: Heard, times: i32): Heard { return place; }",
      "async function work(): Promise<void> {",
      "  await heard(1);",
      "  await heard();",
      "}",
    ].join("\n");
    server.open(file, text);
    const found = await server.request<Diagnostic[]>("semanticDiagnosticsSync", { file });
    expect(found.map((d) => `${d.start.line}: ${d.text}`)).toEqual([
      "8: Expected 2 arguments, but got 0.",
    ]);
  });

  test("errors of the firmware are shown, and decorators that nobody knows", async () => {
    const file = path("blink/blink.ts");
    const text = [
      'import { sleep } from "wakeful";',
      "@task",
      "async function work(): Promise<void> {",
      '  await sleep("5");',
      "}",
      "@tusk",
      "async function other(): Promise<void> {}",
    ].join("\n");
    server.open(file, text);
    const found = await server.request<Diagnostic[]>("semanticDiagnosticsSync", { file });
    expect(found.map((d) => `${d.start.line}: ${d.text}`)).toEqual([
      "4: Argument of type 'string' is not assignable to parameter of type 'number'.",
      "6: Decorators are not valid here.",
    ]);
  });
});

/** Where a text first stands after the imports. */
function positionOf(file: string, text: string): { line: number; offset: number } {
  const lines = readFileSync(file, "utf8").split("\n");
  const line = lines.findIndex((l) => l.includes(text) && !l.startsWith("import"));
  return { line: line + 1, offset: lines[line]!.indexOf(text) + 1 };
}
