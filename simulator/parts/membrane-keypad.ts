import { z } from "zod";
import { Button } from "./button.ts";
import { BOUNCE_FIGURES } from "./bounce.ts";
import { definePart, type Part, type PartContext } from "./part.ts";

const ROWS = 4;
/** A row of labels has as many, whether the keypad has the last column or not. */
const MOST_COLUMNS = 4;
const LABELS = [..."123A456B789C*0#D"];

/** The labels in `keys`, which is a list as JSON; undefined if it is none. */
function labelsOf(keys: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(keys);
    const isList = Array.isArray(list) && list.length === ROWS * MOST_COLUMNS;
    return isList && list.every((label) => typeof label === "string") ? list : undefined;
  } catch {
    return undefined;
  }
}

interface Key {
  readonly name: string;
  readonly label: string;
  readonly row: number;
  readonly column: number;
}

/** A key goes by its label, if that is a word and no other key has it; else by its place: `r1c2`. */
function keysOf({ columns, keys }: { columns: string; keys: string }): Key[] {
  const labels = labelsOf(keys)!;
  const all = Array.from({ length: ROWS * Number(columns) }, (_, i) => {
    const row = Math.floor(i / Number(columns));
    const column = i % Number(columns);
    return { row, column, label: labels[row * MOST_COLUMNS + column]! };
  });
  return all.map((key) => {
    const isAlone = all.filter(({ label }) => label === key.label).length === 1;
    const isWord = /^[^\s:;\p{C}]+$/u.test(key.label);
    return { ...key, name: isAlone && isWord ? key.label : `r${key.row + 1}c${key.column + 1}` };
  });
}

/**
 * A keypad: a matrix of contacts, each between a row and a column. There are no diodes, so three keys that are three
 * corners of a rectangle close the fourth one as well. Each key is a button of its own: `press("pad:5")`.
 */
export class MembraneKeypad implements Part {
  readonly id: string;
  /** Row by row. */
  readonly keys: readonly Button[];

  constructor(id: string, attrs: { columns: string; keys: string }, context: PartContext) {
    this.id = id;
    this.keys = keysOf(attrs).map(
      ({ name, label }) => new Button(`${id}:${name}`, { color: "", label, bounce: "1" }, context),
    );
  }

  get parts(): readonly Part[] {
    return this.keys;
  }

  /** All that changes are the keys. */
  save(): undefined {
    return undefined;
  }

  restore(): void {
    return undefined;
  }
}

const R = Array.from({ length: ROWS }, (_, i) => `R${i + 1}`);
const C = Array.from({ length: MOST_COLUMNS }, (_, i) => `C${i + 1}`);

/** Wokwi's membrane keypad. */
export const membraneKeypad = definePart({
  types: ["wokwi-membrane-keypad"],
  figures: BOUNCE_FIGURES,
  terminals: [...R, ...C],
  attrs: z.strictObject({
    columns: z.enum(["3", "4"]).default("4"),
    keys: z
      .string()
      .default(JSON.stringify(LABELS))
      .refine((keys) => labelsOf(keys) !== undefined, {
        error: "should be a list of 16 labels, four a row",
      }),
    connector: z.string().optional(),
  }),
  inside: (attrs) => ({
    switches: keysOf(attrs).map(({ name, row, column }) => ({ a: R[row]!, b: C[column]!, name })),
  }),
  create: (id, attrs, context) => new MembraneKeypad(id, attrs, context),
});
