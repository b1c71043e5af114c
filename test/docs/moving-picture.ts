/**
 * README's picture: LEDs, a button and their waveforms while time goes on, as one SVG that moves by itself. It is
 * drawn of a trace, so what it shows is what the simulator did.
 */
import type { Level } from "../../simulator/index.ts";

/** A row of the picture. */
export interface Row {
  readonly name: string;
  readonly label: string;
  /** What shows it: a lamp of that colour, or a button. */
  readonly shown: "button" | { readonly color: string };
  readonly initial: Level;
  readonly changes: readonly { readonly time: bigint; readonly level: Level }[];
}

const WIDTH = 760;
const LEFT = 176;
const RIGHT = 24;
const TOP = 62;
const ROW = 46;
const HIGH = 10;
const LOW = 32;
/** Seconds that the whole stays on screen before it begins again. */
const REST = 1;

/** @param end nanoseconds. */
export function movingPicture(title: string, rows: readonly Row[], end: bigint): string {
  const seconds = Number(end) / 1e9;
  const total = seconds + REST;
  const columns = WIDTH - LEFT - RIGHT;
  const x = (time: bigint): string => round(LEFT + (Number(time) / Number(end)) * columns);
  const percent = (time: bigint): string => `${round((Number(time) / 1e9 / total) * 100, 3)}%`;
  const bottom = TOP + rows.length * ROW;
  const height = bottom + 22;
  const swept = `${round((seconds / total) * 100, 3)}%`;

  const marks = Array.from(
    { length: Math.floor(seconds * 2) + 1 },
    (_, i) => BigInt(i) * 500_000_000n,
  );
  const axis = marks.map((time) => {
    const label =
      time % 1_000_000_000n === 0n
        ? `<text x="${x(time)}" y="${TOP - 12}" class="t">${time / 1_000_000_000n} s</text>`
        : "";
    return `<path class="g" d="M${x(time)} ${TOP - 4}V${bottom}"/>${label}`;
  });

  const styles: string[] = [];
  const drawn = rows.map((row, i) => {
    const top = TOP + i * ROW;
    const middle = top + (HIGH + LOW) / 2;
    styles.push(lit(row, i, percent));
    return [
      `<text x="24" y="${middle + 5}" class="n">${row.name}</text>`,
      `<text x="76" y="${middle + 5}" class="l">${row.label}</text>`,
      row.shown === "button" ? button(i, middle) : lamp(i, middle, row.shown.color),
      `<path class="w" clip-path="url(#past)" d="${wave(row, top, end, x)}"/>`,
    ].join("\n");
  });

  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14">
<title id="title">${title}</title>
<style>
svg { --all: ${total}s; --paper: #fbfaf7; --ink: #23262b; --soft: #6b7078; --line: #dcd9d1; --off: #c9c6be; --wave: #1264a3 }
@media (prefers-color-scheme: dark) { svg { --paper: #16191d; --ink: #e8e6e1; --soft: #9aa0a8; --line: #2c3138; --off: #3a4048; --wave: #6cb8f0 } }
.p { fill: var(--paper); stroke: var(--line) }
.n { fill: var(--ink); font-weight: 600 } .l, .t, .h { fill: var(--soft); font-size: 12px } .t { text-anchor: middle }
.g { stroke: var(--line) } .w { fill: none; stroke: var(--wave); stroke-width: 2; stroke-linejoin: round }
.o { fill: var(--off) } .c { fill: var(--off); stroke: var(--soft) } .k { fill: var(--ink) }
.x { stroke: var(--soft); stroke-dasharray: 3 3 }
#sweep { transform-origin: ${LEFT}px 0; animation: sweep ${total}s linear infinite }
.x { animation: head ${total}s linear infinite }
@keyframes sweep { 0% { transform: scaleX(0) } ${swept}, 100% { transform: scaleX(1) } }
@keyframes head { 0% { transform: translateX(0) } ${swept}, 100% { transform: translateX(${columns}px) } }
${styles.join("\n")}
@media (prefers-reduced-motion: reduce) { #sweep, .x, .lit, .k { animation: none } .x { display: none } }
</style>
<clipPath id="past"><rect id="sweep" x="${LEFT}" y="0" width="${columns}" height="${height}"/></clipPath>
<rect class="p" x=".5" y=".5" width="${WIDTH - 1}" height="${height - 1}" rx="10"/>
<text class="h" x="24" y="30">${title}</text>
${axis.join("\n")}
${drawn.join("\n")}
<path class="x" d="M${LEFT} ${TOP - 4}V${bottom}"/>
</svg>
`;
}

function round(value: number, digits = 1): string {
  return String(Number(value.toFixed(digits)));
}

/** When the lamp is lit, or the button down: a step at each change. */
function lit(row: Row, i: number, percent: (time: bigint) => string): string {
  const isOn = (level: Level): boolean => level === 1;
  const [on, off] =
    row.shown === "button"
      ? ["transform: scale(.72)", "transform: scale(1)"]
      : ["opacity: 1", "opacity: 0"];
  const steps = [
    `0% { ${isOn(row.initial) ? on : off} }`,
    ...row.changes.map(({ time, level }) => `${percent(time)} { ${isOn(level) ? on : off} }`),
  ];
  const total = row.shown === "button" ? "k" : "lit";
  return `@keyframes r${i} { ${steps.join(" ")} }
.${total}.r${i} { animation: r${i} var(--all) step-end infinite }`;
}

function lamp(i: number, y: number, color: string): string {
  return `<circle class="o" cx="148" cy="${y}" r="9"/><g class="lit r${i}"><circle cx="148" cy="${y}" r="14" fill="${color}" opacity=".28"/><circle cx="148" cy="${y}" r="9" fill="${color}"/></g>`;
}

function button(i: number, y: number): string {
  return `<rect class="c" x="137" y="${y - 11}" width="22" height="22" rx="4"/><circle class="k r${i}" cx="148" cy="${y}" r="7" style="transform-origin: 148px ${y}px"/>`;
}

function wave(row: Row, top: number, end: bigint, x: (time: bigint) => string): string {
  const height = (level: Level): number => top + (level === 1 ? HIGH : LOW);
  let path = `M${x(0n)} ${height(row.initial)}`;
  let last = "";
  for (const { time, level } of row.changes) {
    if (time >= end) break;
    const here = x(time);
    // Bounces that fall on one point are one line there.
    path += here === last ? `V${height(level)}` : `H${here}V${height(level)}`;
    last = here;
  }
  return `${path}H${x(end)}`;
}
