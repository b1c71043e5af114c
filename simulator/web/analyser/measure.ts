/** What was measured of a signal, as rows of a table. */
import type { Measurement } from "../protocol.ts";
import { inverseText, shareText } from "./format.ts";
import { timeText } from "../dom/time-text.ts";

/** Name and value; a dash where there is nothing to measure. */
export type MeasureRow = readonly [name: string, value: string];

export const MEASURES = [
  "Edges",
  "Period",
  "Frequency",
  "Duty",
  "Shortest pulse",
  "Longest pulse",
] as const;

export function measureRows(measured: Measurement | undefined): MeasureRow[] {
  const time = (value: number | undefined): string => (value === undefined ? "–" : timeText(value));
  const values = measured
    ? [
        String(measured.edges),
        time(measured.period),
        measured.period === undefined ? "–" : inverseText(measured.period),
        shareText(measured.duty),
        time(measured.shortest),
        time(measured.longest),
      ]
    : MEASURES.map(() => "–");
  return MEASURES.map((name, i) => [name, values[i]!]);
}

/** The same in one sentence, for ears. */
export function measureSentence(name: string, rows: readonly MeasureRow[]): string {
  const known = rows.filter(([, value]) => value !== "–");
  return `${name}: ${known.map(([row, value]) => `${row.toLowerCase()} ${value}`).join(", ")}`;
}
