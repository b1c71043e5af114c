/** What `npm pack` makes, used where nothing else of this repository is. */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";
import { TsServer } from "../support/tsserver.ts";
import { create, install, pack, run, start, type Tarballs } from "./stranger.mjs";

const folder = mkdtempSync(join(tmpdir(), "wakeful-package-"));
const lamp = join(folder, "lamp");
let tarballs: Tarballs;
let created: string;

beforeAll(() => {
  tarballs = pack(folder);
  created = create(tarballs, folder, "lamp");
  install(lamp);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

function wakeful(...argv: string[]): string {
  return run(process.execPath, [join(lamp, "node_modules/wakeful/dist/cli.js"), ...argv], lamp);
}

function namesIn(tarball: string): string[] {
  const text = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" });
  return text.trim().split("\n").sort();
}

test("npm create wakeful tells what it made, and what comes next", () => {
  expect(created).toMatchInlineSnapshot(`
    "lamp is a project now

      firmware/main.ts       two tasks: one blinks, one waits for a button
      firmware/diagram.json  the board, in Wokwi's format
      test/main.spec.ts      what the firmware should do

    next
      cd lamp
      npm install
      npm start    shows its board on a page
      npm test     runs its tests
    "
  `);
});

test("the package holds what users need: no tests, no source maps, no sources of the host side", () => {
  const names = namesIn(tarballs.wakeful).map((name) => name.replace(/^package\//, ""));
  const odd = names.filter((name) =>
    /\.map$|\.spec\.|^(test|bench|docs\/\w+|out|examples|dist\/examples)\/|node_modules/.test(name),
  );
  const known = /^(create-wakeful\/template|docs\/pictures)\//;
  expect(odd.filter((name) => !known.test(name))).toEqual([]);
  const outside = names.filter((name) => !/^(dist|docs|firmware|hal|create-wakeful)\//.test(name));
  expect(outside).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "asconfig.json",
    "package.json",
  ]);
  const host = names.filter((name) => /^hal\/.*\.ts$/.test(name));
  expect(host.filter((name) => !name.startsWith("hal/drivers/"))).toEqual([
    "hal/generated/bindings.ts",
    "hal/index.ts",
  ]);
  const kilobytes = Math.ceil(statSync(tarballs.wakeful).size / 1000);
  console.log(`wakeful: ${kilobytes} kB packed, ${names.length} files`);
  expect(kilobytes).toBeLessThan(1650);
});

test("the documents that its README, its messages and its sources name are in the package", () => {
  const names = new Set(namesIn(tarballs.wakeful).map((name) => name.replace(/^package\//, "")));
  const texts = [...names].filter((name) => /^README\.md$|^(dist|firmware|hal)\//.test(name));
  const named = texts.flatMap((name) => {
    const text = readFileSync(join(lamp, "node_modules/wakeful", name), "utf8");
    return [...text.matchAll(/docs\/[\w/-]+\.(md|svg)/g)].map(([path]) => path);
  });
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !names.has(path))).toEqual([]);
});

test("create-wakeful is one file that calls wakeful", () => {
  expect(namesIn(tarballs.create)).toEqual([
    "package/LICENSE",
    "package/README.md",
    "package/create-wakeful.mjs",
    "package/package.json",
  ]);
});

test("no file tells where it was built, nor leads to a source map that is not there", () => {
  const installed = join(lamp, "node_modules/wakeful");
  const suspects = namesIn(tarballs.wakeful)
    .map((name) => name.replace(/^package\//, ""))
    .filter((name) => {
      const text = readFileSync(join(installed, name), "utf8");
      const paths = [projectRoot, homedir() === "/" ? "" : `${homedir()}/`, `${tmpdir()}/`];
      return (
        paths.some((path) => path !== "" && text.includes(path)) ||
        /^\/\/# sourceMappingURL=/m.test(text)
      );
    });
  expect(suspects).toEqual([]);
});

test("publint has nothing to say", async () => {
  for (const tarball of [tarballs.wakeful, tarballs.create]) {
    const { messages, pkg } = await publint({
      pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer },
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  }
});

test("the types are right for ES modules and bundlers, which are all it is made for", async () => {
  const data = new Uint8Array(readFileSync(tarballs.wakeful));
  const result = await checkPackage(createPackageFromTarballData(data));
  const problems = result.types === false ? ["no types"] : result.problems;
  // The profile "esm-only": `require` before Node 20.19 and TypeScript's "node10" are not served.
  const served = problems.filter(
    (problem) =>
      typeof problem === "string" ||
      !("resolutionKind" in problem) ||
      !["node10", "node16-cjs"].includes(problem.resolutionKind),
  );
  expect(served).toEqual([]);
});

test.each([
  [
    "nodenext",
    { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  ],
  ["bundler", { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
])("a program that uses all exports has its types, with %s", (_, modules) => {
  const file = join(lamp, "consumer.ts");
  copyFileSync(join(projectRoot, "test/package/fixtures/consumer.ts"), file);
  const program = ts.createProgram([file], {
    ...modules,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    types: ["wakeful/firmware-module"],
    configFilePath: join(lamp, "tsconfig.json"),
  });
  const found = program
    .getSourceFiles()
    // Declarations of others are theirs to check.
    .filter(({ fileName }) => fileName === file || fileName.includes("/node_modules/wakeful/"))
    .flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]);
  const all = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...found];
  const told = all.map(
    (d) => `${d.file?.fileName}: ${ts.flattenDiagnosticMessageText(d.messageText, "\n")}`,
  );
  expect(told).toEqual([]);
});

test("npm start runs the new firmware", async () => {
  expect(await start(lamp)).toMatch(/press 2|http:\/\//);
});

test("npm test passes, and npm run types finds nothing", () => {
  expect(run("npm", ["test"], lamp)).toContain("Tests  2 passed (2)");
  run("npm", ["run", "types"], lamp);
  run("npm", ["run", "format", "--", "--check", "--log-level", "warn"], lamp);
});

test("it builds for every host and as C, and tells its sizes; module and board keep all rules", () => {
  expect(run("npm", ["run", "size"], lamp)).toContain("RAM of firmware/main.ts");
  run("npm", ["run", "build"], lamp);
  expect(wakeful("check", "out/main.wasm")).toContain("out/main.wasm keeps all rules");
  expect(wakeful("check", "firmware/diagram.json")).toContain("keeps all rules");
  wakeful("build", "firmware", "--target", "c");
  expect(existsSync(join(lamp, "out/main-c"))).toBe(true);
});

test("an editor marks nothing in the new firmware", async () => {
  const server = new TsServer(join(lamp, "node_modules/typescript/lib/tsserver.js"));
  try {
    const file = join(lamp, "firmware/main.ts");
    server.open(file);
    expect(await server.request("semanticDiagnosticsSync", { file })).toEqual([]);
    expect(await server.request("syntacticDiagnosticsSync", { file })).toEqual([]);
  } finally {
    server.close();
  }
});
