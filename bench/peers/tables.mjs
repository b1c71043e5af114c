// Beside other algorithms, as tables.
import { markdownTable, ratio, whole } from "../report/markdown.mjs";

export function peerTable({ rows, order }) {
  return markdownTable(
    ["", "ours, instructions", "stack and one slot, instructions", "ours / theirs, time", "spread"],
    "lrrrr",
    [
      ...rows.map((row) => [
        row.what,
        row.ours.toFixed(1),
        row.theirs.toFixed(1),
        row.ratio === undefined ? "–" : ratio(row.ratio),
        row.spread === undefined ? "–" : `${Math.round(row.spread * 100)} %`,
      ]),
      ["tasks 1, 2, 3 are woken in one turn: they run", order.ours, order.stack, "–", "–"],
    ],
  );
}

export function waiterTable({ waiters }) {
  return markdownTable(
    ["1,000 signals, two tasks wait", "the first gets", "the second gets", "sleeps in between"],
    "lrrl",
    waiters.map(({ what, first, second, sleeps }) => [
      what,
      whole(first),
      whole(second),
      sleeps ? "yes" : "never",
    ]),
  );
}
