/** What every task does, as a table: `wakeful run --top`. */
import { formatTime } from "../core/time.ts";
import type { TaskInspection } from "../diagnosis/inspection.ts";
import type { Simulator } from "../simulator.ts";
import { printable } from "../core/printable.ts";
import { cut } from "./text.ts";

const HEAD = ["task", "state", "prio", "polls", "wakes", "time", "longest", "stands at"];

/** Columns of numbers, which stand to the right. */
const isNumber = (column: number): boolean => column >= 2 && column <= 6;

/** Lines of the table, each cut to a width. */
export function topLines(sim: Simulator, width: number): string[] {
  const tasks = sim.inspect();
  if (tasks.length === 0) return ["no task is alive, or there is no side table"];
  const isMetered = sim.polls.length > 0;
  const shown = HEAD.filter((_, i) => isMetered || (i !== 5 && i !== 6));
  const rows = [HEAD, ...tasks.map(cells)].map((row) =>
    row.filter((_, i) => shown.includes(HEAD[i]!)),
  );
  const widths = shown.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) => {
    const texts = row.map((text, i) =>
      isNumber(HEAD.indexOf(shown[i]!)) ? text.padStart(widths[i]!) : text.padEnd(widths[i]!),
    );
    return cut(printable(texts.join("  ").trimEnd()), width);
  });
}

function cells({ name, slot, state, priority, polls, ...rest }: TaskInspection): string[] {
  return [
    slot > 0 ? `${name}[${slot}]` : name,
    state,
    `${priority}`,
    `${polls?.count ?? ""}`,
    `${polls?.wakes ?? ""}`,
    polls ? formatTime(polls.total) : "",
    polls ? formatTime(polls.longest) : "",
    standing(rest),
  ];
}

function standing({ sites, waits }: Pick<TaskInspection, "sites" | "waits">): string {
  const site = sites.at(-1);
  const at = site ? `${site.place.file}:${site.place.line}` : "";
  const what = waits.map(({ text }) => text).join(", or ");
  return [at, what].filter((text) => text !== "").join("  ");
}
