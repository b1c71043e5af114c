// Tables as Markdown.

/**
 * @param {string[]} head
 * @param {string} align a letter a column: `l` left, `r` right.
 * @param {(string | number)[][]} rows
 */
export function markdownTable(head, align, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = [...align].map((side) => (side === "r" ? "--:" : "---"));
  return [head, rule, ...rows].map(line).join("\n");
}

/** A whole number with marks between thousands. */
export const whole = (n) => Math.round(n).toLocaleString("en-US");

/** A ratio, as exact as it is worth. */
export const ratio = (n) => (n >= 100 ? whole(n) : n >= 10 ? n.toFixed(1) : n.toFixed(2));
