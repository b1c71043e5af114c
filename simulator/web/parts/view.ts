/**
 * How a part looks on the page, and how it can be touched. A new part is one file that exports a `definePartView(...)`,
 * and one line in `all.ts`; a test tells which part has none. Properties are those of `@wokwi/elements`.
 */
import type { Part } from "../../parts/part.ts";
import type { Circuit } from "../../nets/circuit.ts";
import type { Binding, Control, Deed, Picture } from "../protocol.ts";

export type Attrs = Readonly<Record<string, string>>;

/** What a picture is drawn from. */
export interface Look<P> {
  readonly part: P;
  readonly id: string;
  readonly attrs: Attrs;
  readonly circuit: Circuit;
  /** Nanoseconds since the last picture: lights that flicker are seen as their mean. 0: as they are now. */
  readonly span: bigint;
}

/** What a deed comes to. */
export type Act =
  /** A finger on a button, or off it. */
  | { readonly button: string; readonly isDown: boolean }
  /** As `Parts.set`. */
  | {
      readonly set: string;
      readonly to: string;
      /** Whether it is so already: then nothing is done, and the future stays. */
      readonly isSame?: boolean;
    };

/** Of a part that only conducts, and of a board, `P` is undefined. */
export interface PartView<P = Part | undefined> {
  /** Names in board files. */
  readonly types: readonly string[];
  /** What it is, for people: `red LED`. */
  noun(attrs: Attrs): string;
  controls?(part: P, attrs: Attrs): readonly Control[];
  bindings?(part: P, attrs: Attrs): readonly Binding[];
  picture?(look: Look<P>): Picture;
  /**
   * What it means that a control gets a value; undefined if it cannot have it. Without this a control sets what has
   * its name.
   */
  act?(part: P, control: string, value: Deed): Act | undefined;
}

/** Gives a view the type of its part. */
export function definePartView<P extends Part | undefined = undefined>(
  view: PartView<P>,
): PartView<never> {
  return view;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** A number as settings read it: without an exponent. */
export const plainNumber = (value: number): string =>
  `${Number(value.toFixed(6))}`.replace(/^.*e.*$/, "0");

/** A control for a setting that is a number. */
export function range(
  name: string,
  label: string,
  [min, max, step]: readonly [min: number, max: number, step: number],
  unit: string,
  value: number,
): Control {
  return { kind: "range", name, label, min, max, step, unit, value };
}

/** `on`, `off`, or how bright: what flickers is on for a part of the time. */
export function brightnessText(share: number): string {
  if (share <= 0) return "off";
  if (share >= 1) return "on";
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))} % bright`;
}

/** A control for what is held by a finger. Tab is nobody's key: without it a keyboard gets no further on the page. */
export function holdControl(name: string, label: string, key?: string): Control {
  const hasKey = key !== undefined && key.toLowerCase() !== "tab";
  return { kind: "hold", name, label, ...(hasKey && { key }) };
}

/** Of a control that has two options: what the second one stands for. */
export const isOn = (value: Deed): boolean | undefined => {
  if (value === true || value === 1 || value === "1" || value === "on") return true;
  if (value === false || value === 0 || value === "0" || value === "off") return false;
  return undefined;
};
