/** How a picture becomes what a drawing shows. */
import type { Picture } from "../../protocol.ts";

type Image = NonNullable<Picture["image"]>;

interface Color {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** What the elements of displays offer. */
interface Display {
  imageData?: unknown;
  setPixel?(first: number, second: number | Color, color?: Color): void;
}

function colorAt({ rgba }: Image, index: number): Color {
  const at = index * 4;
  return { r: rgba[at]! / 255, g: rgba[at + 1]! / 255, b: rgba[at + 2]! / 255 };
}

/** Sets only the dots that changed: a matrix has thousands, each some elements. */
function setPixels(element: Display, image: Image, before: Image | undefined): void {
  const { width, height, rgba } = image;
  const old = before?.width === width && before.height === height ? before.rgba : undefined;
  const isMatrix = element.setPixel!.length >= 3;
  for (let i = 0; i < width * height; i++) {
    const at = i * 4;
    if (
      old !== undefined &&
      old[at] === rgba[at] &&
      old[at + 1] === rgba[at + 1] &&
      old[at + 2] === rgba[at + 2]
    ) {
      continue;
    }
    const color = colorAt(image, i);
    if (isMatrix) element.setPixel!(Math.floor(i / width), i % width, color);
    else element.setPixel!(i, color);
  }
}

/** A light whose share of time on wavers by less is not drawn anew for it: no eye sees it, and 20 of them cost a frame. */
const WAVER = 0.04;

/** Whether what a drawing has is another thing, to the eye, than what it is given. */
function differs(name: string, has: unknown, given: unknown): boolean {
  if (has === given) return false;
  if (name !== "brightness" || typeof has !== "number" || typeof given !== "number") return true;
  return given <= 0 || given >= 1 || Math.abs(given - has) > WAVER;
}

/** Shows a picture on an element of `@wokwi/elements`. */
export function showOnElement(
  element: HTMLElement,
  picture: Picture,
  before: Picture | undefined,
): void {
  const target = element as unknown as Record<string, unknown>;
  for (const [name, given] of Object.entries(picture.properties)) {
    if (differs(name, target[name], given)) target[name] = given;
  }
  const { image } = picture;
  if (image === undefined) return;
  const display = element as Display;
  if (display.setPixel !== undefined) setPixels(display, image, before?.image);
  else if ("imageData" in display) {
    display.imageData = new ImageData(new Uint8ClampedArray(image.rgba), image.width, image.height);
  }
}
