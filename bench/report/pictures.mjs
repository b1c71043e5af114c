// The plots of docs/performance.md, by the names of their files in docs/pictures.
import { addedBytes } from "../features/tables.mjs";
import { barPlot } from "./bar-plot.mjs";
import { resultOf } from "./figures.mjs";
import { linePlot } from "./line-plot.mjs";

function timers(figures) {
  const rows = resultOf(figures, "growth");
  const many = rows.at(-1).tasks.toLocaleString("en-US");
  const line = (name, of) => ({
    name,
    points: rows.flatMap((row) => (of(row) === undefined ? [] : [[row.tasks, of(row)]])),
  });
  return linePlot({
    title: "What a timer takes, by the tasks that are asleep",
    description: `Nanoseconds an expiry in V8, from 10 to ${many} tasks asleep, both scales logarithmic. Ours and a JavaScript binary heap grow slowly; a linear list grows with the number of tasks. The table below has the ratios.`,
    x: "tasks asleep",
    y: "ns an expiry, all in turns in one run",
    lines: [
      line("ours", (row) => row.ns),
      line("JS binary heap", (row) => row.heap.ns),
      line("linear list", (row) => row.linear?.ns),
    ],
  });
}

function sizes({ pinned }) {
  const bars = addedBytes(pinned).map(({ name, wasm }) => ({
    name,
    value: Math.max(wasm, 0),
    shown: wasm.toLocaleString("en-US"),
  }));
  const [least, most] = [bars[0], bars.at(-1)];
  return barPlot({
    title: "Bytes of wasm that a feature adds",
    description: `Bytes that each of ${bars.length} features adds to a firmware with one task that toggles an LED, from ${least.name} with ${least.shown} to ${most.name} with ${most.shown}. The table below has the numbers.`,
    bars,
  });
}

export const pictures = { "timers.svg": timers, "sizes.svg": sizes };
