/** The terminal that somebody most likely meant. */
import { suggest } from "./diagram-issue.ts";

/** What boards print before the number of a pin. */
const PIN = /^(?:D|GP|GPIO|IO|P)?0*(\d+)$/i;

const HOLE = /^(\d+)b\.j$/;

/**
 * What to say after `uno has no terminal "GPIO13"`.
 * @param known terminals of the part.
 */
export function suggestTerminal(terminal: string, known: readonly string[]): string {
  const columns = known.map((one) => Number(HOLE.exec(one)?.[1] ?? 0));
  if (columns.some((column) => column > 0)) return describeHoles(Math.max(...columns), known);
  // One pin has another name on each board.
  const number = PIN.exec(terminal)?.[1];
  const same = known.filter((one) => number !== undefined && PIN.exec(one)?.[1] === number);
  if (same.length === 1) return `; did you mean "${same[0]}"?`;
  return suggest(terminal, known) || "; docs/boards.md and docs/simulator.md list them";
}

/** The nearest of hundreds of holes would be any. */
function describeHoles(columns: number, known: readonly string[]): string {
  const railHoles = known.filter((one) => one.startsWith("tp.")).length;
  const rails = railHoles > 0 ? `, its rails tp, tn, bp and bn .1 to .${railHoles}` : "";
  return `; its columns are 1t.a to ${columns}t.e and 1b.f to ${columns}b.j${rails}`;
}
