/** Draws what lives across each `await`, and its bytes. */
import type { AwaitInfo, FrameInfo, Kept, SharedBytes } from "../../hal/border/side-table.ts";
import type { Palette } from "./palette.ts";
import { count } from "./text.ts";

/** Characters of an awaited expression that are shown. */
const MOST_TEXT = 60;

/** Names of things that share bytes, in one line. */
const MOST_NAMES = 6;

export function drawFrames(frames: readonly FrameInfo[], palette: Palette): string {
  if (frames.length === 0) return "";
  return [
    `\n${palette.bold("frames of async functions: what lives across each await")}\n`,
    ...frames.map(drawFrame),
  ].join("");
}

function drawFrame({ name, place, bytes, resultBytes, awaits, shared }: FrameInfo): string {
  const result = resultBytes > 0 ? `, ${resultBytes} of them its result in the end` : "";
  const head = `  ${name}  ${count(bytes, "byte")}${result}  ${place.file}:${place.line}:${place.column}\n`;
  return [head, ...awaits.map(drawAwait), ...shared.map(drawShared)].join("");
}

function drawShared({ offset, bytes, names }: SharedBytes): string {
  const shown = names.slice(0, MOST_NAMES).join(", ");
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return `    bytes ${offset}..${offset + bytes} are shared by ${shown}${more}\n`;
}

function drawAwait({ place, text, keeps }: AwaitInfo): string {
  const shown = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text;
  const rows = keeps.map((kept) => [`${kept.offset}..${kept.offset + kept.bytes}`, kept] as const);
  const digits = Math.max(0, ...rows.map(([range]) => range.length));
  const lines = rows.map(([range, kept]) => `      ${range.padStart(digits)}  ${describe(kept)}\n`);
  const nothing = keeps.length === 0 ? "      nothing\n" : "";
  return `    ${place.line}:${place.column} await ${shown}\n${lines.join("")}${nothing}`;
}

function describe({ name, type, kind, awaited }: Kept): string {
  const what = awaited ? "  (awaited)" : kind === "temporary" ? "  (made by the compiler)" : "";
  return `${name}: ${type}${what}`;
}
