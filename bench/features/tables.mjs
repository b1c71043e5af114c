// Bytes by feature, as tables.
import { markdownTable, whole } from "../report/markdown.mjs";

export function featureTable({ base, rows }) {
  const sorted = [...rows].sort((a, b) => a.wasm - b.wasm);
  return markdownTable(["feature", "wasm", "RAM"], "lrr", [
    ["base: one task that toggles an LED", whole(base.wasm), whole(base.ram)],
    ...sorted.map(({ name, wasm, ram }) => [name, `+ ${whole(wasm)}`, `+ ${whole(ram)}`]),
  ]);
}

export function unitTable(rows) {
  return markdownTable(
    ["one more", "RAM, bytes"],
    "lr",
    rows.map(({ name, ram }) => [name, String(ram)]),
  );
}
