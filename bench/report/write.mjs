// `npm run bench -- --write`: keeps what was measured in bench/figures.json, and draws docs/performance.md anew.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { readFigures } from "./figures.mjs";
import { pictures } from "./pictures.mjs";
import { drawPerformance } from "./tables.mjs";

const file = new URL("../figures.json", import.meta.url);
const page = new URL("../../docs/performance.md", import.meta.url);
const folder = new URL("../../docs/pictures/", import.meta.url);

/** Benchmarks that the page has a table of. */
export const shownOnPage = [
  "size",
  "executor",
  "peers",
  "growth",
  "asyncify",
  "simulator",
  "events",
  "campaigns",
  "compile",
];

/** Takes over what these benchmarks have left in out/bench. */
export function keepFigures(names) {
  const figures = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  for (const name of names.filter((each) => shownOnPage.includes(each))) {
    const result = new URL(`../../out/bench/${name}.json`, import.meta.url);
    figures[name] = JSON.parse(readFileSync(result, "utf8"));
  }
  const ordered = shownOnPage.filter((name) => name in figures);
  const kept = Object.fromEntries(ordered.map((name) => [name, figures[name]]));
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
}

/** Draws the tables and the plots from what is kept. */
export async function writePage() {
  const figures = readFigures();
  mkdirSync(folder, { recursive: true });
  for (const [name, draw] of Object.entries(pictures)) {
    writeFileSync(new URL(name, folder), draw(figures));
  }
  const text = readFileSync(page, "utf8");
  const passage = /(<!-- table: (performance .+?) -->\n).*?(<!-- end -->)/gs;
  const pieces = [];
  let end = 0;
  for (const { 0: whole, 1: head, 2: what, 3: tail, index } of text.matchAll(passage)) {
    const drawn = await format(drawPerformance(what), { parser: "markdown", printWidth: 100 });
    pieces.push(text.slice(end, index), head, "\n", drawn, "\n", tail);
    end = index + whole.length;
  }
  writeFileSync(page, pieces.join("") + text.slice(end));
}
