/** What a run takes from a battery, for people: `wakeful run --energy`. */
import type { Energy, WakeCount } from "../energy/energy.ts";
import type { Palette } from "./palette.ts";
import { wrap } from "./text.ts";

type Row = readonly string[];

const NONE = "-";
const NOTE_WIDTH = 78;

/** Why it woke, what draws how much, and what the figures leave out. */
export function describeEnergy(
  energy: Energy,
  parts: ReadonlyMap<number, readonly string[]>,
  palette: Palette,
): string {
  const tables = [wakeRows(energy.wakes, parts), drawRows(energy)].map(aligned);
  const notes = energy.notes.map((note) => bullet(note));
  return `\n${palette.bold("energy")}\n${[...tables, notes.join("")].join("\n")}`;
}

function wakeRows(
  wakes: readonly WakeCount[],
  parts: ReadonlyMap<number, readonly string[]>,
): Row[] {
  const rows = wakes.map(({ name, pin, count, perSecond }) => [
    [name, ...(pin === undefined ? [] : (parts.get(pin) ?? []))].join(" "),
    `${count}`,
    perSecond.toFixed(2),
  ]);
  return [["woken by", "times", "a second"], ...rows];
}

function drawRows({ chip, leds, awakeShare, codeTakesTime, span }: Energy): Row[] {
  const hours = Number(span) / 3.6e12;
  const row = (name: string, milliamps: number | null, share: number, isCounted = true): Row => {
    const mean = milliamps === null || !isCounted ? null : milliamps * share;
    return [
      name,
      figure(milliamps, 2),
      isCounted ? `${(share * 100).toFixed(2)} %` : NONE,
      figure(mean, 3),
      figure(mean === null ? null : mean * hours * 1000, 3),
    ];
  };
  const rows: Row[] = [
    row("chip awake", chip?.active ?? null, awakeShare, codeTakesTime),
    row("chip asleep", chip?.asleep ?? null, 1 - awakeShare),
    ...leds.map(({ id, milliamps, litShare }) =>
      row(id, milliamps === null || litShare === 0 ? null : milliamps / litShare, litShare),
    ),
  ];
  return [["drawn by", "mA", "of time", "mean mA", "uAh"], ...rows, together({ chip, leds })];
}

/** The sum, if all of it is known. */
function together({ chip, leds }: Pick<Energy, "chip" | "leds">): Row {
  const all = [chip, ...leds];
  const known = all.filter((each) => each !== null);
  const isWhole = known.length === all.length && known.every(({ milliamps }) => milliamps !== null);
  const sum = (values: readonly (number | null)[]): number =>
    values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const [mean, charge] = [
    sum(known.map(({ milliamps }) => milliamps)),
    sum(known.map(({ microampHours }) => microampHours)),
  ];
  return ["together", "", "", figure(isWhole ? mean : null, 3), figure(isWhole ? charge : null, 3)];
}

function figure(value: number | null, digits: number): string {
  return value === null ? NONE : value.toFixed(digits);
}

/** The first column to the left, figures to the right. */
function aligned(rows: readonly Row[]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const line = (row: Row): string =>
    row
      .map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
      .join("  ");
  return rows.map((row) => `  ${line(row).trimEnd()}\n`).join("");
}

function bullet(note: string): string {
  return wrap(note, NOTE_WIDTH - 4)
    .map((line, i) => `${i === 0 ? "  - " : "    "}${line}\n`)
    .join("");
}
