// How ours stands beside Asyncify.
import { markdownTable, ratio, whole } from "../report/markdown.mjs";

const number = (n) => (Number.isInteger(n) ? whole(n) : n.toFixed(1));

/** @param {object[]} rows what `measure` in asyncify.mjs gives. */
export function table(rows) {
  return markdownTable(
    [
      "the same firmware",
      "ours",
      "Asyncify",
      "Asyncify / ours",
      "Asyncify for speed",
      "Asyncify for speed / ours",
    ],
    "lrrrrr",
    rows.map((r) => [
      r.what,
      number(r.ours),
      number(r.theirs),
      ratio(r.ratio),
      number(r.fast),
      ratio(r.fastRatio),
    ]),
  );
}
