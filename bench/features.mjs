// What each feature adds to a firmware with one task that toggles an LED, in bytes, and what one more task, timer or
// place of a channel takes of RAM. Bytes are the same on any machine: they are those of `--check`. Prints tables, and
// writes them to out/bench/features.md and features.json.
import { fileURLToPath } from "node:url";
import { measurePinned } from "./check.mjs";
import { BASE, features, nameWith } from "./features/list.mjs";
import { featureTable, unitTable } from "./features/tables.mjs";
import { units } from "./features/units.mjs";
import { publish } from "./report/publish.mjs";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = [BASE, ...features.map(nameWith), ...units.map(({ name }) => name)];
  const counts = await measurePinned(names);
  publish("features", `${featureTable(counts)}\n\n${unitTable(counts)}`, counts);
}
