/**
 * The suite as tests of machines: each case has on each of them the pins that it has in V8. A spec beside this
 * file calls it for one machine or a few, so that specs run beside each other and none takes long.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Machine, Recording, Run } from "../machine.ts";
import { type Case, runOn } from "./case.ts";
import { cases } from "./cases.ts";
import { compare } from "./compare.ts";
import { figuresOf, figuresPath, readFigures, type Row, rowOf, writeFigures } from "./figures.ts";
import { recordOracle, runOf } from "./oracle.ts";

const isGenerating = process.env["WAKEFUL_GENERATE"] === "1";

/** Tests of machines. One whose tools are not here is listed by name, with what would bring them. */
export function conform(...machines: readonly Machine[]): void {
  const missing = new Map(machines.map((machine) => [machine, machine.missing()]));
  const present = machines.filter((machine) => missing.get(machine) === undefined);
  for (const machine of machines) {
    const reason = missing.get(machine);
    if (reason === undefined) continue;
    describe(`${machine.name} is not here: ${reason}`, () => {
      for (const { name } of cases) test.skip(name, () => undefined);
    });
  }
  if (present.length === 0) return;
  const measured = new Map<Machine, Row[]>(present.map((machine) => [machine, []]));
  describe.each(cases)("$name", (given) => conformIn(given, measured));
  holdFigures(measured);
}

/** Why the machine cannot be held to the case; undefined if it can. */
function obstacle(
  { edgeGapMicros = 0, peripherals = [] }: Machine,
  given: Case,
): string | undefined {
  if (edgeGapMicros > (given.edgeGapMicros ?? Infinity)) {
    return `which tells edges apart from ${edgeGapMicros} us on`;
  }
  const missing = given.needs?.filter((name) => !peripherals.includes(name)) ?? [];
  return missing.length > 0 ? `which has no ${missing.join(", no ")}` : undefined;
}

/** Those that the machine can be held to. */
function casesOf(machine: Machine): readonly Case[] {
  return cases.filter((given) => obstacle(machine, given) === undefined);
}

function conformIn(given: Case, measured: ReadonlyMap<Machine, Row[]>): void {
  let run: Run;
  let oracle: Recording;

  beforeAll(async () => {
    run = await runOf(given);
    oracle = given.expected ?? recordOracle(run);
  });

  test("has edges to compare, and none at its end", () => {
    expect(oracle.edges.length).toBeGreaterThan(0);
    const last = oracle.edges.at(-1)!.time;
    expect(BigInt(given.until) * 1000n - last).toBeGreaterThan(4_000_000n);
  });

  for (const [machine, rows] of measured) {
    const reason = obstacle(machine, given);
    if (reason !== undefined) {
      test.skip(`not on ${machine.name}, ${reason}`, () => undefined);
      continue;
    }
    test(`on ${machine.name} as in V8`, async () => {
      const recording = await machine.run(runOn(machine, run));
      const agreement = compare(oracle, recording, {
        times: given.times,
        toleranceMicros: machine.toleranceMicros * (given.atOnce ?? 1),
        until: given.until,
        withLogs: true,
      });
      rows.push(rowOf(given.name, agreement, recording));
      expect(agreement.edges).toBeGreaterThan(0);
    });
  }
}

/** What was measured is what docs/machines tells, if the compilers and emulators are the same. */
function holdFigures(measured: ReadonlyMap<Machine, Row[]>): void {
  describe.skipIf(isGenerating)("the figures in docs/machines are those", () => {
    for (const [machine, rows] of measured) {
      test(`of ${machine.name}`, (context) => {
        const before = readFigures(machine.name);
        const hint = "run `npm run test:machines`";
        if (!before) throw new Error(`there is no ${figuresPath(machine.name)}: ${hint}`);
        const { versions } = figuresOf(machine, rows);
        if (versions.join() !== before.versions.join()) {
          context.skip(`measured with ${before.versions.join(", ")}; here: ${versions.join(", ")}`);
        }
        for (const row of rows) {
          const written = before.rows.find(({ firmware }) => firmware === row.firmware);
          expect(row, `stale: ${hint}`).toEqual(written);
        }
      });
    }
  });

  afterAll(async () => {
    if (!isGenerating) return;
    for (const [machine, rows] of measured) {
      if (rows.length === casesOf(machine).length) {
        await writeFigures(figuresOf(machine, rows));
      }
    }
  });
}
