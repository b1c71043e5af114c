import { existsSync, readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { printable } from "../../core/printable.ts";
import {
  firstDifference,
  type GoldenSignal,
  goldenPath,
  goldenSignals,
  readGolden,
  writeGolden,
} from "../report/golden.ts";
import { isSimulator, signalOf, simulatorOf, spanText, windowOf } from "../report/signal.ts";
import { Given, show, wrongUse } from "../report/wrong-use.ts";
import { pinName } from "../report/names.ts";
import type { GoldenState, MatcherContext, Verdict } from "./matcher.ts";

export interface WaveformOptions {
  /** Nanoseconds since reset. Default: the beginning. */
  readonly from?: bigint;
  /** Nanoseconds since reset, itself outside. Default: all until now. */
  readonly to?: bigint;
}

const EXAMPLE = 'toMatchWaveform("two presses")';
/** Lines of a difference that are shown. */
const MOST_LINES = 12;

/** Which attempt at which test has used a golden file. */
const used = new WeakMap<object, Map<string, string>>();

export function toMatchWaveform(
  { golden, isNot, test, paint }: MatcherContext,
  received: unknown,
  name: string,
  options: WaveformOptions = {},
): Verdict {
  const isWhole = isSimulator(received);
  const sim = isWhole
    ? simulatorOf("toMatchWaveform", received)
    : signalOf("toMatchWaveform", received).sim;
  const pin = isWhole ? undefined : signalOf("toMatchWaveform", received).pin;
  const given = new Given("toMatchWaveform", EXAMPLE, options, ["from", "to"]);
  if (isNot) {
    throw wrongUse(
      ".not.toMatchWaveform has no meaning: nearly all waveforms differ from a golden one",
      "say what must not happen, with toStay or toPulse",
    );
  }
  if (typeof name !== "string" || !/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name)) {
    throw given.wrong(
      `is given the name ${show(name)}, and a name has letters, digits, spaces, . _ and -`,
    );
  }
  const { state } = golden;
  if (!state || test.file === undefined) throw given.wrong("is used outside of a test");
  const window = windowOf(given, sim);
  const file = goldenPath(test.file, name);
  claim(golden, file, name);
  const signals = goldenSignals(sim, window, pin);
  const content = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const text = writeGolden(sim, window, signals);
  const { pass } = state.match({
    testId: golden.testId ?? "",
    testName: test.name ?? "",
    received: text,
    isInline: false,
    rawSnapshot: content === undefined ? { file } : { file, content },
  });
  return {
    pass,
    failure: () => {
      const shown = relative(process.cwd(), file).split(sep).join("/");
      const what = pin === undefined ? "the waveforms" : pinName(sim, pin);
      const wish = `expected ${what} ${spanText(window, sim)} to be as in ${shown},`;
      if (content === undefined) {
        const message = `${wish}\nbut there is no such file, and in CI none is written: run the test elsewhere, and commit it`;
        return { sim, pin, window, message };
      }
      const difference = compare(content, signals);
      const diff = lineDiff(content, text).map(([sign, line]) => {
        const whole = `  ${sign} ${printable(line)}`.trimEnd();
        return sign === "-" ? paint.good(whole) : sign === "+" ? paint.bad(whole) : whole;
      });
      const message = `${wish}\nbut ${difference.text}; if it should, run vitest with -u\n\n${diff.join("\n")}`;
      return { sim, pin: pin ?? difference.pin, window, at: difference.at, message };
    },
  };
}

/** Two tests that write one file would each undo the other. */
function claim({ state, testId, attempt }: GoldenState, file: string, name: string): void {
  const files = used.get(state!) ?? new Map<string, string>();
  used.set(state!, files);
  const [id, by] = [testId ?? "", `${testId ?? ""} ${attempt}`];
  const before = files.get(file);
  if (before !== undefined && (before === by || !before.startsWith(`${id} `))) {
    throw wrongUse(
      `the waveform "${name}" is used twice in this file`,
      "give each toMatchWaveform a name of its own",
    );
  }
  files.set(file, by);
}

/** What differs first, in words, and where. */
function compare(
  content: string,
  signals: readonly GoldenSignal[],
): { text: string; at?: bigint | undefined; pin?: number | undefined } {
  const golden = readGolden(content);
  if (!golden) return { text: "the file holds something else" };
  const found = firstDifference(golden, signals);
  if (!found) return { text: "the board or the span of time differs" };
  const pin = signals.find(({ name }) => name === found.name)?.pin;
  return { text: found.text, at: found.at, pin };
}

/** The lines around the first that differs: what the file has, and what is now. */
function lineDiff(golden: string, actual: string): [sign: string, line: string][] {
  const [old, now] = [golden.replaceAll("\r\n", "\n").split("\n"), actual.split("\n")];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const signed = (sign: string, lines: readonly string[]): [string, string][] => {
    const kept = lines.slice(0, MOST_LINES).map((line): [string, string] => [sign, line]);
    const more = lines.length - kept.length;
    return more > 0 ? [...kept, [sign, `(${more} more lines)`]] : kept;
  };
  return [
    ...old.slice(Math.max(0, head - 2), head).map((line): [string, string] => [" ", line]),
    ...signed("-", old.slice(head, old.length - tail)),
    ...signed("+", now.slice(head, now.length - tail)),
    ...(tail > 1 ? [[" ", old[old.length - tail]!] as [string, string]] : []),
  ];
}
