/**
 * Holds what a machine did against what V8 did.
 *
 * Of each pin the edges must be the same, in the same order. Across pins the order must be the same wherever V8's
 * instants differ by more than the tolerance. Times must lie within the tolerance: see `Times` in case.ts. Why it
 * stopped and what it logged must be equal.
 */
import type { Edge, Recording, SentByte } from "../machine.ts";
import { describeEnd } from "../traps.ts";
import type { Times } from "./case.ts";
import { drawAround } from "./picture.ts";

export interface Terms {
  readonly times: Times;
  /** Microseconds by which an edge may come later, or a gap may differ. */
  readonly toleranceMicros: number;
  /** Microseconds since reset at which the run is over: an edge that V8 has just before may come too late. */
  readonly until: number;
  /** Whether logs are compared, too, if the machine has them. */
  readonly withLogs?: boolean;
}

export interface Agreement {
  /** Number of edges compared. */
  readonly edges: number;
  /** Largest deviation in microseconds: of an edge on a grid, else of a gap. */
  readonly deviationMicros: number;
}

/** What a machine did otherwise than V8, with both waveforms around it. */
export class Mismatch extends Error {
  constructor(what: string, picture = "") {
    super(picture === "" ? what : `${what}\n\n${picture}`);
    this.name = "Mismatch";
  }
}

/**
 * A level that a pin has already is no edge, and low is what it counts as before it is an output: not every machine
 * can show when a pin that is low becomes one.
 */
function changes(edges: readonly Edge[]): Edge[] {
  const now = new Map<number, 0 | 1>();
  return edges.filter(({ pin, level }) => {
    const before = now.get(pin) ?? 0;
    now.set(pin, level);
    return level !== before;
  });
}

/** @throws Mismatch at the first difference in time. */
export function compare(oracle: Recording, machine: Recording, terms: Terms): Agreement {
  const expected = changes(oracle.edges);
  const actual = changes(machine.edges);
  const tolerance = BigInt(Math.ceil(terms.toleranceMicros * 1000));
  /** By how much V8's instants must differ for an order to mean something, after so many edges. */
  const slack = (before: number): bigint =>
    terms.times === "grid" ? tolerance : tolerance * BigInt(before + 1);
  const fail = (what: string, time: bigint): never => {
    throw new Mismatch(what, drawAround(expected, actual, time));
  };
  const pins = comparePins(expected, actual, { ...terms, tolerance, fail });
  compareOrder(pins.pairs, { slack, fail });
  compareEnd(oracle, machine, fail);
  compareSent(oracle, machine, tolerance);
  if (terms.withLogs) compareLogs(oracle, machine);
  return { edges: pins.pairs.length, deviationMicros: Number(pins.deviation) / 1000 };
}

/** An edge of V8's and the machine's, as the machine has them in order. */
interface Pair {
  readonly expected: Edge;
  readonly actual: Edge;
}

interface Context {
  readonly slack: (before: number) => bigint;
  readonly fail: (what: string, time: bigint) => never;
}

interface PinContext extends Terms {
  readonly fail: Context["fail"];
  readonly tolerance: bigint;
}

interface PinState {
  /** Edges compared. */
  count: number;
  /** Times of the last ones. */
  expected: bigint;
  actual: bigint;
}

