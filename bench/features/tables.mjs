// Bytes by feature, as tables.
import { markdownTable, whole } from "../report/markdown.mjs";
import { BASE, features, nameWith } from "./list.mjs";
import { units } from "./units.mjs";

/** What each feature adds, the least first. @param counts as they are pinned. */
export function addedBytes({ wasm, ram }) {
  const rows = features.map((feature) => ({
    name: feature.name,
    wasm: wasm[nameWith(feature)] - wasm[BASE],
    ram: ram[nameWith(feature)] - ram[BASE],
  }));
  return rows.sort((a, b) => a.wasm - b.wasm);
}

export function featureTable(counts) {
  return markdownTable(["feature", "wasm", "RAM"], "lrr", [
    ["base: one task that toggles an LED", whole(counts.wasm[BASE]), whole(counts.ram[BASE])],
    ...addedBytes(counts).map(({ name, wasm, ram }) => [name, `+ ${whole(wasm)}`, `+ ${ram}`]),
  ]);
}

export function unitTable({ oneMore }) {
  return markdownTable(
    ["one more", "RAM, bytes"],
    "lr",
    units.map(({ name }) => [name, String(oneMore[name])]),
  );
}
