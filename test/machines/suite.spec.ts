/**
 * One firmware, every machine: each case of the suite on each machine has the pins that it has in V8. A machine
 * whose tools are not here is listed by name, with what would bring them.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { machines } from "./hosts/index.ts";
import type { Recording, Run } from "./machine.ts";
import { cases } from "./suite/cases.ts";
import { compare } from "./suite/compare.ts";
import { recordOracle, runOf } from "./suite/oracle.ts";

describe.each(cases)("$name", (given) => {
  let run: Run;
  let oracle: Recording;

  beforeAll(async () => {
    run = await runOf(given);
    oracle = recordOracle(run);
  });

  test("has edges to compare, and none at its end", () => {
    expect(oracle.edges.length).toBeGreaterThan(0);
    const last = oracle.edges.at(-1)!.time;
    expect(BigInt(given.until) * 1000n - last).toBeGreaterThan(4_000_000n);
  });

  for (const machine of machines) {
    const missing = machine.missing();
    if (missing !== undefined) {
      test.skip(`${machine.name} is not here: ${missing}`, () => undefined);
      continue;
    }
    test(`on ${machine.name} as in V8`, async () => {
      const recording = await machine.run(run);
      const { edges } = compare(oracle, recording, {
        times: given.times,
        toleranceMicros: machine.toleranceMicros * (given.atOnce ?? 1),
        until: given.until,
        withLogs: !given.logsTimes,
      });
      expect(edges).toBeGreaterThan(0);
    });
  }
});
