// Lines with a logarithmic scale on both sides: equal distances are equal ratios.
import { at, escape, svg } from "./svg.mjs";

const WIDTH = 760;
const HEIGHT = 420;
const LEFT = 84;
const RIGHT = 150;
const TOP = 58;
const BOTTOM = 56;

const CLASSES = ["a", "b", "c"];

/** Powers of ten from below the least to above the most. */
function decades(values) {
  const logs = values.map(Math.log10);
  const from = Math.floor(Math.min(...logs));
  const to = Math.ceil(Math.max(...logs));
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Labels at the ends of lines that would lie on each other move apart. */
function spaced(labels) {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  for (let i = 1; i < sorted.length; i++) {
    sorted[i].y = Math.max(sorted[i].y, sorted[i - 1].y + 16);
  }
  return sorted;
}

/**
 * @param {{ title: string, description: string, x: string, y: string,
 *   lines: { name: string, points: [x: number, y: number][] }[] }} plot
 */
export function linePlot({ title, description, x, y, lines }) {
  const all = lines.flatMap(({ points }) => points);
  const columns = decades(all.map(([value]) => value));
  const rows = decades(all.map(([, value]) => value));
  const scale = (ticks, from, to) => (value) =>
    from + ((Math.log10(value) - ticks[0]) / (ticks.at(-1) - ticks[0])) * (to - from);
  const right = WIDTH - RIGHT;
  const bottom = HEIGHT - BOTTOM;
  const toX = scale(columns, LEFT, right);
  const toY = scale(rows, bottom, TOP);
  const number = (power) => (10 ** power).toLocaleString("en-US");
  const grid = [
    ...columns.map((power) => {
      const place = at(toX(10 ** power));
      return `<path class="g" d="M${place} ${TOP}V${bottom}"/><text class="t m" x="${place}" y="${bottom + 20}">${number(power)}</text>`;
    }),
    ...rows.map((power) => {
      const place = toY(10 ** power);
      return `<path class="g" d="M${LEFT} ${at(place)}H${right}"/><text class="t e" x="${LEFT - 8}" y="${at(place + 4)}">${number(power)}</text>`;
    }),
  ];
  const drawn = lines.map(({ points }, i) => {
    const places = points.map(([px, py]) => `${at(toX(px))} ${at(toY(py))}`);
    const dots = points.map(
      ([px, py]) =>
        `<circle class="f${CLASSES[i]}" cx="${at(toX(px))}" cy="${at(toY(py))}" r="3.5"/>`,
    );
    return `<path class="l ${CLASSES[i]}" d="M${places.join("L")}"/>${dots.join("")}`;
  });
  const labels = spaced(
    lines.map(({ name, points }, i) => {
      const [px, py] = points.at(-1);
      return { name, letter: CLASSES[i], x: toX(px) + 10, y: toY(py) + 4 };
    }),
  ).map(
    ({ name, letter, x: lx, y: ly }) =>
      `<text class="f${letter}" font-size="12" x="${at(lx)}" y="${at(ly)}">${escape(name)}</text>`,
  );
  const axes = [
    `<text class="t m" x="${at((LEFT + right) / 2)}" y="${HEIGHT - 14}">${escape(x)}</text>`,
    `<text class="t" x="24" y="${TOP - 8}">${escape(y)}</text>`,
  ];
  return svg({ width: WIDTH, height: HEIGHT, title, description }, [
    ...grid,
    ...drawn,
    ...labels,
    ...axes,
  ]);
}
