/** Rules that the reader of board files checks on the way. */
import type { Rule } from "./rule.ts";

const FORMAT = "The format is described at https://docs.wokwi.com/diagram-format.";

const table = {
  json: {
    severity: "error",
    finds: "text that is not JSON, or a key given twice",
    hint: "Correct the text at this place. Comments are allowed, trailing commas are not.",
  },
  format: {
    severity: "error",
    finds: "a key that is missing or unknown, or a value of the wrong type",
    hint: FORMAT,
  },
  "duplicate-id": {
    severity: "error",
    finds: "two parts of one id",
    hint: "Give one of them another id, in its connections as well.",
    wokwi: "duplicate-id",
  },
  "bad-id": {
    severity: "error",
    finds: "an id that cannot be wired or printed",
    hint: "Choose another id, in its connections as well.",
  },
  "unknown-part-type": {
    severity: "error",
    finds: "a type that neither Wokwi nor Wakeful knows",
    hint: "docs/simulator.md and docs/boards.md list the types.",
    wokwi: "unknown-part-type",
  },
  "unsupported-part": {
    severity: "error",
    finds: "a part that Wokwi has and Wakeful has not; a warning with `--ignore-unsupported`",
    hint: "--ignore-unsupported goes on without such parts: their terminals are there and conduct nothing.",
  },
  "undocumented-part": {
    severity: "info",
    finds: "a part that Wokwi's documentation does not describe",
    hint: "Nothing to do here; Wokwi may change it.",
    wokwi: "unsupported-part",
  },
  "one-board": {
    severity: "error",
    finds: "no microcontroller board, or two",
    hint: "A diagram has one microcontroller board; docs/boards.md lists them.",
  },
  "wrong-coord-names": {
    severity: "error",
    finds: "`x` and `y` where `left` and `top` are meant",
    hint: 'A part is placed by its "left" and "top".',
    wokwi: "wrong-coord-names",
  },
  "misplaced-coords": {
    severity: "warning",
    finds: "`left`, `top`, `rotate` or `hide` among the attributes of a part",
    hint: 'Move it out of "attrs", to the part itself.',
    wokwi: "misplaced-coords",
  },
  "invalid-attribute": {
    severity: "error",
    finds: "an attribute that the part has not, or a value it does not take",
    hint: "docs/simulator.md lists the attributes of each part.",
    wokwi: "invalid-attribute",
  },
  "missing-component": {
    severity: "error",
    finds: "a wire to a part that is not there",
    hint: "Add the part, or correct the id in the connection.",
    wokwi: "missing-component",
  },
  "invalid-pin": {
    severity: "error",
    finds: "a wire to a terminal that the part has not",
    hint: "docs/simulator.md and docs/boards.md list the terminals of each part.",
    wokwi: "invalid-pin",
  },
} as const satisfies Record<string, Omit<Rule, "name">>;

export type FormatRule = keyof typeof table;

/** By name, in the order of the documentation. */
export const formatRules: Readonly<Record<FormatRule, Omit<Rule, "name">>> = table;
