/** A text on the drawing. */
import type { PartInfo } from "../../../protocol.ts";
import { make } from "../../../dom/make.ts";
import type { Drawing } from "./drawing.ts";

export function text({ attrs }: PartInfo): Drawing {
  const size = Math.min(200, Math.max(4, Number(attrs["fontSize"] ?? 18) || 18));
  const lines = (attrs["text"] ?? "").split("\n");
  const root = make("div", { class: "own text" }, lines.join("\n"));
  root.style.fontSize = `${size}px`;
  root.style.fontFamily = attrs["fontFamily"] ?? "sans-serif";
  root.style.color = attrs["color"] ?? "";
  const longest = Math.max(...lines.map((line) => line.length));
  return { root, width: longest * size * 0.6, height: lines.length * size * 1.2, pins: new Map() };
}
