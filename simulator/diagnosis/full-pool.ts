import type { TaskInfo } from "../../hal/border/side-table.ts";

/** How the library's panics begin that are about a pool without a free slot. */
const FULL = "panic: the task's pool is full";

/**
 * Names the task in a panic about a full pool. The firmware does not tell which one it is, since that
 * would take code in each; its memory shows which pools are full.
 */
export function namePool(message: string, full: () => readonly TaskInfo[]): string {
  if (!message.startsWith(FULL)) return message;
  const names = full().map(
    ({ name, pool }) => `${name} (${pool} ${pool === 1 ? "slot" : "slots"})`,
  );
  const rest = message.slice(FULL.length);
  if (names.length === 1) return `panic: the pool of ${names[0]} is full${rest}`;
  return names.length > 1 ? `${FULL} (full are those of ${names.join(", ")})${rest}` : message;
}
