/**
 * What is done to a board, as a small text: a recording, a replay, a test's stimuli.
 *
 * ```
 * # two presses, the second one short
 * seed 7
 * 600ms press BTN1 300ms
 * 1.7s  press BTN1 20ms
 * ```
 *
 * A line each, in any order; what stands behind a `#` at the beginning of a word is left out; what falls on one instant happens in the order of the lines, and before the
 * firmware has its turn. With `600ms+` for the time it happens after everything else of that instant. In a replay
 * string semicolons stand for line ends: `seed 7; 600ms press BTN1 300ms`. Times are exact.
 */
import { UsageError } from "../core/errors.ts";
import { formatTime, parseDuration } from "../core/time.ts";
import { type Happening, type Stage, Words } from "./happening.ts";
import { kindOf } from "./kinds.ts";

/** What is done to a board, and the seed that decides all else. */
export interface Script {
  /** Decides bounces and floating levels. */
  readonly seed: number;
  /** By time; those of one instant in the order in which they happen. */
  readonly happenings: readonly Happening[];
}

/** In the order in which they happen; those of one instant as they are given. */
export function byTime(happenings: readonly Happening[]): Happening[] {
  return [...happenings].sort((a, b) => {
    if (a.at !== b.at) return a.at < b.at ? -1 : 1;
    return Number(a.late ?? false) - Number(b.late ?? false);
  });
}

function readSeed(words: readonly string[]): number {
  const [text, ...more] = words;
  const seed = Number(text);
  if (
    text !== undefined &&
    /^-?\d+$/.test(text) &&
    Number.isSafeInteger(seed) &&
    more.length === 0
  ) {
    return seed;
  }
  throw new UsageError(`"seed ${words.join(" ")}" is no seed`, "write seed and a whole number");
}

function readHappening(words: readonly string[]): Happening {
  const [time, name, ...rest] = words;
  const late = time!.endsWith("+");
  const at = parseDuration(late ? time!.slice(0, -1) : time!);
  if (name === undefined) {
    throw new UsageError(`at ${time!} nothing happens`, "write what happens behind the time");
  }
  return { kind: kindOf(name).name, at, ...(late && { late }), words: rest };
}

/** A script as it is written: the seed may be left away. */
export interface WrittenScript extends Omit<Script, "seed"> {
  readonly seed: number | undefined;
}

/**
 * Reads a script or a replay string.
 * @throws UsageError with the line and the way out.
 */
export function parseScript(text: string): Script {
  const { seed = 1, happenings } = readScript(text);
  return { seed, happenings };
}

/**
 * As `parseScript`, and tells whether there is a seed.
 * @throws UsageError as `parseScript`.
 */
export function readScript(text: string): WrittenScript {
  let seed: number | undefined;
  const happenings: Happening[] = [];
  text.split("\n").forEach((line, i) => {
    for (const part of line.replace(/(^|\s)#.*/, "").split(";")) {
      const words = part.split(/\s+/).filter((word) => word !== "");
      if (words.length === 0) continue;
      try {
        if (words[0] !== "seed") happenings.push(readHappening(words));
        else if (seed === undefined) seed = readSeed(words.slice(1));
        else throw new UsageError("the seed is given twice", "keep one");
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        throw new UsageError(`line ${i + 1}: ${error.message}`, error.hint);
      }
    }
  });
  return { seed, happenings: byTime(happenings) };
}

function formatHappening({ at, late, kind, words }: Happening): string {
  return [`${formatTime(at)}${late === true ? "+" : ""}`, kind, ...words].join(" ");
}

/** Writes a script as a text of lines; `parseScript` reads it back. */
export function formatScript({ seed, happenings }: Script): string {
  return [`seed ${seed}`, ...happenings.map(formatHappening)].map((line) => `${line}\n`).join("");
}

/** Writes a script on one line, for a command line or a test's message. */
export function replayString({ seed, happenings }: Script): string {
  return [`seed ${seed}`, ...happenings.map(formatHappening)].join("; ");
}

/**
 * Schedules all that happens in a script. Load the simulator with the script's seed.
 * @throws UsageError if something cannot happen on this board, or its time has passed; of what is late, when its
 * time has come.
 */
export function playScript(stage: Stage, script: Script): void {
  for (const happening of script.happenings) {
    const kind = kindOf(happening.kind);
    const play = (): void => kind.play(stage, new Words(happening, kind.usage), happening.at);
    if (happening.late === true) stage.atEndOf(happening.at, play, happening);
    else play();
  }
}
