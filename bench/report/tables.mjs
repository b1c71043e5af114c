// The tables of docs/performance.md, by name.
import { table as asyncifyTable } from "../asyncify/table.mjs";
import { campaignTable } from "../campaigns/table.mjs";
import { compileTable } from "../compile/table.mjs";
import { eventTable } from "../events/table.mjs";
import { table as executorTable } from "../executor/table.mjs";
import { featureTable, unitTable } from "../features/tables.mjs";
import { growthTable } from "../growth/table.mjs";
import { peerTable, waiterTable } from "../peers/tables.mjs";
import { readFigures, resultOf } from "./figures.mjs";
import { goalTable, otherGoalTable } from "./goals.mjs";
import { cycleTable, flashTable, ramTable } from "./machines.mjs";
import { markdownTable, whole } from "./markdown.mjs";

function environmentTable({ measured }) {
  return markdownTable(
    ["benchmark", "Node", "V8", "processor", "cores", "load of the machine"],
    "llllrr",
    Object.entries(measured).map(([name, { environment: e }]) => [
      name,
      e.node,
      e.v8,
      e.cpu,
      String(e.cores),
      e.load.toFixed(1),
    ]),
  );
}

function stepTable({ steps }) {
  const change = ({ what, before, after }) => `${what}: ${whole(before)} to ${whole(after)}`;
  return markdownTable(
    ["step", "gave"],
    "ll",
    steps.map(({ step, gave }) => [step, gave.map(change).join("; ") || "–"]),
  );
}

/** Times as they were measured, instructions as they are pinned. */
function operations(figures) {
  const rows = resultOf(figures, "executor").map((row) => ({
    ...row,
    instructions: figures.pinned.instructions[row.name],
  }));
  return executorTable(rows);
}

const drawings = {
  goals: goalTable,
  "other goals": otherGoalTable,
  steps: stepTable,
  operations,
  peers: (figures) => peerTable(resultOf(figures, "peers")),
  waiters: (figures) => waiterTable(resultOf(figures, "peers")),
  asyncify: (figures) => asyncifyTable(resultOf(figures, "asyncify")),
  growth: (figures) => growthTable(resultOf(figures, "growth")),
  events: (figures) => eventTable(resultOf(figures, "events")),
  campaigns: (figures) => campaignTable(resultOf(figures, "campaigns")),
  compile: (figures) => compileTable(resultOf(figures, "compile")),
  features: ({ pinned }) => featureTable(pinned),
  units: ({ pinned }) => unitTable(pinned),
  flash: ({ machines }) => flashTable(machines),
  ram: ({ machines }) => ramTable(machines),
  cycles: ({ machines }) => cycleTable(machines),
  environment: environmentTable,
};

/** Draws `performance goals` and so on; undefined if there is none of that name. */
export function drawPerformance(what) {
  const name = /^performance (.+)$/.exec(what)?.[1];
  return name === undefined ? undefined : drawings[name]?.(readFigures());
}
