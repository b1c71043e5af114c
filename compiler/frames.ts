/** What frames hold, as the side table tells it. */
import type { FramePart } from "../hal/border/side-table.ts";
import type { Finished } from "./async/lower.ts";
import type { Machine } from "./async/machine.ts";
import { placeAt } from "./async/source.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { variableName } from "./async/names.ts";
import { typeNameOf } from "./frame-table.ts";
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
        isEndless: machine.flow.blocks.every(({ end }) => end?.kind !== "return"),
        frame: {
          bytes: machine.frame.bytes,
          parts: framePartsOf(machine, finished),
          index: finished.machines.indexOf(machine),
        },
      },
    ];
  });
}

function framePartsOf(machine: Machine, finished: Finished): FramePart[] {
  return [...machine.frame.offsets]
    .flatMap(([variable, offset]) => {
      if (variable === "point" || !machine.isPart(variable)) return [];
      const { bytes } = finished.extentOf(machine, variable);
      const name = variableName(variable, machine.routine);
      return [{ name, type: typeNameOf(variable, machine, finished), offset, bytes }];
    })
    .sort((a, b) => a.offset - b.offset);
}

/** Tasks that nothing starts: they are left out. */
export function idleTasks(
  functions: readonly TaskFunction[],
  finished: Finished | undefined,
): Diagnostic[] {
  const started = [...(finished?.tasks.keys() ?? [])];
  return functions
    .filter((fn) => !started.some((t) => t.path === fn.unit.path && t.name === fn.name))
    .map(({ name, place }) => ({
      severity: "warning",
      code: "task-never-spawned",
      message: `nothing spawns the task ${name}, so it is left out`,
      hint: `write spawn(${name}(...)) in main or in another task`,
      place,
      length: name.length,
    }));
}

/** Values that asc's runtime would have to look after, and that frames keep across an await. */
export function managedKept(finished: Finished | undefined): Diagnostic[] {
  return (finished?.machines ?? []).flatMap((machine) => {
    const { source } = machine.routine.fn;
    return [...machine.liveness.residents.keys()].flatMap((variable): Diagnostic[] => {
      const { record, isManaged } = machine.typeOf(variable);
      if (!isManaged || variable.kind === "hidden") return [];
      const what = `${variableName(variable, machine.routine)} is a ${record?.name ?? "managed value"}`;
      return [
        {
          severity: "error",
          code: "managed-across-await",
          message: `${what}, which is made at run time, and it is kept across an await`,
          hint: "keep numbers, or an @unmanaged record in static memory",
          place: placeAt(source, variable.at),
        },
      ];
    });
  });
}
