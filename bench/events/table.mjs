// Edges and events a second by pins and parts, as a table.
import { markdownTable, ratio, whole } from "../report/markdown.mjs";

export function eventTable(rows) {
  return markdownTable(
    [
      "pins that toggle",
      "LEDs with resistors",
      "edges a second",
      "to one pin, no LED",
      "spread",
      "events a second",
    ],
    "rrrrrr",
    rows.map(({ pins, leds, edges, events, ratio: to, spread }) => [
      String(pins),
      String(leds),
      whole(edges),
      ratio(to),
      `${Math.round(spread * 100)} %`,
      whole(events),
    ]),
  );
}
