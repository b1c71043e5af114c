// What each operation takes, as a table.

/** The ratio, and what the peer takes of instructions if it has any. */
function shown({ what, ratio, instructions }) {
  const counted = instructions === undefined ? "" : ` (${instructions.toFixed(1)})`;
  return `${ratio.toFixed(2)} × ${what}${counted}`;
}

export function table(rows) {
  const beside = ({ peers }) => peers.map(shown).join(", ") || "–";
  return [
    "| operation | instructions | ns in V8 | spread | ours / peer |",
    "|---|---:|---:|---:|---|",
    ...rows.map(
      (row) =>
        `| ${row.what} | ${row.instructions.toFixed(1)} | ${row.ns.toFixed(1)} | ${Math.round(row.spread * 100)} % | ${beside(row)} |`,
    ),
  ].join("\n");
}
