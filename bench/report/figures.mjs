// The figures that docs/performance.md is drawn from: those that were measured last by `--write`, those that are
// pinned, what each step gave, and those of the machines.
import { readFileSync } from "node:fs";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

export function readFigures() {
  return {
    /** By benchmark, each with the `environment` it was measured in and its `result`. */
    measured: read("../figures.json"),
    pinned: read("../pinned.json"),
    steps: read("../steps.json"),
    machines: ["native", "wamr-classic", "wamr-fast", "wasm3", "cortex-m3", "pico", "uno"]
      .concat("uno-small")
      .map((name) => read(`../../docs/machines/${name}.json`)),
  };
}

/** The result of a benchmark; throws if it was never written. */
export function resultOf({ measured }, name) {
  if (measured[name] === undefined)
    throw new Error(
      `bench/figures.json has nothing of ${name}\nway out: npm run bench -- --write ${name}`,
    );
  return measured[name].result;
}
