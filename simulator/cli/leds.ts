import type { Led } from "../parts/index.ts";
import type { Palette } from "./palette.ts";
import { printable } from "../core/printable.ts";

/**
 * LEDs as words and dots, as many a line as fit. The word says whether it is lit: a colour alone is
 * lost on many eyes and terminals.
 */
export function drawLeds(
  leds: readonly Led[],
  { palette, width, ascii }: { palette: Palette; width: number; ascii: boolean },
): string[] {
  const [lit, dark] = ascii ? ["*", "o"] : ["●", "○"];
  const cells = leds.map(({ id, color, on }) => {
    // Padded, so that nothing moves when it blinks.
    const words = printable(` ${id} ${color} ${on ? "on " : "off"}`);
    const dot = on ? palette.led(color, lit) : palette.dim(dark);
    return { text: dot + (on ? palette.bold(words) : words), length: 1 + words.length };
  });
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const { text, length } of cells) {
    if (used > 0 && used + 3 + length > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += (used > 0 ? "   " : "") + text;
    used += (used > 0 ? 3 : 0) + length;
  }
  if (used > 0) lines.push(line);
  return lines.map((l) => l.trimEnd());
}
