import type { PartInfo, WireInfo } from "../../protocol.ts";
import { makeSvg } from "../../dom/make.ts";
import type { Drawing } from "./drawings/index.ts";
import { spotOf, type Bounds, type Spot } from "./place.ts";
import { hangingPath, roundedPath, tellsWay, wireCorners } from "./wire-path.ts";

export interface Placed {
  readonly part: PartInfo;
  readonly drawing: Drawing;
}

/** Wokwi's names that CSS has not, or has otherwise. */
const colors: Readonly<Record<string, string>> = {
  "": "#2f9e58",
  black: "#30353b",
  green: "#2f9e58",
  red: "#d8372b",
  blue: "#2f6fd6",
  gold: "#d9a514",
  yellow: "#d9b914",
  white: "#e9ebee",
  brown: "#8a5a33",
  gray: "#8b929a",
  grey: "#8b929a",
};

function colorOf(name: string): string {
  const color = colors[name] ?? name;
  return CSS.supports("color", color) ? color : colors[""]!;
}

/** Wires between parts that are drawn; one to a serial monitor has only one end. */
export function drawWires(
  wires: readonly WireInfo[],
  placed: ReadonlyMap<string, Placed>,
  bounds: Bounds,
): SVGSVGElement {
  const find = (terminal: string): Spot | undefined => {
    const colon = terminal.indexOf(":");
    const found = placed.get(terminal.slice(0, colon));
    return found && spotOf(found.part, found.drawing, terminal.slice(colon + 1));
  };
  // On a board whose wires all go only a direction, they would lie on each other.
  const isRouted = wires.some(({ path }) => tellsWay(path));
  const drawn = wires.flatMap((wire) => {
    const from = find(wire.from);
    const to = find(wire.to);
    if (from === undefined || to === undefined) return [];
    const corners = isRouted ? wireCorners(from.at, to.at, wire.path) : undefined;
    const d =
      corners === undefined ? hangingPath(from.at, from.out, to.at, to.out) : roundedPath(corners);
    return [
      makeSvg(
        "g",
        { class: "wire" },
        // An edge tells a dark wire from a dark board, and two that cross apart.
        makeSvg("path", { d, class: "edge" }),
        makeSvg("path", { d, class: "core", stroke: colorOf(wire.color) }),
      ),
    ];
  });
  const width = bounds.right - bounds.left;
  const height = bounds.bottom - bounds.top;
  const svg = makeSvg(
    "svg",
    { class: "wires", viewBox: `${bounds.left} ${bounds.top} ${width} ${height}`, width, height },
    ...drawn,
  );
  Object.assign(svg.style, { left: `${bounds.left}px`, top: `${bounds.top}px` });
  return svg;
}
