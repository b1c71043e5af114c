import type { Level } from "../../core/context.ts";
import { formatTime } from "../../core/time.ts";
import type { TraceChange } from "../../trace/trace.ts";
import type { Paint } from "../report/failure.ts";
import { changesIn, levelWord, signalOf, spanText, windowOf } from "../report/signal.ts";
import { Given, show, wrongUse } from "../report/wrong-use.ts";
import { within } from "./blink.ts";
import { expected, type MatcherContext, type Verdict } from "./matcher.ts";

/** An edge as `sim.pin(13).edges` has it, or its time and level as a pair. */
export type WantedEdge = TraceChange | readonly [time: bigint, level: Level];

/** How exactly `toHaveEdges` asks, and of which span. */
export interface EdgesOptions {
  /** How far each time may be off, in nanoseconds. Default 0: exact. */
  readonly tolerance?: bigint;
  /** Nanoseconds since reset. Default: the beginning. */
  readonly from?: bigint;
  /** Nanoseconds since reset, itself outside. Default: all until now. */
  readonly to?: bigint;
}

const EXAMPLE = "toHaveEdges([[millis(500), 1], [millis(1000), 0]])";
/** Lines on each side of the first that differs. */
const ASIDE = 4;

export function toHaveEdges(
  { paint }: MatcherContext,
  received: unknown,
  edges: readonly WantedEdge[],
  options: EdgesOptions = {},
): Verdict {
  const signal = signalOf("toHaveEdges", received);
  const given = new Given("toHaveEdges", EXAMPLE, options, ["tolerance", "from", "to"]);
  const wanted = readEdges(given, edges);
  const tolerance = given.time("tolerance") ?? 0n;
  const window = windowOf(given, signal.sim);
  const { sim, pin, title } = signal;
  const actual = changesIn(signal, window);
  const count = Math.max(wanted.length, actual.length);
  let first = 0;
  while (first < count && isSame(wanted[first], actual[first], tolerance)) first++;
  const pass = first === count;
  const many = wanted.length === 1 ? "1 edge" : `${wanted.length} edges`;
  const wish = `to have ${wanted.length === 0 ? "no edge" : `exactly the ${many} given`}${within(tolerance)} ${spanText(window, sim)}`;
  return {
    pass,
    failure: () => ({
      sim,
      pin,
      window,
      at: pass ? undefined : earlier(wanted[first]?.time, actual[first]?.time),
      message: pass
        ? `${expected(title, true, wish)},\nbut it has them`
        : `${expected(title, false, wish)},\nbut ${difference(wanted, actual, first)}\n\n${table(wanted, actual, first, tolerance, paint)}`,
    }),
  };
}

function readEdges(given: Given, edges: unknown): readonly TraceChange[] {
  if (!Array.isArray(edges)) throw given.wrong(`is given ${show(edges)} where it wants a list`);
  const read = edges.map((edge: unknown, i): TraceChange => {
    const pair: unknown = Array.isArray(edge)
      ? { time: (edge as unknown[])[0], level: (edge as unknown[])[1] }
      : edge;
    if (typeof pair !== "object" || pair === null) {
      throw given.wrong(`has ${show(edge)} as edge ${i + 1}`);
    }
    const { time, level } = pair as { time?: unknown; level?: unknown };
    if (typeof time !== "bigint")
      throw given.noTime(`has ${show(time)} as time of edge ${i + 1}`, time);
    if (level !== 0 && level !== 1 && level !== "z" && level !== "x") {
      throw given.wrong(
        `has ${show(level)} as level of edge ${i + 1}, and a level is 0, 1, "z" or "x"`,
      );
    }
    return { time, level };
  });
  const back = read.findIndex(({ time }, i) => i > 0 && time < read[i - 1]!.time);
  if (back > 0) {
    throw wrongUse(
      `toHaveEdges has edge ${back + 1} at ${formatTime(read[back]!.time)}, before edge ${back} at ${formatTime(read[back - 1]!.time)}`,
      "give the edges in the order of their times",
    );
  }
  return read;
}

function isSame(
  a: TraceChange | undefined,
  b: TraceChange | undefined,
  tolerance: bigint,
): boolean {
  if (!a || !b) return false;
  const off = a.time < b.time ? b.time - a.time : a.time - b.time;
  return a.level === b.level && off <= tolerance;
}

function earlier(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

function difference(
  wanted: readonly TraceChange[],
  actual: readonly TraceChange[],
  first: number,
): string {
  const [want, got] = [wanted[first], actual[first]];
  if (!want) {
    const rest = actual.length - wanted.length;
    return `it has ${rest} more, the first at ${formatTime(got!.time)}`;
  }
  if (!got) {
    const rest = wanted.length - actual.length;
    return `${rest} of them ${rest === 1 ? "is" : "are"} missing, the first at ${formatTime(want.time)}`;
  }
  const level =
    want.level === got.level ? "" : `to ${levelWord(got.level)}, not to ${levelWord(want.level)}`;
  if (want.time === got.time) return `edge ${first + 1}, at ${formatTime(got.time)}, is ${level}`;
  const off = got.time > want.time ? got.time - want.time : want.time - got.time;
  const late = `${formatTime(off)} ${got.time > want.time ? "late" : "early"}`;
  return `edge ${first + 1} comes ${late}${level === "" ? "" : `, and ${level}`}`;
}

/** Both lists side by side, around the first difference. */
function table(
  wanted: readonly TraceChange[],
  actual: readonly TraceChange[],
  first: number,
  tolerance: bigint,
  paint: Paint,
): string {
  const cell = (edge: TraceChange | undefined): string =>
    edge ? `${formatTime(edge.time).padEnd(12)}  ${edge.level}` : "none";
  const count = Math.max(wanted.length, actual.length);
  const from = Math.max(0, first - ASIDE);
  const to = Math.min(count, first + ASIDE + 1);
  const width = Math.max(...[...wanted.slice(from, to), undefined].map((e) => cell(e).length), 8);
  const digits = `${to}`.length;
  const lines = [`  ${" ".repeat(digits)}  ${"expected".padEnd(width)}    actual`];
  if (from > 0) lines.push(`  ${" ".repeat(digits)}  (${from} equal)`);
  for (let i = from; i < to; i++) {
    const same = isSame(wanted[i], actual[i], tolerance);
    const [want, got] = [cell(wanted[i]).padEnd(width), cell(actual[i])];
    const head = `${same ? " " : "≠"} ${`${i + 1}`.padStart(digits)}  `;
    lines.push(head + (same ? `${want}    ${got}` : `${paint.good(want)}    ${paint.bad(got)}`));
  }
  if (to < count) lines.push(`  ${" ".repeat(digits)}  (${count - to} more)`);
  return lines.map((line) => line.trimEnd()).join("\n");
}