function comparePins(
  expected: readonly Edge[],
  actual: readonly Edge[],
  { times, tolerance, until, fail }: PinContext,
): { pairs: Pair[]; deviation: bigint } {
  const wanted = byPin(expected);
  const states = new Map<number, PinState>();
  const pairs: Pair[] = [];
  let deviation = 0n;
  // A machine that counts in cycles may round to the microsecond before.
  const early = tolerance > 0n ? 1000n : 0n;
  for (const edge of actual) {
    const state = states.get(edge.pin) ?? { count: 0, expected: 0n, actual: 0n };
    states.set(edge.pin, state);
    const match = wanted.get(edge.pin)?.[state.count];
    if (!match) return fail(`pin ${edge.pin} has an edge more`, edge.time);
    const name = `edge ${state.count + 1} of pin ${edge.pin}`;
    if (match.level !== edge.level) {
      return fail(`${name} goes to ${edge.level}, and in V8 to ${match.level}`, match.time);
    }
    const late = edge.time - match.time;
    const gap = edge.time - state.actual - (match.time - state.expected);
    const off = times === "grid" ? late : gap;
    const isOff = times === "grid" ? late > tolerance || late < -early : abs(gap) > tolerance;
    if (isOff) {
      const where = times === "grid" ? name : `the gap before ${name}`;
      const than = off > 0n ? (times === "grid" ? "late" : "too long") : "";
      const word = than || (times === "grid" ? "early" : "too short");
      return fail(
        `${where} is ${Number(abs(off)) / 1000} us ${word}; the tolerance is ${Number(tolerance) / 1000} us`,
        match.time,
      );
    }
    if (abs(off) > deviation) deviation = abs(off);
    pairs.push({ expected: match, actual: edge });
    Object.assign(state, { count: state.count + 1, expected: match.time, actual: edge.time });
  }
  for (const [pin, edges] of wanted) {
    const { count, expected, actual } = states.get(pin) ?? { count: 0, expected: 0n, actual: 0n };
    const missing = edges[count];
    if (!missing) continue;
    const due = times === "grid" ? missing.time : actual + missing.time - expected;
    // At the very end it may be on its way.
    if (due + tolerance >= BigInt(until) * 1000n) continue;
    return fail(`edge ${count + 1} of pin ${pin} is missing`, missing.time);
  }
  return { pairs, deviation };
}

function compareOrder(pairs: readonly Pair[], { slack, fail }: Context): void {
  let latest: Pair | undefined;
  for (const [before, pair] of pairs.entries()) {
    if (latest && latest.expected.time - pair.expected.time > slack(before)) {
      fail(
        `pin ${latest.expected.pin} comes before pin ${pair.expected.pin}, and in V8 after it`,
        pair.expected.time,
      );
    }
    if (!latest || pair.expected.time > latest.expected.time) latest = pair;
  }
}

function compareEnd(oracle: Recording, machine: Recording, fail: Context["fail"]): void {
  if (oracle.panic === machine.panic) return;
  const last = oracle.edges.at(-1)?.time ?? 0n;
  fail(
    `the end differs: ${describeEnd(machine.panic)}, and in V8 ${describeEnd(oracle.panic)}`,
    last,
  );
}

/** Bytes of serial ports, each when its start bit begins. */
function compareSent(
  { sent: expected = [] }: Recording,
  { sent: actual }: Recording,
  tolerance: bigint,
): void {
  if (!actual) return;
  const text = (byte: SentByte | undefined): string =>
    byte ? `${byte.byte} at port ${byte.port}` : "nothing";
  for (let i = 0; i < Math.max(expected.length, actual.length); i++) {
    const [wanted, sent] = [expected[i], actual[i]];
    const name = `byte ${i + 1} that was sent`;
    if (text(wanted) !== text(sent)) {
      throw new Mismatch(`${name} is ${text(sent)}, and in V8 ${text(wanted)}`);
    }
    const late = sent!.time - wanted!.time;
    if (late <= tolerance && late >= -1000n) continue;
    const word = late > 0n ? "late" : "early";
    throw new Mismatch(
      `${name} is ${Number(abs(late)) / 1000} us ${word}; the tolerance is ${Number(tolerance) / 1000} us`,
    );
  }
}

/** A log has as many arguments as its head has kinds; some machines tell zeros behind them. */
function argumentCount(head: number): number {
  let count = 0;
  for (let kinds = head >>> 16; kinds !== 0; kinds >>>= 4) count++;
  return count;
}

function compareLogs({ logs: expected = [] }: Recording, { logs: actual }: Recording): void {
  if (!actual) return;
  const text = (log: (typeof actual)[number] | undefined): string =>
    log
      ? `text ${log.head & 0xffff} with ${log.args.slice(0, argumentCount(log.head)).join(", ")}`
      : "nothing";
  for (let i = 0; i < Math.max(expected.length, actual.length); i++) {
    if (text(expected[i]) === text(actual[i])) continue;
    throw new Mismatch(`log ${i + 1} is ${text(actual[i])}, and in V8 ${text(expected[i])}`);
  }
}

function byPin(edges: readonly Edge[]): Map<number, Edge[]> {
  const pins = new Map<number, Edge[]>();
  for (const edge of edges) {
    const list = pins.get(edge.pin);
    if (list) list.push(edge);
    else pins.set(edge.pin, [edge]);
  }
  return pins;
}

function abs(time: bigint): bigint {
  return time < 0n ? -time : time;
}
