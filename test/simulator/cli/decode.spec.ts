import fc from "fast-check";
import { expect, test } from "vitest";
import { readSerialLine } from "../../../simulator/cli/serial-line.ts";
import { shell } from "./shell.ts";

const firmware = `
import { log, panic, spawn } from "wakeful";
@task
async function work(): Promise<void> {
  log("temp {} C, open {}", <i16>-4, true);
  if (false) log("never");
  panic("too hot");
}
export function main(): void { spawn(work()); }`;

/** What comes in, in pieces that end anywhere. */
const from = (...pieces: string[]) =>
  async function* (): AsyncGenerator<string> {
    yield* pieces;
  };

test("what a board says is told in the words of the source", async () => {
  const { write, wakeful } = shell();
  write("hot.ts", firmware);
  const board = from(
    "boot\nlog 1500000 4259840 -4 1 0 0\nL410000 fffffffffffffffc",
    " 1\n!2\npanic ",
  );
  expect(await wakeful("decode hot.ts", { input: board })).toEqual({
    code: 0,
    err: "",
    out: [
      "boot",
      "1.5s          temp -4 C, open true",
      "temp -4 C, open true",
      "2 logs were lost here",
      "panic ",
      "",
    ].join("\n"),
  });
  const stopped = from("panic 0\r\npanic 65537\npanic 99\nlost 1\npanic -1");
  expect(await wakeful("decode hot.ts", { input: stopped })).toMatchInlineSnapshot(`
    {
      "code": 1,
      "err": "",
      "out": "panic: too hot (hot.ts:7:3)
    trap OutOfBounds: A load or store outside the memory that it uses.
    panic #99
    1 log was lost here
    panic: a check of the language failed
    ",
    }
  `);
  const { out } = await wakeful("decode hot.ts --json", { input: from("panic 0\nhi\n") });
  expect(out).toMatchInlineSnapshot(`
    "{"kind":"panic","text":"panic: too hot","place":{"file":"hot.ts","line":7,"column":3}}
    {"kind":"text","text":"hi"}
    "
  `);
});

test("a line that is no board's is left as it is, whatever it is", () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      const read = readSerialLine(line, undefined);
      expect(read === undefined || /^(log|L|lost|!|panic)/.test(line)).toBe(true);
    }),
  );
});
