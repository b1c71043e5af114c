// How many runs a second a campaign of `wakeful explore` makes, by its threads: a firmware that never fails, so that
// all runs are made. What starting takes is left out: it is the difference of a long and a short campaign. Prints a
// table, and writes it to out/bench/campaigns.md and campaigns.json.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { campaignTable } from "./campaigns/table.mjs";
import { median, spread } from "./host.mjs";
import { publish } from "./report/publish.mjs";

const cwd = fileURLToPath(new URL("../", import.meta.url));
const scenario = "examples/lost-update/fixed-scenario.mjs";

/** Seconds that a campaign takes. */
function explore(runs, workers) {
  const start = performance.now();
  execFileSync(
    process.execPath,
    ["dist/cli.js", "explore", scenario, "--runs", String(runs), "--workers", String(workers)],
    { cwd, stdio: "ignore" },
  );
  return (performance.now() - start) / 1000;
}

/** @returns runs a second of each number of workers, and of each to that of one: the middle of all rounds. */
export function measureCampaigns(workers, runs, rounds) {
  const short = Math.round(runs / 10);
  // Its firmware is in the cache from here on.
  explore(short, 1);
  const rates = workers.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, count] of workers.entries()) {
      const starting = explore(short, count);
      rates[i].push((runs - short) / Math.max(explore(runs, count) - starting, 0.001));
    }
  }
  return workers.map((count, i) => ({
    workers: count,
    rate: median(rates[i]),
    spread: spread(rates[i]),
    ratio: median(rates[i].map((rate, round) => rate / rates[0][round])),
  }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isFull = process.argv.includes("--full");
  const rows = isFull ? measureCampaigns([1, 2], 20_000, 5) : measureCampaigns([1, 2], 3_000, 3);
  publish("campaigns", campaignTable(rows), rows);
}
