/** What our own drawings are made of. */
import type { Picture } from "../../../protocol.ts";
import { make, makeSvg } from "../../../dom/make.ts";
import { PITCH, type Point } from "./drawing.ts";

type Attributes = Readonly<Record<string, string | number>>;

/** An empty drawing. */
export const sheet = (width: number, height: number, ...children: SVGElement[]): SVGSVGElement =>
  makeSvg("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, ...children);

export const rect = (
  x: number,
  y: number,
  width: number,
  height: number,
  attributes: Attributes,
): SVGRectElement => makeSvg("rect", { x, y, width, height, ...attributes });

export const circle = (
  cx: number,
  cy: number,
  r: number,
  attributes: Attributes,
): SVGCircleElement => makeSvg("circle", { cx, cy, r, ...attributes });

export const label = (x: number, y: number, text: string, attributes: Attributes): SVGTextElement =>
  makeSvg("text", { x, y, "font-family": "ui-monospace, monospace", ...attributes }, text);

/** Gilded holes. */
export const pads = (pins: Iterable<Point>): SVGGElement =>
  makeSvg(
    "g",
    {},
    ...[...pins].map(({ x, y }) =>
      circle(x, y, 2.6, { fill: "#20262c", stroke: "#d8b25c", "stroke-width": 1.8 }),
    ),
  );

/** Names in one line, each a pitch from the next. */
export const row = (names: readonly string[], first: Point, isDown = false): Map<string, Point> =>
  new Map(
    names.map((name, i) => [
      name,
      { x: first.x + (isDown ? 0 : i * PITCH), y: first.y + (isDown ? i * PITCH : 0) },
    ]),
  );

/** Dots of a display, above a drawing. */
export interface Screen {
  readonly root: HTMLElement;
  show(image: NonNullable<Picture["image"]>): void;
}

/** A display of some width in a drawing; it gets as many dots as the picture has. */
export function screen(left: number, top: number, width: number, height: number): Screen {
  const canvas = make("canvas", { class: "screen" });
  Object.assign(canvas.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d");
  return {
    root: canvas,
    show(image) {
      if (canvas.width !== image.width) canvas.width = image.width;
      if (canvas.height !== image.height) canvas.height = image.height;
      const dots = new ImageData(new Uint8ClampedArray(image.rgba), image.width, image.height);
      context?.putImageData(dots, 0, 0);
    },
  };
}
