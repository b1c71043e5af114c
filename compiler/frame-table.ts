/** What lives across each `await` of each async function. */
import type { AwaitInfo, FrameInfo, Kept, SharedBytes } from "../hal/border/side-table.ts";
import type { Variable } from "./async/ir.ts";
import type { Finished } from "./async/lower.ts";
import { futureVariables } from "./async/liveness.ts";
import type { Machine } from "./async/machine.ts";
import { variableName } from "./async/names.ts";
import { placeAt } from "./async/source.ts";
import { extent, overlaps } from "./report/overlaps.ts";

/** In the order of `finished.machines`. */
export function frameTable(finished: Finished | undefined): FrameInfo[] {
  if (!finished) return [];
  const { machines } = finished;
  return machines.map((machine) => {
    const { fn } = machine.routine;
    const { point, frame } = machine;
    return {
      name: nameOf(machine),
      place: placeAt(fn.source, fn.node.name!.getStart(fn.source.tree)),
      bytes: frame.bytes,
      resultBytes: machine.result?.bytes ?? 0,
      point: point.isInHeader
        ? null
        : { offset: frame.offsets.get("point") ?? 0, bytes: point.bytes },
      awaits: awaitsOf(machine, finished),
      shared: sharedIn(machine, finished),
    };
  });
}

/** The type of what lies in a frame; the frame of an async function is called like the function. */
export function typeNameOf(variable: Variable, machine: Machine, finished: Finished): string {
  const { record, name } = machine.typeOf(variable);
  if (!record) return name;
  const callee = finished.machines.find((m) => isFrameOf(m, record.key));
  return callee ? nameOf(callee) : record.name;
}

/** As the author names it, with the types of this version. */
function nameOf({ routine, instance }: Machine): string {
  const types = instance.result.record?.typeArguments ?? [];
  const names = types.map((t) => t.name.replace(/^.*\//, ""));
  return routine.fn.name + (names.length > 0 ? `<${names.join(", ")}>` : "");
}

function awaitsOf(machine: Machine, finished: Finished): AwaitInfo[] {
  const { source } = machine.routine.fn;
  return machine.flow.blocks.flatMap((block): AwaitInfo[] => {
    const [first] = block.instructions;
    if (first?.kind !== "await") return [];
    const { at, end } = first.site;
    const alive = [...(machine.liveness.atStart.get(block) ?? [])];
    const awaited = new Set(futureVariables(first.site.future));
    const written = source.text.slice(at, end).replace(/^await\s+/, "");
    return [
      {
        point: machine.points.numbers.get(block) ?? 0,
        place: placeAt(source, at),
        text: written.replace(/\s+/g, " "),
        keeps: alive
          .map((variable) => kept(variable, awaited.has(variable), machine, finished))
          .sort((a, b) => a.offset - b.offset),
      },
    ];
  });
}

function kept(variable: Variable, awaited: boolean, machine: Machine, finished: Finished): Kept {
  const { record } = machine.typeOf(variable);
  const isOwn = variable.kind === "local" || variable.kind === "parameter";
  const frame = record ? finished.machines.findIndex((m) => isFrameOf(m, record.key)) : -1;
  return {
    name: variableName(variable, machine.routine),
    type: typeNameOf(variable, machine, finished),
    kind: machine.isPart(variable) ? "future" : isOwn ? "variable" : "temporary",
    offset: machine.frame.offsets.get(variable) ?? 0,
    bytes: finished.extentOf(machine, variable).bytes,
    awaited,
    ...(frame >= 0 ? { frame } : {}),
  };
}

/** Bytes that belong to one thing now and to another later. */
function sharedIn(machine: Machine, finished: Finished): SharedBytes[] {
  const { frame, result } = machine;
  const pieces = [...frame.offsets].flatMap(([variable, offset]) => {
    if (variable === "point") return [];
    const { bytes } = finished.extentOf(machine, variable);
    return [{ name: variableName(variable, machine.routine), offset, bytes }];
  });
  if (result) pieces.push({ name: "the result", offset: 0, bytes: result.bytes });
  return overlaps(pieces)
    .filter((group) => group.length > 1)
    .map((group) => ({ ...extent(group), names: [...new Set(group.map((p) => p.name))] }));
}

function isFrameOf({ instance }: Machine, key: string): boolean {
  return instance.result.record?.key === key;
}
