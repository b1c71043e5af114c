// The cost of a timer by the tasks that are asleep, as a table.
import { markdownTable, ratio, whole } from "../report/markdown.mjs";

export function growthTable(rows) {
  return markdownTable(
    [
      "tasks asleep",
      "instructions an expiry",
      "/ log₂ N",
      "linear list, instructions",
      "time, ours / JS heap",
      "time, ours / linear list",
      "spread",
      "wasm",
      "RAM a task",
    ],
    "rrrrrrrrr",
    rows.map((row) => [
      whole(row.tasks),
      whole(row.instructions),
      whole(row.instructions / Math.log2(row.tasks)),
      row.linear ? whole(row.linear.instructions) : "not run",
      ratio(row.heap.ratio),
      row.linear ? small(row.linear.ratio) : "not run",
      `${Math.round(row.spread * 100)} %`,
      whole(row.wasm),
      String(row.ramATask),
    ]),
  );
}

/** A ratio that may be far below one. */
function small(n) {
  return n < 0.1 ? n.toFixed(4) : ratio(n);
}
