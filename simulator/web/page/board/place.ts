/** Where a part's terminals are on the board: parts turn about their middle. */
import type { PartInfo } from "../../protocol.ts";
import type { Drawing, Point } from "./drawings/index.ts";

/** A terminal's place, and the way out of its part from there. */
export interface Spot {
  readonly at: Point;
  /** Of length 1, along an axis as the part lies. */
  readonly out: Point;
}

/** Names that drawings have for the same terminal. */
const others: Readonly<Record<string, string>> = {
  VDD: "VCC",
  VSS: "GND",
  VCC: "VDD",
  GND: "VSS",
  VIN: "VCC",
  SDA: "DATA",
  SCL: "CLK",
};

function find(pins: ReadonlyMap<string, Point>, terminal: string): Point | undefined {
  const base = terminal.replace(/\.\d+$/, "");
  return (
    pins.get(terminal) ??
    pins.get(base) ??
    pins.get(`${base}.1`) ??
    pins.get(others[base] ?? "") ??
    [...pins].find(([name]) => name.toLowerCase() === terminal.toLowerCase())?.[1]
  );
}

function turn({ x, y }: Point, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

/** Away from the middle, to the nearest edge. */
function outward({ x, y }: Point, width: number, height: number): Point {
  const edges = [
    { room: x, out: { x: -1, y: 0 } },
    { room: width - x, out: { x: 1, y: 0 } },
    { room: y, out: { x: 0, y: -1 } },
    { room: height - y, out: { x: 0, y: 1 } },
  ];
  return edges.reduce((best, edge) => (edge.room < best.room ? edge : best)).out;
}

/** Where a terminal is. One that the drawing does not show is in the middle of its part. */
export function spotOf(part: PartInfo, drawing: Drawing, terminal: string): Spot {
  const { width, height, pins } = drawing;
  const middle = { x: width / 2, y: height / 2 };
  const pin = find(pins, terminal) ?? middle;
  const turned = turn({ x: pin.x - middle.x, y: pin.y - middle.y }, part.rotate);
  return {
    at: { x: part.left + middle.x + turned.x, y: part.top + middle.y + turned.y },
    out: turn(outward(pin, width, height), part.rotate),
  };
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The room that a turned part takes. */
export function boundsOf(part: PartInfo, { width, height }: Drawing): Bounds {
  const middle = { x: part.left + width / 2, y: part.top + height / 2 };
  const corners = [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ].map(([x, y]) => turn({ x: (x! * width) / 2, y: (y! * height) / 2 }, part.rotate));
  const xs = corners.map(({ x }) => middle.x + x);
  const ys = corners.map(({ y }) => middle.y + y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

export const around = (bounds: readonly Bounds[]): Bounds => ({
  left: Math.min(...bounds.map(({ left }) => left)),
  top: Math.min(...bounds.map(({ top }) => top)),
  right: Math.max(...bounds.map(({ right }) => right)),
  bottom: Math.max(...bounds.map(({ bottom }) => bottom)),
});
