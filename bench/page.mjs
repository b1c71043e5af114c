// `npm run bench`: what the board view weighs, when it is seen first, and how many frames a second it draws.
// Prints tables, and writes them to out/bench/page.md and page.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { measureFrames, missingBrowser } from "./page/frames.mjs";
import { measureWeight } from "./page/weight.mjs";

const weight = measureWeight();
const lines = [
  "| board view | bytes | gzipped |",
  "|---|---:|---:|",
  ...weight.map(({ name, bytes, gzipped }) => `| ${name} | ${bytes} | ${gzipped} |`),
  "",
];
const missing = missingBrowser();
const load = loadavg()[0];
const frames = missing === undefined ? await measureFrames() : undefined;
if (frames === undefined) lines.push(`frames are not counted: ${missing}`);
else {
  const ms = (value) => `${value.toFixed(1)} ms`;
  const percent = (share) => `${(share * 100).toFixed(0)} %`;
  const { busy } = frames;
  lines.push(
    `| 20 LEDs at 1 kHz, in headless Chromium (load of the machine before: ${load.toFixed(1)}) | |`,
    "|---|---:|",
    `| frames a second | ${frames.fps.toFixed(1)} |`,
    `| of them with another picture | ${frames.drawn.toFixed(1)} |`,
    `| longest frame | ${ms(frames.longest)} |`,
    `| virtual seconds a second | ${frames.pace.toFixed(2)} |`,
    `| the page's thread, a picture | ${ms(frames.thread)} |`,
    `| of it scripts | ${ms(frames.script)} |`,
    `| of it style and layout | ${ms(frames.layout)} |`,
    `| the page's thread is busy | ${percent(busy.page)} |`,
    `| the worker is busy | ${percent(busy.worker)} |`,
    `| what puts pictures together is busy | ${percent(busy.screen)} |`,
    `| first paint, with nothing in a cache | ${ms(frames.firstPaint)} |`,
    `| the board is drawn | ${ms(frames.drawnAfter)} |`,
  );
}
console.log(lines.join("\n"));
mkdirSync("out/bench", { recursive: true });
writeFileSync("out/bench/page.md", `${lines.join("\n")}\n`);
writeFileSync(
  "out/bench/page.json",
  `${JSON.stringify({ weight, load, frames, missing }, null, 2)}\n`,
);
