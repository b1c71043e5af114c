/** `simulate`: from a file's name to a simulator, and a look at it when the test is over. */
import { type RunnerTestCase, test as base, type TestAPI, type TestError } from "vitest";
import { bareBoard } from "../core/board.ts";
import { UsageError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import type { SimulatorOptions } from "../options.ts";
import { Simulator } from "../simulator.ts";
import { failureText, PLAIN } from "./report/failure.ts";
import { type Flags, flagsOf } from "./report/flags.ts";
import { type BoardSource, type Builds, load, type Loaded } from "./load.ts";
import { rememberOrigin } from "./report/origin.ts";
import { PATIENCE, patient } from "./patience.ts";
import { seedOf } from "./seed.ts";
import { type Allowed, crashOf, type Problem, problemsOf } from "./verify.ts";
import { show, wrongUse } from "./report/wrong-use.ts";

/** How `simulate` builds and runs a firmware. */
export interface SimulateOptions extends Omit<SimulatorOptions, "table" | "board"> {
  /**
   * A diagram's file, from the test file; what such a file holds; or a `Board`. Default: the
   * `diagram.json` beside the firmware, or pins with nothing on them.
   */
  readonly board?: BoardSource | undefined;
  /** What may be wrong at the end of the test, by code: `["deadlock"]`. */
  readonly allow?: readonly Allowed[] | undefined;
}

/**
 * Compiles a firmware, or takes it from the cache, and loads it.
 * @param firmware a .ts or .wasm file, or a folder, from the test file.
 */
export type Simulate = (firmware: string, options?: SimulateOptions) => Promise<Simulator>;

interface Started {
  readonly sim: Simulator;
  readonly allow: readonly Allowed[];
  readonly firmware: string;
  /** Has the stack of the call. */
  readonly at: Error;
}

/** Of one test file each, so that nothing is stale when it runs again. */
const builds = new WeakMap<object, Builds>();

class Desk {
  readonly #task: Readonly<RunnerTestCase>;
  readonly #started: Started[] = [];

  constructor(task: Readonly<RunnerTestCase>) {
    this.#task = task;
  }

  readonly simulate: Simulate = async (firmware, options = {}) => {
    const at = new Error();
    const { file, fullTestName } = this.#task;
    const { board, allow = [], ...rest } = options;
    if (!Array.isArray(allow)) {
      throw wrongUse(`simulate has \`allow\` ${show(allow)}`, 'write { allow: ["deadlock"] }');
    }
    const own = builds.get(file) ?? new Map<string, never>();
    builds.set(file, own);
    const loaded = await load(file.filepath, firmware, board, own);
    const seed = options.seed ?? seedOf(fullTestName);
    const { wasm, table } = loaded.built;
    const sim = Simulator.load(wasm, { ...rest, table, board: loaded.board, seed });
    remember(sim, loaded, flagsOf(rest), seed);
    this.#started.push({ sim, allow, firmware: loaded.file.label, at });
    return sim;
  };

  /** @throws Error if something is wrong with a simulator that is not allowed. */
  verify(): void {
    for (const error of this.#task.result?.errors ?? []) tellWayOut(error);
    // A test that failed has said why. Of a crash there is more to tell than its error did.
    const isFailed = this.#task.result?.state === "fail";
    const bad = this.#started.flatMap((started) => {
      const problems = (isFailed ? crashOf : problemsOf)(started.sim, started.allow);
      return problems.length > 0 ? [{ started, problems }] : [];
    });
    const [first] = bad;
    if (!first) return;
    const texts = bad.map(({ started, problems }) => this.#explain(started, problems));
    const { at } = first.started;
    // Read before there is a message, which may become part of it.
    const frames = (at.stack ?? "").replace(/^Error.*\n/, "");
    at.message = texts.join("\n");
    at.stack = `Error: ${at.message}\n${frames}`;
    throw at;
  }

  #explain({ sim, firmware }: Started, problems: readonly Problem[]): string {
    const codes = [...new Set(problems.map(({ code }) => JSON.stringify(code)))];
    const lines = problems.flatMap(({ text }) => text.split("\n")).map((line) => `  ${line}`);
    const message = [
      `the test ends at ${formatTime(sim.now)}, and this is wrong with ${firmware}:`,
      "",
      ...lines,
      "",
      `  if the test is about that: simulate(..., { allow: [${codes.join(", ")}] })`,
    ].join("\n");
    const { file, fullTestName } = this.#task;
    const test = { file: file.filepath, name: fullTestName };
    return failureText({ sim, message, toldDiagnostics: true }, test, PLAIN);
  }
}

/** Of an error vitest shows the message, and not the way out that is told apart from it. */
function tellWayOut(error: TestError): void {
  const { name, message, hint } = error as TestError & { readonly hint?: unknown };
  if (name !== UsageError.name || typeof hint !== "string" || message.includes("way out: ")) return;
  error.message = wrongUse(message, hint).message;
  // Reporters show the one or the other.
  error.stack = error.stack?.replace(message, () => error.message);
}

function remember(
  sim: Simulator,
  { file, built, board, boardFlag }: Loaded,
  { flags, beyond }: Flags,
  seed: number,
): void {
  const isElsewhere = boardFlag === undefined && board.name !== bareBoard().name;
  const { sourceText } = built;
  rememberOrigin(sim, {
    firmware: file.label,
    board: boardFlag ?? null,
    seed,
    flags,
    beyond: [...(isElsewhere ? ["a board in no file"] : []), ...beyond],
    sourceText,
  });
}

/** Vitest's `test`, with `simulate` in its context. */
export const test: TestAPI<{ simulate: Simulate }> = patient(
  base.extend<{ simulate: Simulate }>({
    simulate: async ({ task, onTestFinished }, use) => {
      const desk = new Desk(task);
      // Not after `use`: vitest would tell twice of what is thrown there.
      onTestFinished(() => {
        desk.verify();
      }, PATIENCE);
      await use(desk.simulate);
    },
  }),
);
