// Bars, one a row, with their names before and their numbers behind them.
import { at, escape, svg } from "./svg.mjs";

const WIDTH = 760;
const LEFT = 210;
const RIGHT = 80;
const TOP = 52;
const ROW = 22;

/**
 * @param {{ title: string, description: string, bars: { name: string, value: number, shown: string }[] }} plot
 */
export function barPlot({ title, description, bars }) {
  const most = Math.max(...bars.map(({ value }) => value));
  const length = (value) => (value / most) * (WIDTH - LEFT - RIGHT);
  const drawn = bars.map(({ name, value, shown }, i) => {
    const y = TOP + i * ROW;
    return [
      `<text class="t e" x="${LEFT - 10}" y="${y + 13}">${escape(name)}</text>`,
      `<rect class="fa" x="${LEFT}" y="${y + 2}" width="${at(length(value))}" height="${ROW - 8}"/>`,
      `<text class="t" x="${at(LEFT + length(value) + 8)}" y="${y + 13}">${escape(shown)}</text>`,
    ].join("");
  });
  const height = TOP + bars.length * ROW + 16;
  return svg({ width: WIDTH, height, title, description }, drawn);
}
