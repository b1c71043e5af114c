// Where a benchmark's result goes: the terminal, and out/bench, from where `--write` takes it.
import { mkdirSync, writeFileSync } from "node:fs";
import { environment } from "./environment.mjs";

const folder = new URL("../../out/bench/", import.meta.url);

/**
 * @param {string} name of the benchmark.
 * @param {string} markdown what is shown.
 * @param {object} result what is measured.
 */
export function publish(name, markdown, result) {
  console.log(`\n${markdown}\n`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.md`, folder), `${markdown}\n`);
  const whole = { environment: environment(), result };
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(whole, null, 2)}\n`);
}
