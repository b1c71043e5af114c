// What each operation takes, as a table.

export function table(rows) {
  const beside = ({ peers }) =>
    peers.map(({ what, ratio }) => `${ratio.toFixed(2)} × ${what}`).join(", ") || "–";
  return [
    "| operation | instructions | ns in V8 | spread | ours / peer |",
    "|---|---:|---:|---:|---|",
    ...rows.map(
      (row) =>
        `| ${row.what} | ${row.instructions.toFixed(1)} | ${row.ns.toFixed(1)} | ${Math.round(row.spread * 100)} % | ${beside(row)} |`,
    ),
  ].join("\n");
}
