/**
 * Reads a value change dump, IEEE 1364: ours, and those of sigrok, PulseView, GTKWave, and simulators of Verilog and
 * VHDL. Signals of one bit are told, all others are passed over.
 */
import { UsageError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import { VcdTokens } from "./vcd-tokens.ts";

export interface VcdSignal {
  /** With its scopes: `board.pins.D2`. */
  readonly path: string;
  /** Stands for it in the file; several names may share one. */
  readonly code: string;
  /** Undefined if it is no digital signal. */
  readonly bits: number | undefined;
}

/** A signal of one bit has a value. It may have had it before. */
export interface VcdValue {
  readonly code: string;
  /** Nanoseconds since the file's begin. What is finer is cut off. */
  readonly time: bigint;
  /** Undefined if it floats, or is not known. */
  readonly level: 0 | 1 | undefined;
}

const EXPORT = "export a VCD file: in PulseView with Save As, with sigrok-cli by -O vcd";

const FEMTOS_A_NANO = 1_000_000n;
const femtos: Readonly<Record<string, bigint>> = {
  s: 10n ** 15n,
  ms: 10n ** 12n,
  us: 10n ** 9n,
  ns: 10n ** 6n,
  ps: 10n ** 3n,
  fs: 1n,
};

/** As VHDL has them: weak levels count, all that is neither is unknown. */
const levels = new Map<string, 0 | 1 | undefined>([
  ...["0", "l"].map((text) => [text, 0] as const),
  ...["1", "h"].map((text) => [text, 1] as const),
  ...["x", "z", "u", "w", "-"].map((text) => [text, undefined] as const),
]);

/** Values of signals with more bits, of real numbers, and texts, as GTKWave writes them. */
const IN_TWO_WORDS = /^[bBrRsS]/;

/**
 * Reads a dump.
 * @param onSignals is told of all signals before the first value.
 * @throws UsageError with the line and the way out.
 */
export function readVcd(
  text: string,
  {
    onSignals,
    onValue,
  }: { onSignals(signals: readonly VcdSignal[]): void; onValue(value: VcdValue): void },
): void {
  const tokens = new VcdTokens(text);
  const { signals, tick } = readDeclarations(tokens);
  onSignals(signals);
  readValues(tokens, signals, tick, onValue);
}

interface Declarations {
  readonly signals: readonly VcdSignal[];
  /** Femtoseconds. */
  readonly tick: bigint;
}

function readDeclarations(tokens: VcdTokens): Declarations {
  const signals: VcdSignal[] = [];
  const scopes: string[] = [];
  let tick: bigint | undefined;
  let isFirst = true;
  for (
    let word = tokens.next();
    word !== "$enddefinitions";
    word = tokens.next(), isFirst = false
  ) {
    if (word === undefined || (isFirst && !word.startsWith("$"))) throw noVcd(word, isFirst);
    if (!word.startsWith("$")) tokens.wrong(`"${clip(word)}" is no declaration`, EXPORT);
    const words = tokens.section(word);
    if (word === "$scope") scopes.push(words[1] ?? "");
    else if (word === "$upscope") scopes.pop();
    else if (word === "$timescale") tick = readTick(tokens, words);
    else if (word === "$var") signals.push(readVar(tokens, words, scopes));
  }
  tokens.section("$enddefinitions");
  if (tick !== undefined) return { signals, tick };
  return tokens.wrong(
    "there is no $timescale before here, so nobody knows how long a tick is",
    "write it into the file, such as: $timescale 1 ns $end",
  );
}

function noVcd(word: string | undefined, isFirst: boolean): UsageError {
  if (word !== undefined) {
    return new UsageError(`this is no VCD: it begins with "${clip(word)}"`, EXPORT);
  }
  return isFirst
    ? new UsageError("this is no VCD: it is empty", EXPORT)
    : new UsageError("the VCD ends before $enddefinitions", "export it once more");
}

/** What a message shows of a word: a file of another kind may be one. */
function clip(word: string): string {
  const shown = word.replace(/[^ -~]/g, "?");
  return shown.length > 20 ? `${shown.slice(0, 20)}...` : shown;
}

function readTick(tokens: VcdTokens, words: readonly string[]): bigint {
  const [, number, unit] = /^(10{0,2})([munpf]?s)$/.exec(words.join("")) ?? [];
  if (unit !== undefined) return BigInt(number!) * femtos[unit]!;
  return tokens.wrong(
    `"${words.join(" ")}" is no timescale`,
    "it is 1, 10 or 100, and s, ms, us, ns, ps or fs",
  );
}

function readVar(
  tokens: VcdTokens,
  [type, size, code, ...name]: readonly string[],
  scopes: readonly string[],
): VcdSignal {
  if (type === undefined || size === undefined || code === undefined || name.length === 0) {
    return tokens.wrong("$var lacks a word", "it has a type, a size, a code and a name");
  }
  const bits = ["real", "realtime", "string"].includes(type) ? undefined : Number(size);
  // A bit of a bus: `data [3]`, or `data[3]`.
  const whole = name.join(" ").replace(/ \[/g, "[").replace(/^\\/, "");
  return { path: [...scopes, whole].join("."), code, bits };
}

function readValues(
  tokens: VcdTokens,
  signals: readonly VcdSignal[],
  tick: bigint,
  onValue: (value: VcdValue) => void,
): void {
  const bitsOf = new Map(signals.map(({ code, bits }) => [code, bits]));
  let time = 0n;
  for (let word = tokens.next(); word !== undefined; word = tokens.next()) {
    if (word.startsWith("#")) {
      time = readTime(tokens, word, tick, time);
      continue;
    }
    if (word.startsWith("$")) {
      // Around values: `$dumpvars`, `$dumpoff` and their `$end` say nothing more. All else is a remark.
      if (!word.startsWith("$dump") && word !== "$end") tokens.section(word);
      continue;
    }
    const isLong = IN_TWO_WORDS.test(word);
    const code = isLong ? tokens.next() : word.slice(1);
    if (code === undefined || !bitsOf.has(code)) {
      tokens.wrong(
        `"${clip(word)}" changes no signal that was declared`,
        "the file may have been cut off or changed: export it once more",
      );
    }
    if (bitsOf.get(code) !== 1) continue;
    const text = (isLong ? word.slice(1) : word[0]!).toLowerCase();
    if (!levels.has(text)) {
      tokens.wrong(`"${clip(word)}" is no value of one bit`, "it is 0, 1, x or z");
    }
    onValue({ code, time, level: levels.get(text) });
  }
}

function readTime(tokens: VcdTokens, word: string, tick: bigint, last: bigint): bigint {
  if (!/^#\d+$/.test(word)) {
    tokens.wrong(`"${clip(word)}" is no time`, "a time is # and a whole number of ticks");
  }
  const time = (BigInt(word.slice(1)) * tick) / FEMTOS_A_NANO;
  if (time >= last) return time;
  return tokens.wrong(
    `time goes back from ${formatTime(last)} to ${formatTime(time)}`,
    "times must ascend: if these are two recordings in one file, part them",
  );
}
