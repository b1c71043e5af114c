/**
 * Ways of wires, as Wokwi writes them: `v10` is ten pixels down, `h-20` twenty to the left. Words before a `*` start at
 * the first pin, words after it are read from the last one at the second pin. What is left between the two ends is
 * gone in the direction of the last word, and then across.
 */
import type { Point } from "./drawings/index.ts";

type Axis = "h" | "v";

interface Arm {
  readonly points: Point[];
  readonly axis: Axis | undefined;
}

/** Follows words from a pin. */
function follow(start: Point, words: readonly string[]): Arm {
  const points = [start];
  let axis: Axis | undefined;
  for (const word of words) {
    const [, name, length] = /^([hv])(-?\d+(?:\.\d+)?)$/.exec(word) ?? [];
    if (name === undefined) continue;
    axis = name as Axis;
    const { x, y } = points.at(-1)!;
    const by = Number(length);
    points.push(axis === "h" ? { x: x + by, y } : { x, y: y + by });
  }
  return { points, axis };
}

const isSame = (a: Point, b: Point): boolean => Math.hypot(a.x - b.x, a.y - b.y) < 0.01;

/** Leaves out points that a straight line goes through, and spikes. */
function simplify(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    if (kept.length > 0 && isSame(kept.at(-1)!, point)) continue;
    const [a, b] = kept.slice(-2);
    const isStraight =
      a !== undefined &&
      b !== undefined &&
      Math.abs((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)) < 0.01;
    if (isStraight) kept.pop();
    kept.push(point);
  }
  return kept;
}

/** Whether words tell a way, and not only a direction as `v0` does. */
export const tellsWay = (path: readonly string[]): boolean =>
  path.some((word) => /[1-9]/.test(word));

/** Corners of a wire; undefined if no way is told, so that it hangs free. */
export function wireCorners(
  from: Point,
  to: Point,
  path: readonly string[],
): readonly Point[] | undefined {
  if (path.length === 0) return undefined;
  const star = path.indexOf("*");
  const head = follow(from, star < 0 ? path : path.slice(0, star));
  const tail = follow(to, star < 0 ? [] : path.slice(star + 1).reverse());
  const a = head.points.at(-1)!;
  const b = tail.points.at(-1)!;
  const axis = head.axis ?? (tail.axis === "h" ? "v" : "h");
  const corner = axis === "h" ? { x: b.x, y: a.y } : { x: a.x, y: b.y };
  return simplify([...head.points, corner, ...tail.points.reverse()]);
}

const ROUND = 5;
const text = (value: number): string => `${Math.round(value * 100) / 100}`;
const at = ({ x, y }: Point): string => `${text(x)} ${text(y)}`;

function toward(from: Point, to: Point, length: number): Point {
  const whole = Math.hypot(to.x - from.x, to.y - from.y);
  const share = whole === 0 ? 0 : length / whole;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** The `d` of a line with rounded corners. */
export function roundedPath(points: readonly Point[]): string {
  let d = `M${at(points[0]!)}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, corner, after] = [points[i - 1]!, points[i]!, points[i + 1]!];
    const room = Math.min(
      ROUND,
      Math.hypot(corner.x - before.x, corner.y - before.y) / 2,
      Math.hypot(corner.x - after.x, corner.y - after.y) / 2,
    );
    d += `L${at(toward(corner, before, room))}Q${at(corner)} ${at(toward(corner, after, room))}`;
  }
  return `${d}L${at(points.at(-1)!)}`;
}

/** The `d` of a wire that hangs free: it leaves each pin away from its part. */
export function hangingPath(from: Point, fromOut: Point, to: Point, toOut: Point): string {
  const far = Math.min(120, Math.max(18, Math.hypot(to.x - from.x, to.y - from.y) * 0.4));
  const bend = (point: Point, out: Point): Point => ({
    x: point.x + out.x * far,
    y: point.y + out.y * far,
  });
  return `M${at(from)}C${at(bend(from, fromOut))} ${at(bend(to, toOut))} ${at(to)}`;
}
