import { expect, test } from "vitest";
import { refusal } from "../../support/virtual.ts";

/** A task that blinks, with the imports at hand. */
const blink = (imports: string, line: string, start = "spawn(a())"): string => `${imports}
@task
async function a(): Promise<void> {
  ${line}
  await sleep(millis(5));
}
export function main(): void {
  ${start};
}
`;

test("a name that wakeful does not export is told at its import", async () => {
  const text = blink('import { millis, sleep, spwn } from "wakeful";', "", "spwn(a())");
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:1:25 error: "wakeful" has no spwn [missing-export]
    > 1 | import { millis, sleep, spwn } from "wakeful";
        |                         ^^^^
      2 | @task
      way out: did you mean spawn?"
  `);
});

test("a module of almost the name is told at its import", async () => {
  const text = blink('import { millis, sleep, spawn } from "wakefull";', "");
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:1:38 error: there is no module "wakefull" [missing-module]
    > 1 | import { millis, sleep, spawn } from "wakefull";
        |                                      ^^^^^^^^^^
      2 | @task
      way out: did you mean "wakeful"?"
  `);
});

test("a module that is a file of the author's own", async () => {
  const text = blink('import { lamp } from "lamp";\nimport { spawn } from "wakeful/spawn";', "");
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:1:22 error: there is no module "lamp" [missing-module]
    > 1 | import { lamp } from "lamp";
        |                      ^^^^^^
      2 | import { spawn } from "wakeful/spawn";
      way out: firmware imports from "wakeful", and from its own files: "./lamp"

    firmware.ts:2:23 error: there is no module "wakeful/spawn" [missing-module]
      1 | import { lamp } from "lamp";
    > 2 | import { spawn } from "wakeful/spawn";
        |                       ^^^^^^^^^^^^^^^
      3 | @task
      way out: firmware imports from "wakeful", and from its own files: "./lamp""
  `);
});

test("a module of AssemblyScript's own can be imported", async () => {
  const text = `import { E_INDEXOUTOFRANGE } from "util/error";
export function main(): void {
  if (E_INDEXOUTOFRANGE == "") unreachable();
}
`;
  expect(await refusal(text)).not.toContain("missing-module");
});

test("a name that a file of the author's own does not export", async () => {
  const lamps = `async function dim(): Promise<void> {}
export function bright(): void {}
`;
  const main = `import { dim, brigt, other } from "./lamps";
import { spawn } from "wakeful";
@task
async function a(): Promise<void> {
  await dim();
}
export function main(): void {
  spawn(a());
}
`;
  expect(await refusal({ "firmware.ts": main, "lamps.ts": lamps })).toMatchInlineSnapshot(`
    "firmware.ts:1:10 error: lamps.ts exports no dim [missing-export]
    > 1 | import { dim, brigt, other } from "./lamps";
        |          ^^^
      2 | import { spawn } from "wakeful";
      way out: write export in front of dim in lamps.ts

    firmware.ts:1:15 error: lamps.ts exports no brigt [missing-export]
    > 1 | import { dim, brigt, other } from "./lamps";
        |               ^^^^^
      2 | import { spawn } from "wakeful";
      way out: did you mean bright?

    firmware.ts:1:22 error: lamps.ts exports no other [missing-export]
    > 1 | import { dim, brigt, other } from "./lamps";
        |                      ^^^^^
      2 | import { spawn } from "wakeful";
      way out: it exports bright"
  `);
});

test("a name that comes through another file", async () => {
  const files = {
    "firmware.ts": blink('import { millis, sleep, spawn } from "./all";', ""),
    "all.ts": 'export * from "./inner";\nexport { sleep, millis } from "wakeful";\n',
    "inner.ts": 'export { spawn } from "wakeful";\n',
  };
  expect(await refusal(files)).not.toContain("missing-export");
});
