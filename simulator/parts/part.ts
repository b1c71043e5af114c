/**
 * What a part is. A new part is one file that exports a `definePart(...)`, which `npm run generate`
 * enters in `all.ts`; reading board files, wiring and error messages follow from the definition. Its test
 * asks for a run of it in `test/support/part-samples.ts`, which snapshots are tried on.
 */
import type { z } from "zod";
import type { Currents } from "../core/board.ts";
import type { PinFunctions } from "../core/board.ts";
import type { Converter } from "../core/converter.ts";
import type { Clock, Random } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import type { Circuit } from "../nets/circuit.ts";
import type { Setting } from "./setting.ts";

/**
 * What a part lets its behaviour use. What a test does to the part, such as a press, it does within
 * `clock.input`, so that it can be done again when the simulation goes back.
 */
export interface PartContext {
  readonly clock: Clock;
  readonly circuit: Circuit;
  /** Fork it under the part's type and id, so that one more part leaves the others' numbers alone. */
  readonly random: Random;
  /** Whether the whole past is kept; otherwise only the newest of it. Default true. */
  readonly record?: boolean | undefined;
}

/** A terminal that a part drives from its own supply, so that a part without one drives nothing. */
export interface OutputTerminal {
  readonly terminal: string;
  /** The terminal it is connected to while it is low. */
  readonly low?: string;
  /** The terminal it is connected to while it is high. An open drain has none. */
  readonly high?: string;
}

/** What is inside a part, between its terminals (named without the part's id). */
export interface Inside {
  /** Terminals that are one and the same. */
  readonly joins?: readonly (readonly [string, string])[];
  /** `name` tells several of one part apart. */
  readonly resistors?: readonly {
    readonly a: string;
    readonly b: string;
    readonly ohms: number;
    readonly name?: string;
    readonly variable?: boolean;
  }[];
  /** Contacts. `name` tells several of one part apart. */
  readonly switches?: readonly { readonly a: string; readonly b: string; readonly name?: string }[];
  /** Terminals that the part itself drives: see `PartOutput`. */
  readonly outputs?: readonly OutputTerminal[];
  /** Terminals at 0. */
  readonly ground?: readonly string[];
  /** Terminals at 1. */
  readonly supply?: readonly string[];
  /** The voltage of those among them that have another than the board's pins. */
  readonly railVolts?: Readonly<Record<string, number>>;
}

/** A pin of a microcontroller board; its terminals are named without the part's id. */
export interface LayoutPin {
  readonly logical: number;
  readonly label: string;
  readonly terminals: readonly string[];
  /** It can neither drive nor pull. */
  readonly inputOnly?: true;
  /** What its level decides when the chip starts. */
  readonly strapping?: string;
  /** The board has its flash there. */
  readonly flash?: true;
}

/** What makes a part the microcontroller board. */
export interface BoardLayout {
  readonly name: string;
  /** Ascending by number. */
  readonly pins: readonly LayoutPin[];
  /** Where it has its buses. */
  readonly functions: PinFunctions;
  readonly converter: Converter;
  /** Typical internal pull, in ohms. */
  readonly pullOhms: number;
  /** Whether its pins have a pull-down as well as a pull-up. Default true. */
  readonly hasPullDowns?: boolean;
  /** Supply of the pins, in volts. */
  readonly volts: number;
  readonly currents: Currents;
}

/**
 * A part in operation, as tests and views use it. Its state is all that it changes, with that of its
 * random stream and of what it has scheduled; what lies in the circuit is kept there.
 */
export interface Part extends Snapshotted {
  readonly id: string;
  /** What can be changed about it while it runs, by name: see `Parts.set`. */
  readonly settings?: Readonly<Record<string, Setting>>;
  /** Parts that are in it and have an id of their own, as the keys of a keypad: `pad:5`. */
  readonly parts?: readonly Part[];
}

/** Where the times and limits of a part come from: a row of the table in docs/parts.md. */
export interface Figures {
  /** Whose document, its revision, and the tables or sections. */
  readonly source: string;
  /** What was held against the text of that document. */
  readonly checked?: string;
  /** What was not, or is not in it, and what it rests on. */
  readonly unchecked?: string;
}

export interface PartDefinition {
  /** Names in board files; several if the part goes by several. */
  readonly types: readonly string[];
  readonly terminals: readonly string[];
  /** Schema of `attrs`; unknown attributes are errors. */
  readonly attrs: z.ZodObject;
  /** Present on a microcontroller board only. */
  readonly board?: BoardLayout;
  /** Null if it has none: it only conducts. */
  readonly figures: Figures | null;
  inside(attrs: Readonly<Record<string, string>>): Inside;
  /** Undefined for parts that only conduct. */
  create(
    id: string,
    attrs: Readonly<Record<string, string>>,
    context: PartContext,
  ): Part | undefined;
}

/** A definition whose functions get their attributes checked and typed. */
export function definePart<Schema extends z.ZodObject>(definition: {
  readonly types: readonly string[];
  readonly terminals: readonly string[];
  readonly attrs: Schema;
  readonly board?: BoardLayout;
  readonly figures: Figures | null;
  readonly inside?: (attrs: z.output<Schema>) => Inside;
  readonly create?: (id: string, attrs: z.output<Schema>, context: PartContext) => Part;
}): PartDefinition {
  const { inside, create, ...rest } = definition;
  return {
    ...rest,
    inside: (attrs) => inside?.(rest.attrs.parse(attrs)) ?? {},
    create: (id, attrs, context) => create?.(id, rest.attrs.parse(attrs), context),
  };
}
