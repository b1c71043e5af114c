// How long compiling takes, as a table.
import { markdownTable, ratio, whole } from "../report/markdown.mjs";

export function compileTable(rows) {
  const both = ({ ours, asc }) => `${whole(ours)} / ${whole(asc)}`;
  const percent = (spread) => (spread === null ? "–" : `${Math.round(spread * 100)} %`);
  return markdownTable(
    [
      "lines of async functions",
      "cold, ms: ours / asc",
      "ratio",
      "spread",
      "after an edit, ms: ours / asc",
      "ratio",
      "spread",
      "unchanged, from the cache, ms",
    ],
    "rrrrrrrr",
    rows.map(({ lines, cold, warm, cached }) => [
      whole(lines),
      both(cold),
      ratio(cold.ratio),
      percent(cold.spread),
      both(warm),
      ratio(warm.ratio),
      percent(warm.spread),
      whole(cached.ours),
    ]),
  );
}
