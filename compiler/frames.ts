/** What frames hold, as the side table tells it. */
import type { FramePart } from "../hal/border/side-table.ts";
import type { Finished } from "./async/lower.ts";
import type { Machine } from "./async/machine.ts";
import type { TaskClass, TaskFunction } from "./front/tasks.ts";

/** The classes of the tasks that are async functions; those that nothing spawns have none. */
export function taskFrames(
  functions: readonly TaskFunction[],
  finished: Finished | undefined,
): TaskClass[] {
  if (!finished) return [];
  return functions.flatMap((fn): TaskClass[] => {
    const found = [...finished.tasks].find(
      ([task]) => task.path === fn.unit.path && task.name === fn.name,
    );
    if (!found) return [];
    const [, machine] = found;
    return [
      {
        ...fn,
        className: machine.name,
        parts: [],
        frame: { bytes: machine.frame.bytes, parts: framePartsOf(machine, finished) },
      },
    ];
  });
}

function framePartsOf(machine: Machine, finished: Finished): FramePart[] {
  return [...machine.frame.offsets]
    .flatMap(([variable, offset]) => {
      if (variable === "point" || !machine.isPart(variable)) return [];
      const { bytes } = finished.extentOf(machine, variable);
      const type = machine.typeOf(variable).record?.name ?? machine.typeOf(variable).name;
      return [{ name: variable.name, type, offset, bytes }];
    })
    .sort((a, b) => a.offset - b.offset);
}
