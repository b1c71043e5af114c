import { expect, test } from "vitest";
import { firmwareOf, SessionBench } from "../../../support/session.ts";
import { compileText } from "../../../support/virtual.ts";

const MS = 1_000_000;

test("of more logs than the page keeps a frame tells the newest, and how many there were", async () => {
  const bench = new SessionBench().load(
    firmwareOf(
      await compileText(`
import { log, millis, sleep, spawn } from "wakeful";
@task
async function chat(): Promise<void> {
  for (let n: u32 = 1; ; n++) {
    log("{}", n);
    await sleep(millis(1));
  }
}
export function main(): void {
  spawn(chat());
}`),
    ),
  );
  bench.goTo(4999 * MS);
  const { messages, leftOut } = bench.frame;
  expect(messages).toHaveLength(1000);
  expect(messages.at(-1)).toEqual({ time: 4999 * MS, kind: "log", text: "5000" });
  // One was told when it was loaded.
  expect(leftOut).toBe(5000 - 1 - 1000);
  bench.goTo(5000 * MS);
  expect(bench.frame.messages.map(({ text }) => text)).toEqual(["5001"]);
  expect(bench.frame.leftOut).toBe(0);
});
