/** Runs programs both ways: by V8's async functions, and lowered by us. */
import { compile, type CompileOptions } from "../../../../compiler/compile.ts";
import { Simulator } from "../../../../simulator/index.ts";
import { projectRoot } from "../../../support/parts.ts";
import { load } from "./javascript.ts";
import { type Program } from "./program.ts";
import { printProgram } from "./print.ts";
import { Runtime } from "./runtime.ts";

/** Each program of a batch runs where the clock says that it is its turn. */
const HOUR = 3_600_000_000n;

/** In microseconds of virtual time. */
const UNTIL = 400;

export interface Disagreement {
  /** Which of the programs. */
  readonly index: number;
  readonly source: string;
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

/** The first program of several on which the two differ. One run of the compiler does for all. */
export async function firstDisagreement(
  programs: readonly Program[],
  mode: NonNullable<CompileOptions["mode"]>,
): Promise<Disagreement | undefined> {
  const sources = programs.map(printProgram);
  const virtual = Object.fromEntries(sources.map((text, i) => [`oracle/p${i}.ts`, text]));
  virtual["oracle/all.ts"] = entry(sources.length);
  const { wasm, table } = await compile("oracle/all.ts", {
    root: projectRoot,
    virtual,
    mode,
    cache: false,
  });
  for (const [index, source] of sources.entries()) {
    const expected = await byV8(source);
    const start = BigInt(index) * HOUR * 1000n;
    const sim = Simulator.load(wasm, { table, startTime: start });
    const found: string[] = [];
    try {
      sim.runFor(BigInt(UNTIL) * 1000n);
    } catch (error) {
      found.push(String(error));
    }
    found.unshift(...sim.logs.map(({ time, text }) => `${(time - start) / 1000n} ${text}`));
    if (found.join("\n") !== expected.join("\n")) return { index, source, expected, found };
  }
  return undefined;
}

async function byV8(source: string): Promise<readonly string[]> {
  const runtime = new Runtime();
  await runtime.run(load(source, runtime), UNTIL);
  return runtime.trace;
}

function entry(count: number): string {
  const all = Array.from({ length: count }, (_, i) => i);
  return [
    'import { now } from "wakeful";',
    ...all.map((i) => `import { main as main${i} } from "./p${i}";`),
    "export function main(): void {",
    `  switch (<i32>(now() / ${HOUR})) {`,
    ...all.map((i) => `    case ${i}: main${i}(); break;`),
    "  }",
    "}",
  ].join("\n");
}

export function tell({ source, expected, found }: Disagreement): string {
  const at = expected.findIndex((line, i) => line !== found[i]);
  const from = Math.max(0, (at < 0 ? expected.length : at) - 3);
  const side = (lines: readonly string[]): string => lines.slice(from, from + 6).join("\n  ");
  return `${source}\nby V8, from line ${from}:\n  ${side(expected)}\nlowered:\n  ${side(found)}`;
}
