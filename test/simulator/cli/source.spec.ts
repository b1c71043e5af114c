/** Firmware as source: compiled by the command line itself. */
import { expect, test } from "vitest";
import { shell } from "./shell.ts";

const task = (poll: string): string => `import { Future, claim, log, spawn } from "wakeful";

@task
class Work extends Future<void> {
  begin(): Work {
    return this;
  }

  poll(): bool {
    ${poll}
  }

  drop(): void {}
}

export function main(): void {
  spawn(claim<Work>().begin());
}
`;

test("an error of the compiler: place, lines and way out", async () => {
  const opened = shell();
  opened.write("work.ts", task("return 1 + nothing;"));
  const { code, out, err } = await opened.wakeful("run work.ts");
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatchInlineSnapshot(`
    "work.ts:10:16 error: Cannot find name 'nothing'. [asc-2304]
       9 |   poll(): bool {
    > 10 |     return 1 + nothing;
         |                ^^^^^^^
      11 |   }
      way out: this is asc's own error; its manual is at https://www.assemblyscript.org
    "
  `);
});

test("an error of the compiler in JSON", async () => {
  const opened = shell();
  opened.write("work.ts", task("return 1 + nothing;"));
  const { out } = await opened.wakeful("run work.ts --json");
  const { state, error } = JSON.parse(out) as Record<string, unknown>;
  expect({ state, error }).toMatchObject({
    state: "refused",
    error: { kind: "compile", place: { file: "work.ts", line: 10 }, time: null },
  });
});

test("many errors still fit one screen", async () => {
  const opened = shell();
  const lines = Array.from({ length: 30 }, (_, i) => `nothing${i}();`).join("\n    ");
  opened.write("work.ts", task(`${lines}\n    return true;`));
  const { code, err } = await opened.wakeful("run work.ts");
  expect(code).toBe(1);
  expect(err.split("\n").length).toBeLessThanOrEqual(24);
  expect(err).toMatch(/\n\.\.\. and \d+ more errors\n$/);
});

test("a firmware whose tasks have all ended is done early", async () => {
  const opened = shell();
  opened.write("work/main.ts", task('log("once"); return true;'));
  const { code, out, err } = await opened.wakeful("run work");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(mask(out)).toMatchInlineSnapshot(`
    "work/main.ts on bare board for 5s, seed 1

    no pin was used

    logs
      0s            once

    summary
      end    at 0s: all tasks have ended
      edges  0
      wakes  1: 1 by reset, 0 by timer, 0 by interrupt
      polls  1
      awake  0.000 % of the time (0s); ideal CPU: code takes no time
      wasm   N bytes
      RAM    N bytes
      tasks  none alive
    "
  `);
});

test("a deadlock ends the run and is a fault of the firmware", async () => {
  const opened = shell();
  opened.write("work.ts", task("return false;"));
  const { code, out, err } = await opened.wakeful("run work.ts");
  expect(code).toBe(1);
  expect(err).toMatchInlineSnapshot(`
    "error: 1 task waits for ever: Work (work.ts:4:7); no task is ready, no timer runs and no pin is listened to (at 0s) [deadlock]
      way out: see what each task awaits: another task must signal, send or unlock it, or a timeout must end the wait
    "
  `);
  expect(out).toContain("end    at 0s: deadlock");
  const { out: json } = await opened.wakeful("run work.ts --json");
  expect(JSON.parse(json)).toMatchObject({ state: "deadlock", error: { code: "deadlock" } });
});

test("a trap names the author's line", async () => {
  const opened = shell();
  opened.write("work.ts", task("unreachable();\n    return true;"));
  const { code, err } = await opened.wakeful("run work.ts");
  expect(code).toBe(1);
  expect(err).toMatchInlineSnapshot(`
    "work.ts:10:5 error: poll() trapped: unreachable (at 0s) [trap]
       9 |   poll(): bool {
    > 10 |     unreachable();
         |     ^
      11 |     return true;
      in the task Work (work.ts:4:7)
      way out: an assertion failed, or a case arose that must not
    "
  `);
});

/** Sizes change with every improvement of the firmware: no test of the command line pins them. */
function mask(text: string): string {
  return text.replace(/\d+ bytes/g, "N bytes");
}
