import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkTypes } from "../../../compiler/editor/check-types.ts";
import { packageName } from "../../../simulator/cli/package-name.ts";
import { writeWhole } from "../../../simulator/cli/write-whole.ts";
import { projectRoot } from "../../support/parts.ts";
import { shell, type Shell } from "./shell.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

function manifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, "utf8")) as Manifest;
}

/** All files below a folder. */
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** What a wrong command says; it exits with 2 and prints nothing else. */
async function refusal(opened: Shell, ...words: string[]): Promise<string> {
  const { code, out, err } = await opened.wakeful(["new", ...words]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  return err;
}

describe("a new project", () => {
  test("has firmware, a board, a test, settings for editors, and tells what comes next", async () => {
    const opened = shell();
    const { code, out, err } = await opened.wakeful("new lamp");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatchInlineSnapshot(`
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
    expect(files(join(opened.folder, "lamp"))).toMatchInlineSnapshot(`
      [
        ".gitignore",
        ".prettierrc",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        "README.md",
        "firmware/diagram.json",
        "firmware/main.ts",
        "firmware/tsconfig.json",
        "package.json",
        "test/main.spec.ts",
        "tsconfig.json",
      ]
    `);
    expect(opened.read("lamp/README.md")).toMatch(/^# lamp\n/);
  });

  test("asks for the versions that are tested here", async () => {
    const opened = shell();
    await opened.wakeful("new lamp");
    const made = manifest(join(opened.folder, "lamp/package.json"));
    const template = manifest(join(projectRoot, "create-wakeful/template/package.json"));
    const ours = manifest(join(projectRoot, "package.json"));
    expect(made.name).toBe("lamp");
    // A clone is asked for as a folder: there is no registry that has it.
    expect(made.devDependencies["wakeful"]).toMatch(/^file:\.\.\/.*[^/]$/);
    const { prettier, vitest } = ours.devDependencies;
    const { typescript } = ours.dependencies;
    const wanted = { prettier, typescript, vitest, wakeful: ours.version };
    expect(template.devDependencies).toEqual(wanted);
    const create = manifest(join(projectRoot, "create-wakeful/package.json"));
    expect(create.version).toBe(ours.version);
    expect(create.dependencies).toEqual({ wakeful: ours.version });
  });

  test("has firmware whose types are right, and that runs on its board without a warning", async () => {
    const opened = shell();
    await opened.wakeful("new lamp");
    symlinkSync(join(projectRoot, "node_modules"), join(opened.folder, "lamp/node_modules"));
    expect(checkTypes(join(opened.folder, "lamp/firmware"))).toEqual([]);
    const { code, out, err } = await opened.wakeful("run lamp/firmware --press BTN1@1s:100ms");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("press 1");
    expect(out).not.toContain("diagnostics");
  });

  test("may go into a folder that is there, if nothing is in it but what git keeps", async () => {
    const opened = shell();
    mkdirSync(join(opened.folder, ".git"));
    const { code, out } = await opened.wakeful("new .");
    expect(code).toBe(0);
    expect(out).not.toContain("cd ");
    expect(existsSync(join(opened.folder, "firmware/main.ts"))).toBe(true);
  });

  test("of a name that no package can have gets one that it can", async () => {
    const opened = shell();
    const { out } = await opened.wakeful(["new", "Mein Gerät"]);
    expect(out).toMatchInlineSnapshot(`
      "Mein Gerät is a project now, with the name mein-gerat in package.json

        firmware/main.ts       two tasks: one blinks, one waits for a button
        firmware/diagram.json  the board, in Wokwi's format
        test/main.spec.ts      what the firmware should do

      next
        cd "Mein Gerät"
        npm install
        npm start        shows its board on a page
        npm test         runs its tests
      "
    `);
    expect(manifest(join(opened.folder, "Mein Gerät/package.json")).name).toBe("mein-gerat");
  });
});

test.each([
  ["lamp", "lamp"],
  ["My Lamp!", "my-lamp"],
  ["..hidden_", "hidden_"],
  ["_private", "private"],
  ["Ünïcödé", "unicode"],
  ["灯", "my-firmware"],
  ["---", "my-firmware"],
  ["vitest", "vitest-project"],
  ["Wakeful", "wakeful-project"],
  ["x".repeat(300), "x".repeat(214)],
])("the folder %s makes the package %s", (folder, name) => {
  expect(packageName(folder)).toBe(name);
});

describe("nothing is written", () => {
  test("without a name", async () => {
    expect(await refusal(shell())).toMatchInlineSnapshot(`
      "error: new needs <dir>
        way out: for example: wakeful new my-firmware
      "
    `);
  });

  test("with a flag, or with two names", async () => {
    expect(await refusal(shell(), "lamp", "--force")).toMatchInlineSnapshot(`
      "error: new has no flag --force
        way out: new has no flags: leave it out
      "
    `);
    expect(await refusal(shell(), "my", "lamp")).toMatchInlineSnapshot(`
      "error: new takes one <dir>, and was given "my" and "lamp"
        way out: run it once for each, or quote a path with spaces
      "
    `);
  });

  test("into a folder that holds something", async () => {
    const opened = shell();
    for (const name of ["a.txt", "b.txt", "c/d.txt", "e.txt"]) opened.write(`lamp/${name}`, "");
    expect(await refusal(opened, "lamp")).toMatchInlineSnapshot(`
      "error: the folder lamp is not empty: it holds a.txt, b.txt, c and 1 more
        way out: give another path, of a folder that is empty or not there yet; nothing was written
      "
    `);
    expect(files(opened.folder)).toHaveLength(4);
  });

  test("where a file is in the way", async () => {
    const opened = shell();
    opened.write("lamp", "mine");
    expect(await refusal(opened, "lamp")).toMatchInlineSnapshot(`
      "error: lamp is a file, and a project is a folder
        way out: give another name, or move the file away; nothing was written
      "
    `);
    expect(await refusal(opened, "lamp/inner")).toMatchInlineSnapshot(`
      "error: lamp/inner cannot be read: a part of the path is not a folder
        way out: give another path, of a folder that is empty or not there yet; nothing was written
      "
    `);
    expect(opened.read("lamp")).toBe("mine");
  });

  test("where a link leads nowhere", async () => {
    const opened = shell();
    symlinkSync("nowhere", join(opened.folder, "lamp"));
    expect(await refusal(opened, "lamp")).toMatchInlineSnapshot(`
      "error: lamp is a link that leads nowhere
        way out: give another path, of a folder that is empty or not there yet; nothing was written
      "
    `);
  });

  test("where the file system does not let it", async () => {
    expect(await refusal(shell(), "/proc/lamp")).toMatchInlineSnapshot(`
      "error: /proc/lamp cannot be written: there is no such file or folder
        way out: give a path in a folder that you may write to; nothing was left behind
      "
    `);
    const opened = shell();
    expect(await refusal(opened, `a/b/${"x".repeat(300)}`)).toMatch("the name is too long");
    expect(readdirSync(opened.folder)).toEqual([]);
  });
});

test("what was written before a failure is taken away again, and nothing else", () => {
  const { folder } = shell();
  const outer = join(folder, "outer");
  mkdirSync(outer);
  const all = new Map([
    ["src/a.txt", "a"],
    ["src/b/c.txt", "c"],
    // A file where a folder has to be.
    ["src/a.txt/d.txt", "d"],
  ]);
  expect(() => writeWhole(join(outer, "lamp/inner"), "lamp/inner", all)).toThrow(
    "lamp/inner/src/a.txt/d.txt cannot be written: a part of the path is not a folder",
  );
  expect(readdirSync(outer)).toEqual([]);
  expect(existsSync(outer)).toBe(true);
});

test("a file that came meanwhile is let be", () => {
  const { folder } = shell();
  writeWhole(join(folder, "lamp"), "lamp", new Map([["a.txt", "theirs"]]));
  expect(() =>
    writeWhole(
      join(folder, "lamp"),
      "lamp",
      new Map([
        ["b.txt", "ours"],
        ["a.txt", "ours"],
      ]),
    ),
  ).toThrow("lamp/a.txt cannot be written: ");
  expect(files(folder)).toEqual(["lamp/a.txt"]);
  expect(readFileSync(join(folder, "lamp/a.txt"), "utf8")).toBe("theirs");
});
