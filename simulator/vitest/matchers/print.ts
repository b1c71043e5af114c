import type { Simulator } from "../../simulator.ts";
import type { LogLine } from "../../summary.ts";
import { printable } from "../../core/printable.ts";
import { describe, isSimulator } from "../report/signal.ts";
import { show, wrongUse } from "../report/wrong-use.ts";
import { expected, type MatcherContext, type Verdict } from "./matcher.ts";

/** Whatever printed lines: texts, or texts with their times. */
export interface Printer {
  readonly lines: readonly (string | Pick<LogLine, "text">)[];
  /** Whose it is, if it is a simulator's. */
  readonly simulator?: Simulator;
}

const MOST_LINES = 8;

export function toPrint(_: MatcherContext, received: unknown, wanted: string | RegExp): Verdict {
  const { lines, sim, what } = linesOf(received);
  const found = lines.filter(matcherOf(wanted));
  const pass = found.length > 0;
  const wish = `to have a line ${typeof wanted === "string" ? `with ${show(wanted)}` : `that matches ${String(wanted)}`}`;
  const told = pass ? found : lines;
  const many = told.length === 1 ? "1 line" : `${told.length} lines`;
  const but = pass
    ? `but it has ${many}`
    : lines.length === 0
      ? "but it is empty"
      : `but none of its ${many} does`;
  const shown = told.slice(-MOST_LINES).map((line) => `  ${printable(line)}`);
  const more = told.length - shown.length;
  if (more > 0) shown.unshift(`  (${more} more before)`);
  const message = [`${expected(what, pass, wish)},\n${but}`];
  // A simulator's are told with their times.
  if ((pass || !sim) && shown.length > 0) message.push("", ...shown);
  return {
    pass,
    failure: () => ({ sim, message: message.join("\n"), withLogs: isSimulator(received) }),
  };
}

function matcherOf(wanted: unknown): (line: string) => boolean {
  if (typeof wanted === "string") return (line) => line.includes(wanted);
  if (wanted instanceof RegExp) {
    // Such flags make an expression remember where it was.
    const fresh = new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, ""));
    return (line) => fresh.test(line);
  }
  throw wrongUse(`toPrint is given ${show(wanted)}`, 'write toPrint(/ready/) or toPrint("ready")');
}

function linesOf(received: unknown): {
  lines: readonly string[];
  sim: Simulator | undefined;
  what: string;
} {
  if (isSimulator(received)) {
    return { lines: received.logs.map(({ text }) => text), sim: received, what: "the log" };
  }
  const printer = received as Partial<Printer> | null | undefined;
  if (typeof printer !== "object" || printer === null || !Array.isArray(printer.lines)) {
    throw wrongUse(
      `toPrint is about a simulator, or something else with \`lines\`, and was given ${describe(received)}`,
      "write expect(sim).toPrint(/ready/)",
    );
  }
  const lines = printer.lines.map((line) => (typeof line === "string" ? line : line.text));
  return { lines, sim: printer.simulator, what: "the output" };
}
