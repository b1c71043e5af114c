/** Tasks that wait for each other, so that none of them can go on. */
import { TaskHeader } from "../../hal/border/side-table.ts";
import type { Standing, TaskName, TaskWait, WaitReader } from "./waits.ts";

interface Link {
  readonly task: Standing;
  readonly wait: TaskWait;
  readonly next: Standing;
}

/**
 * Finds a circle of tasks each of which waits for nothing but what the next one holds, or for its end. What
 * time or somebody else may end is no part of one: a wait with a timeout, permits that others may give.
 */
function findCircle(reader: WaitReader): Link[] {
  const { alive, queued } = TaskHeader.state;
  const find = ({ name, slot }: TaskName): Standing =>
    reader.tasks.find((task) => task.name === name && task.slot === slot)!;
  const links = new Map<Standing, Link>();
  for (const task of reader.tasks) {
    if ((task.bits & (alive | queued)) !== alive) continue;
    const waits = reader.waitsOf(task);
    const [wait] = waits;
    const [holder] = wait?.holders ?? [];
    const isSole = waits.length === 1 && wait!.until === undefined && wait!.holders.length === 1;
    if (isSole && wait!.future !== "Acquire")
      links.set(task, { task, wait: wait!, next: find(holder!) });
  }
  for (const start of links.values()) {
    const path: Link[] = [];
    for (let link: Link | undefined = start; link; link = links.get(link.next)) {
      const seen = path.indexOf(link);
      if (seen >= 0) return path.slice(seen);
      path.push(link);
    }
  }
  return [];
}

/**
 * `one holds a and waits for b, which two holds and waits for a`, from the first task of the side table on;
 * undefined if there is no circle.
 */
export function describeCircle(reader: WaitReader): string | undefined {
  const circle = findCircle(reader);
  const [first] = circle;
  if (!first) return undefined;
  const { name } = first.task;
  const last = circle.at(-1)!;
  const held = objectOf(last);
  const start = held === undefined ? `${name} waits for ` : `${name} holds ${held} and waits for `;
  if (circle.length === 1) {
    return start + (held === undefined ? "its own end" : `${held}, which it holds itself`);
  }
  const steps = circle.slice(0, -1).map((link) => {
    const object = objectOf(link);
    const next = link.next.name;
    return object === undefined
      ? `the end of ${next}, which waits for `
      : `${object}, which ${next} holds and waits for `;
  });
  return start + steps.join("") + (held ?? `the end of ${name}`);
}

function objectOf({ wait }: Link): string | undefined {
  return wait.object;
}
