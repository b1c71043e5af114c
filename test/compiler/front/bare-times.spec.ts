import { expect, test } from "vitest";
import { compileText } from "../../support/virtual.ts";

async function warnings(line: string): Promise<string[]> {
  const { diagnostics } =
    await compileText(`import { micros, millis, sleep, spawn, Ticker, timeout } from "wakeful";
@task
async function a(): Promise<void> {
  ${line}
  await sleep(millis(1));
}
export function main(): void {
  spawn(a());
}
`);
  return diagnostics.map(
    ({ message, hint, place }) => `${place?.line}:${place?.column} ${message}; ${hint}`,
  );
}

test("a bare number is not told from milliseconds by who knows delay(500)", async () => {
  expect(await warnings("await sleep(500);")).toMatchInlineSnapshot(`
    [
      "4:15 a bare number is a time in microseconds: 500 is 0.5 ms; write millis(500) for milliseconds, or micros(500) if microseconds are meant",
    ]
  `);
  expect(await warnings("const beat = Ticker.every(1_000); await beat.next();"))
    .toMatchInlineSnapshot(`
    [
      "4:29 a bare number is a time in microseconds: 1_000 is 1 ms; write millis(1_000) for milliseconds, or micros(1_000) if microseconds are meant",
    ]
  `);
  expect(await warnings("await timeout(sleep(micros(5)), 20);")).toMatchInlineSnapshot(`
    [
      "4:35 a bare number is a time in microseconds: 20 is 0.02 ms; write millis(20) for milliseconds, or micros(20) if microseconds are meant",
    ]
  `);
});

test("0, and a time with its unit, are what they seem", async () => {
  expect(
    await warnings("await sleep(0); await sleep(micros(500)); await sleep(2 * millis(3));"),
  ).toEqual([]);
});
