/** Questions about the edges of one signal, exact over all that is kept. */
import type { Measurement, Question } from "../protocol.ts";
import type { Edges } from "./edges.ts";

const HIGH = 1;

/** The edge that is asked for, in nanoseconds since reset; undefined if there is none. */
export function findEdge(
  edges: Edges,
  time: number,
  toward: Extract<Question, { what: "edge" }>["toward"],
): number | undefined {
  const { first, known } = edges;
  const behind = edges.upTo(time);
  const next = behind < known ? edges.time(behind) : undefined;
  if (toward === "next") return next;
  let before = behind - 1;
  // "Last" is one before, so that asking again moves on.
  if (toward === "last") while (before >= first && edges.time(before) >= time) before--;
  const last = before >= first ? edges.time(before) : undefined;
  if (toward === "last" || next === undefined) return last;
  return last === undefined || next - time < time - last ? next : last;
}

/** What lies between two cursors, in either order. */
export function measure(edges: Edges, one: number, other: number): Measurement {
  const [start, end] = one <= other ? [one, other] : [other, one];
  let next = edges.upTo(start);
  // An edge at the first cursor counts.
  while (next > edges.first && edges.time(next - 1) === start) next--;
  const last = edges.upTo(end, next);
  let [high, rises, firstRise, lastRise] = [0, 0, 0, 0];
  let [shortest, longest] = [Infinity, 0];
  let level = edges.level(next - 1);
  let since = start;
  for (let i = next; i < last; i++) {
    const time = edges.time(i);
    if (level === HIGH) high += time - since;
    if (i > next) {
      shortest = Math.min(shortest, time - since);
      longest = Math.max(longest, time - since);
    }
    level = edges.level(i);
    since = time;
    if (level !== HIGH) continue;
    if (rises++ === 0) firstRise = time;
    lastRise = time;
  }
  if (level === HIGH) high += end - since;
  const span = end - start;
  const hasPulse = last - next >= 2;
  return {
    edges: last - next,
    span,
    period: rises >= 2 ? (lastRise - firstRise) / (rises - 1) : undefined,
    duty: span > 0 ? high / span : level === HIGH ? 1 : 0,
    shortest: hasPulse ? shortest : undefined,
    longest: hasPulse ? longest : undefined,
  };
}
