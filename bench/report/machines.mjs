// Firmwares on the machines of docs/machines, as tables: a row a firmware, a column a machine.
import { markdownTable } from "./markdown.mjs";

const none = "–";
const shown = (value) => (value === undefined ? none : value.toLocaleString("en-US"));

/** @param {(row: object) => number | undefined} of */
function byMachine(machines, of) {
  const columns = machines.filter(({ rows }) => rows.some((row) => of(row) !== undefined));
  const names = [...new Set(columns.flatMap(({ rows }) => rows.map(({ firmware }) => firmware)))];
  const rows = names.map((name) => [
    name,
    ...columns.map((machine) => {
      const row = machine.rows.find(({ firmware }) => firmware === name);
      return shown(row && of(row));
    }),
  ]);
  return markdownTable(
    ["firmware", ...columns.map(({ name }) => name)],
    `l${"r".repeat(columns.length)}`,
    rows.filter(([, ...cells]) => cells.some((cell) => cell !== none)),
  );
}

export const flashTable = (machines) => byMachine(machines, ({ flash }) => flash);

/** The linker's, and the stack as deep as it was. */
export const ramTable = (machines) =>
  byMachine(machines, ({ ram, stack }) => (ram === undefined ? undefined : ram + (stack ?? 0)));

/** From the alarm or the edge to the pin. */
export const cycleTable = (machines) =>
  byMachine(machines, ({ fromTimer, fromInput }) => (fromTimer ?? fromInput)?.median);
