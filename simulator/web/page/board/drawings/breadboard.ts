/** Breadboards. Their holes are one pattern, however many they are. */
import type { PartInfo } from "../../../protocol.ts";
import { makeSvg } from "../../../dom/make.ts";
import { PITCH, type Drawing, type Point } from "./drawing.ts";
import { label, rect, sheet } from "./sheet.ts";

interface Size {
  readonly columns: number;
  /** Holes of a rail, which come in groups of five; 0: no rails. */
  readonly rail: number;
}

const sizes: Readonly<Record<string, Size>> = {
  "wokwi-breadboard": { columns: 63, rail: 50 },
  "wokwi-breadboard-half": { columns: 30, rail: 25 },
  "wokwi-breadboard-mini": { columns: 17, rail: 0 },
};

const MARGIN = 16;

/** A block of holes. A pattern starts where its user's coordinates do, so each block has its own. */
function block(id: string, at: Point, columns: number, rows: number): SVGRectElement {
  return rect(0, 0, columns * PITCH, rows * PITCH, {
    fill: `url(#${id})`,
    transform: `translate(${at.x - PITCH / 2} ${at.y - PITCH / 2})`,
  });
}

export function breadboard({ id, type }: PartInfo): Drawing {
  const { columns, rail } = sizes[type]!;
  const railsHeight = rail > 0 ? 3.5 * PITCH : 0;
  const top = MARGIN + railsHeight;
  const bottom = top + 7 * PITCH;
  const width = (columns - 1) * PITCH + 2 * MARGIN;
  const height = bottom + 4 * PITCH + MARGIN + railsHeight;
  const pins = new Map<string, Point>();
  for (let column = 1; column <= columns; column++) {
    const x = MARGIN + (column - 1) * PITCH;
    [..."abcde"].forEach((r, i) => pins.set(`${column}t.${r}`, { x, y: top + i * PITCH }));
    [..."fghij"].forEach((r, i) => pins.set(`${column}b.${r}`, { x, y: bottom + i * PITCH }));
  }
  const groups = rail / 5;
  // Groups of five with a hole's room between them, in the middle of the board.
  const railLeft = (width - (groups * 6 - 2) * PITCH) / 2;
  const railTops: Readonly<Record<string, number>> = {
    tp: MARGIN + PITCH * 0.2,
    tn: MARGIN + PITCH * 1.2,
    bp: height - MARGIN - PITCH * 1.2,
    bn: height - MARGIN - PITCH * 0.2,
  };
  const holeId = `hole-${id.replace(/\W/g, "-")}`;
  const drawn: SVGElement[] = [
    block(holeId, { x: MARGIN, y: top }, columns, 5),
    block(holeId, { x: MARGIN, y: bottom }, columns, 5),
    rect(0, top + 4 * PITCH + 9, width, 3 * PITCH - 18, { fill: "#d9d5c8" }),
  ];
  for (const [name, y] of rail === 0 ? [] : Object.entries(railTops)) {
    for (let i = 0; i < rail; i++) {
      const x = railLeft + (i + Math.floor(i / 5)) * PITCH;
      pins.set(`${name}.${i + 1}`, { x, y });
    }
    for (let group = 0; group < groups; group++) {
      drawn.push(block(holeId, { x: railLeft + group * 6 * PITCH, y }, 5, 1));
    }
    const line = y + (name.endsWith("p") ? -6.5 : 6.5);
    const color = name.endsWith("p") ? "#c8372d" : "#2858a8";
    drawn.push(rect(MARGIN, line, width - 2 * MARGIN, 0.8, { fill: color }));
    drawn.push(
      label(4, y + 2.5, name.endsWith("p") ? "+" : "\u2212", { "font-size": 8, fill: color }),
    );
  }
  for (let column = 1; column <= columns; column += column === 1 ? 4 : 5) {
    drawn.push(
      label(MARGIN + (column - 1) * PITCH, top - 7, `${column}`, {
        "font-size": 5,
        fill: "#6d675a",
        "text-anchor": "middle",
      }),
    );
  }
  const pattern = makeSvg(
    "pattern",
    {
      id: holeId,
      width: PITCH,
      height: PITCH,
      patternUnits: "userSpaceOnUse",
      patternContentUnits: "userSpaceOnUse",
    },
    rect(3, 3, 3.6, 3.6, { rx: 0.6, fill: "#2c2a26" }),
  );
  const root = sheet(
    width,
    height,
    makeSvg("defs", {}, pattern),
    rect(0, 0, width, height, { rx: 4, fill: "#efece2", stroke: "#cfcabb" }),
    ...drawn,
  );
  return { root, width, height, pins };
}
