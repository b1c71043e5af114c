/** Any part that has no drawing: a box with its type, its terminals named on both sides, and a display if it has one. */
import type { PartInfo, Picture } from "../../../protocol.ts";
import { make } from "../../../dom/make.ts";
import { PITCH, type Drawing, type Point } from "./drawing.ts";
import { label, pads, rect, screen, sheet } from "./sheet.ts";

const MIN_WIDTH = 90;
const LETTER = 5.2;
const HEAD = 22;

/** A box without feet would have its name over its terminals: they begin below it. */
export function box({ id, type, terminals }: PartInfo): Drawing {
  const title = type.replace(/^(wokwi|board)-/, "");
  const widest = Math.max(0, ...terminals.map((terminal) => terminal.length)) * LETTER;
  const width = Math.max(MIN_WIDTH, title.length * LETTER + 16, 2 * widest + 40);
  const half = Math.ceil(terminals.length / 2);
  const height = HEAD + Math.max(2, half) * PITCH * 1.2 + 20;
  const pins = new Map<string, Point>(
    terminals.map((terminal, i) => [
      terminal,
      {
        x: i < half ? 6 : width - 6,
        y: HEAD + 8 + (i < half ? i : i - half) * PITCH * 1.2,
      },
    ]),
  );
  const value = label(width / 2, height - 7, "", {
    "font-size": 8,
    fill: "#d6eadf",
    "text-anchor": "middle",
  });
  const root = make(
    "div",
    { class: "own" },
    sheet(
      width,
      height,
      rect(0, 0, width, height, { rx: 4, fill: "#31437a" }),
      rect(0.5, 0.5, width - 1, height - 1, { rx: 3.5, fill: "none", stroke: "#1c2950" }),
      label(width / 2, 13, title, { "font-size": 8.5, fill: "#fff", "text-anchor": "middle" }),
      label(width / 2, 21, id, { "font-size": 6, fill: "#c3cdea", "text-anchor": "middle" }),
      pads(pins.values()),
      ...[...pins].map(([terminal, { x, y }]) =>
        label(x < width / 2 ? x + 7 : x - 7, y + 2.2, terminal, {
          "font-size": 6,
          fill: "#e6ebf8",
          "text-anchor": x < width / 2 ? "start" : "end",
        }),
      ),
      value,
    ),
  );
  let dots: ReturnType<typeof screen> | undefined;
  return {
    root,
    width,
    height,
    pins,
    show({ image, text }: Picture) {
      const short =
        text.length * 4.8 > width ? `${text.slice(0, Math.floor(width / 4.8) - 1)}\u2026` : text;
      if (value.textContent !== short) value.textContent = short;
      if (image === undefined) return;
      if (dots === undefined) {
        dots = screen(widest + 14, HEAD + 2, width - 2 * widest - 28, height - HEAD - 24);
        root.append(dots.root);
      }
      dots.show(image);
    },
  };
}
