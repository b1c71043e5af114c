/**
 * Colours. The page gives them as custom properties (`--paper` or `--surface`, `--ink`, `--muted` or `--soft`,
 * `--accent`, `--rule` or `--line`, `--cursor-a`, `--cursor-b`); without them there are some of our own, light and dark.
 */
import type { Inks } from "./raster.ts";

export interface Theme {
  readonly inks: Inks;
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly accent: string;
  readonly A: string;
  readonly B: string;
}

type Bytes = readonly [red: number, green: number, blue: number];

const isLittle = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** As `ImageData` has it, on this machine. */
function pixelOf([red, green, blue]: Bytes): number {
  return isLittle
    ? ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
    : ((red << 24) | (green << 16) | (blue << 8) | 255) >>> 0;
}

/** `share` of `over`, the rest of `under`. */
function mix(over: Bytes, under: Bytes, share: number): Bytes {
  return over.map((value, i) => Math.round(value * share + under[i]! * (1 - share))) as never;
}

/** Reads the colours as they are now. `element` has the sheet of `sheet.ts`. */
export function readTheme(element: Element): Theme {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const style = getComputedStyle(probe);
  const paint = (name: string): { css: string; bytes: Bytes } => {
    // Whatever way of writing a colour there is: styles compute it, and a canvas makes bytes of it.
    probe.style.color = `var(--analyser-${name})`;
    const css = style.color;
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return { css, bytes: [red, green, blue] };
  };
  const [paper, ink, muted] = [paint("paper"), paint("ink"), paint("muted")];
  const [rule, accent] = [paint("rule"), paint("accent")];
  const [A, B] = [paint("cursor-a"), paint("cursor-b")];
  probe.remove();
  const selected = mix(accent.bytes, paper.bytes, 0.07);
  return {
    inks: {
      paper: pixelOf(paper.bytes),
      selected: pixelOf(selected),
      grid: pixelOf(rule.bytes),
      line: pixelOf(accent.bytes),
      tint: pixelOf(mix(accent.bytes, paper.bytes, 0.2)),
      busy: pixelOf(mix(accent.bytes, paper.bytes, 0.6)),
      hatch: pixelOf(mix(muted.bytes, paper.bytes, 0.7)),
    },
    paper: paper.css,
    ink: ink.css,
    muted: muted.css,
    rule: rule.css,
    accent: accent.css,
    A: A.css,
    B: B.css,
  };
}
