import { expect, test } from "vitest";
import { AscCrash, withoutExit } from "../../../compiler/asc/crash.ts";
import { refusal } from "../../support/virtual.ts";

test("where asc fails by itself, its last word is told and the process lives", async () => {
  const { exit } = process;
  const { error } = console;
  const text = `import { log } from "wakeful";
@unmanaged
class A {
  get x(): Missing<i32> {
    return changetype<Missing<i32>>(0);
  }
  f(): void {
    if (!this.x.poll()) log("x");
  }
}
const a = changetype<A>(memory.data(8));
export function main(): void {
  a.f();
}
`;
  expect(await refusal(text)).toMatchInlineSnapshot(`
    "firmware.ts:4:12 error: Cannot find name 'Missing'. [asc-2304]
      3 | class A {
    > 4 |   get x(): Missing<i32> {
        |            ^^^^^^^
      5 |     return changetype<Missing<i32>>(0);
      way out: this is asc's own error; its manual is at https://www.assemblyscript.org"
  `);
  expect([process.exit === exit, console.error === error]).toEqual([true, true]);
});

test("a failure without a word has its reason", async () => {
  const run = async (): Promise<void> => {
    console.error("▌ Whoops, the AssemblyScript compiler has crashed\n▌ RangeError: too deep");
    process.exit(1);
  };
  const failure = await withoutExit(run).catch((reason: unknown) => reason);
  expect(failure).toBeInstanceOf(AscCrash);
  expect((failure as Error).message).toBe("RangeError: too deep");
});
