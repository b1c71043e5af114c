// Runs a second by threads, as a table.
import { markdownTable, ratio, whole } from "../report/markdown.mjs";

export function campaignTable(rows) {
  return markdownTable(
    ["threads", "runs a second", "to one thread", "spread"],
    "rrrr",
    rows.map(({ workers, rate, ratio: to, spread }) => [
      String(workers),
      whole(rate),
      ratio(to),
      `${Math.round(spread * 100)} %`,
    ]),
  );
}
