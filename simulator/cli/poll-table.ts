/** How long polls took, task by task, for people. */
import { formatTime, micros } from "../core/time.ts";
import type { TaskPolls } from "../diagnosis/polls.ts";
import type { Simulator } from "../simulator.ts";
import type { Palette } from "./palette.ts";
import { columns, count } from "./text.ts";

/** The polls of a metered run under their heading, or nothing. */
export function describePolls(sim: Simulator, palette: Palette): string {
  if (sim.polls.length === 0) return "";
  const rows = sim.polls.map((polls): [string, string] => [polls.name ?? "all", describe(polls)]);
  return `\n${palette.bold("polls")}\n${columns(rows)}`;
}

function describe({ count: polls, total, longest, buckets }: TaskPolls): string {
  const spans = buckets
    .map((inBucket, i) => (inBucket > 0 ? `${inBucket} ${span(i)}` : ""))
    .filter((text) => text !== "");
  const sums = `${formatTime(total)} in all, the longest ${formatTime(longest)}`;
  return `${count(polls, "poll")}, ${sums}: ${spans.join(", ")}`;
}

/** What polls of a bucket took. */
function span(bucket: number): string {
  const end = micros(2 ** bucket);
  return bucket === 0 ? "below 1us" : `from ${formatTime(end / 2n)}`;
}
