/**
 * Displays of seven segments and a point, with one to four digits.
 *
 * Digits share the lines of their segments and are lit in turn, which the eye takes for one picture if it is fast
 * enough. So what a viewer sees is reckoned over the last 20 ms: a segment is seen that was lit for a twentieth of
 * that. A turn that takes longer leaves digits dark, as flicker does.
 */
import { z } from "zod";
import { Light, type LightState } from "./light.ts";
import { definePart, type Part, type PartContext } from "./part.ts";

const SEGMENTS = ["A", "B", "C", "D", "E", "F", "G", "DP"] as const;
const POINT = 0x80;
/** Part of the time for which a segment must be lit to be seen. */
const SEEN = 0.05;

/** Segments from A, bit 0, to G, bit 6, of what a display can show. */
const GLYPHS: readonly (readonly [string, number])[] = [
  ["0", 0x3f],
  ["1", 0x06],
  ["2", 0x5b],
  ["3", 0x4f],
  ["4", 0x66],
  ["5", 0x6d],
  ["6", 0x7d],
  ["7", 0x07],
  ["8", 0x7f],
  ["9", 0x6f],
  ["A", 0x77],
  ["b", 0x7c],
  ["C", 0x39],
  ["d", 0x5e],
  ["E", 0x79],
  ["F", 0x71],
  ["-", 0x40],
  ["_", 0x08],
  ["°", 0x63],
  ["H", 0x76],
  ["L", 0x38],
  ["P", 0x73],
  ["U", 0x3e],
  ["c", 0x58],
  ["h", 0x74],
  ["n", 0x54],
  ["o", 0x5c],
  ["r", 0x50],
  ["t", 0x78],
  ["u", 0x1c],
  ["y", 0x6e],
  [" ", 0],
];

/** Seven segments and a point, with one to four digits. */
export class SevenSegmentDisplay implements Part {
  readonly id: string;
  /** From left to right, each from segment A to the point. */
  readonly #digits: readonly (readonly Light[])[];
  readonly #colon: Light | undefined;

  constructor(
    id: string,
    attrs: { common: string; digits: string; colon: string },
    context: PartContext,
  ) {
    this.id = id;
    const light = (segment: string, common: string): Light => {
      const [own, shared] = [`${id}:${segment}`, `${id}:${common}`];
      return attrs.common === "anode"
        ? new Light(context, id, shared, own)
        : new Light(context, id, own, shared);
    };
    const count = Number(attrs.digits);
    this.#digits = Array.from({ length: count }, (_, i) => {
      const common = count === 1 ? "COM" : `DIG${i + 1}`;
      return SEGMENTS.map((segment) => light(segment, common));
    });
    this.#colon = attrs.colon === "1" ? light("CLN", "COM") : undefined;
  }

  /** The segments that are seen, of each digit from left to right: A is bit 0, the point bit 7. */
  get digits(): readonly number[] {
    return this.#digits.map((lights) =>
      lights.reduce((bits, light, i) => bits | (light.duty() >= SEEN ? 1 << i : 0), 0),
    );
  }

  /** What is read: a character a digit, with a point behind it if that is lit; `?` is none that is known. */
  get text(): string {
    return this.digits
      .map((bits) => {
        const glyph = GLYPHS.find(([, segments]) => segments === (bits & ~POINT));
        return `${glyph?.[0] ?? "?"}${bits & POINT ? "." : ""}`;
      })
      .join("");
  }

  /** Whether the colon is seen. */
  get colon(): boolean {
    return (this.#colon?.duty() ?? 0) >= SEEN;
  }

  /** For what part of the last 20 ms each segment of a digit was lit: how bright it is. */
  brightness(digit: number): readonly number[] {
    return this.#digits[digit]?.map((light) => light.duty()) ?? [];
  }

  save(): readonly LightState[] {
    return this.#all.map((light) => light.save());
  }

  restore(states: readonly LightState[]): void {
    this.#all.forEach((light, i) => light.restore(states[i]!));
  }

  get #all(): readonly Light[] {
    return [...this.#digits.flat(), ...(this.#colon ? [this.#colon] : [])];
  }
}

/** Wokwi's seven-segment display. */
export const sevenSegment = definePart({
  types: ["wokwi-7segment"],
  figures: null,
  terminals: [...SEGMENTS, "COM", "COM.1", "COM.2", "DIG1", "DIG2", "DIG3", "DIG4", "CLN"],
  attrs: z.strictObject({
    common: z.enum(["anode", "cathode"]).default("anode"),
    digits: z.enum(["1", "2", "3", "4"]).default("1"),
    colon: z.enum(["", "0", "1"]).default(""),
    color: z.string().default("red"),
    pins: z.enum(["top", "extend", "none"]).optional(),
  }),
  inside: () => ({
    joins: [
      ["COM", "COM.1"],
      ["COM", "COM.2"],
    ],
  }),
  create: (id, attrs, context) => new SevenSegmentDisplay(id, attrs, context),
});
