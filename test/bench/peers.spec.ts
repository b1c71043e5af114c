import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

/** What an expression gives that uses a module of bench/ as `bench`. */
function evaluate(module: string, expression: string): unknown {
  const script = `import * as bench from "./bench/${module}";
console.log(JSON.stringify(${expression}));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  return JSON.parse(out);
}

test("of two who wait for one signal both get their share; one slot forgets the first, or never rests", () => {
  expect(evaluate("peers/waiters.mjs", "await bench.measureWaiters()")).toEqual([
    { what: "a list of waiters, ours", first: 500, second: 500, sleeps: true },
    { what: "one slot, the last takes it", first: 1000, second: 0, sleeps: true },
    {
      what: "one slot, the one before is woken to come again",
      first: 0,
      second: 1000,
      sleeps: false,
    },
  ]);
});

test("who is woken first runs first; a stack turns it round", () => {
  expect(evaluate("peers/order.mjs", "await bench.measureOrder()")).toEqual({
    ours: "1 2 3",
    stack: "3 2 1",
  });
});

test("an expiry in a linear list grows with the tasks asleep, and ours hardly", () => {
  interface Row {
    readonly tasks: number;
    readonly instructions: number;
    readonly linear: { readonly instructions: number };
    readonly ramATask: number;
  }
  const rows = evaluate("growth.mjs", "await bench.measureGrowth([100, 1000], () => 1)") as Row[];
  const [few, many] = rows as [Row, Row];
  expect(many.linear.instructions / few.linear.instructions).toBeGreaterThan(8);
  expect(many.instructions / few.instructions).toBeLessThan(Math.log2(1000) / Math.log2(100));
  expect(many.ramATask).toBe(few.ramATask);
});
