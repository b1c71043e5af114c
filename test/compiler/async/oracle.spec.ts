/**
 * V8 is the oracle: generated programs run by its own async functions and, lowered by us, in wasm,
 * must leave the same trace. `npm run oracle -- --runs 100000` asks it more often.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Disagreement, firstDisagreement, tell } from "./oracle/agree.ts";
import { type Program, program } from "./oracle/program.ts";

const runs = Number(process.env["WAKEFUL_ORACLE_RUNS"] ?? 300);
const firstSeed = Number(process.env["WAKEFUL_ORACLE_SEED"] ?? 1);

/** Programs a run of the compiler. They have up to three tasks each, and a firmware up to 255. */
const BATCH = 75;

/** Programs that are built for the device, which takes asc's optimiser longer. */
const OPTIMISED = 25;

function drawn(seed: number): Program {
  return fc.sample(program, { seed, numRuns: 1 })[0]!;
}

async function ask(from: number, count: number, mode: "debug" | "release"): Promise<void> {
  const programs = Array.from({ length: count }, (_, i) => drawn(from + i));
  const found = await firstDisagreement(programs, mode).catch(async (error: unknown) => {
    // One of them does not compile: by itself it says which.
    for (const [i, one] of programs.entries()) {
      await firstDisagreement([one], mode).catch((reason: unknown) => {
        throw new Error(`seed ${from + i}`, { cause: reason });
      });
    }
    throw error;
  });
  if (found) throw new Error(await report(from + found.index, found, mode));
}

async function report(
  seed: number,
  found: Disagreement,
  mode: "debug" | "release",
): Promise<string> {
  let smallest = found;
  const shrinks = fc.asyncProperty(program, async (candidate) => {
    const one = await firstDisagreement([candidate], mode);
    if (one) smallest = one;
    return !one;
  });
  await fc.check(shrinks, { seed, numRuns: 1, interruptAfterTimeLimit: 60_000 });
  return `seed ${seed} (npm run oracle -- --seed ${seed} --runs 1)\n${tell(smallest)}`;
}

test(`${runs} programs agree with V8, from seed ${firstSeed} on`, { timeout: 0 }, async () => {
  const start = Date.now();
  for (let done = 0; done < runs; done += BATCH) {
    await ask(firstSeed + done, Math.min(BATCH, runs - done), "debug");
    if (done % 1500 === 0 && done > 0) {
      process.stdout.write(
        `${done} of ${runs} agree, ${Math.round((Date.now() - start) / 1000)} s\n`,
      );
    }
  }
});

test(`${OPTIMISED} of them as they ship`, { timeout: 0 }, async () => {
  await ask(firstSeed, Math.min(OPTIMISED, runs), "release");
});

test("a wrong answer is told with its seed, made small, and both traces", async () => {
  const right = await firstDisagreement([drawn(3)], "debug");
  expect(right).toBeUndefined();
  const text = tell({
    index: 0,
    source: "source",
    expected: ["0 a", "1 b", "2 c", "3 d", "4 e"],
    found: ["0 a", "1 b", "2 c", "3 d", "5 e"],
  });
  expect(text).toMatchInlineSnapshot(`
    "source
    by V8, from line 1:
      1 b
      2 c
      3 d
      4 e
    lowered:
      1 b
      2 c
      3 d
      5 e"
  `);
});
