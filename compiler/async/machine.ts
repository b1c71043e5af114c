/** One version of an async function as a state machine: its flow, its frame, and where it waits. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Flow } from "./blocks.ts";
import { buildFlow } from "./flow.ts";
import type { Held, Variable } from "./ir.ts";
import { type Frame, layOut, type Thing } from "./layout.ts";
import { analyse, type Liveness } from "./liveness.ts";
import { variableName } from "./names.ts";
import { findOrigins } from "./origins.ts";
import { errorIn, rangeOf } from "./source.ts";
import { numberPoints, type Points } from "./points.ts";
import type { Routine } from "./statements.ts";
import { markName } from "./twin.ts";
import { type InstanceFact, isRecord, type RecordFact, type TypeFact } from "./types.ts";

export interface Machine {
  readonly routine: Routine;
  readonly instance: InstanceFact;
  /** The class of its frame in the lowered source. */
  readonly name: string;
  readonly flow: Flow;
  readonly liveness: Liveness;
  readonly frame: Frame<Variable | "point">;
  readonly points: Points;
  /** Bytes of the point in the frame, or in the task's header. */
  readonly point: { readonly bytes: number; readonly isInHeader: boolean };
  readonly result: TypeFact | undefined;
  typeOf(variable: Variable): TypeFact;
  isPlaced(held: Held): boolean;
  /** Whether a variable holds a future that may be polled again after it was ready. */
  isStream(held: Held): boolean;
  /** Whether the variable is something laid into the frame, and not a value. */
  isPart(variable: Variable): boolean;
}

/** Memory of something that lies in a frame. */
export interface Extent {
  readonly bytes: number;
  readonly align: number;
}

/** Points that a byte can tell apart, with one for the end. */
const MANY_POINTS = 250;

const basics: Readonly<Record<string, number>> = {
  bool: 1,
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
};

export function basicType(name: string): TypeFact {
  const bytes = basics[name] ?? 4;
  return {
    name,
    bytes,
    isNullable: false,
    isManaged: false,
    record: undefined,
    signature: undefined,
  };
}

export interface MachineInput {
  readonly routine: Routine;
  readonly instance: InstanceFact;
  readonly name: string;
  readonly isTask: boolean;
  readonly report: (d: Diagnostic) => void;
  /** Memory of a record that is laid into the frame by `variable`. */
  extentOf(record: RecordFact): Extent;
}

export function buildMachine(input: MachineInput): Machine {
  const { routine, instance } = input;
  const streamsDone = new Set<Variable>();
  const typeOf = (variable: Variable): TypeFact => {
    if (variable.kind === "hidden") {
      return basicType(streamsDone.has(variable) ? "u8" : (variable.annotation ?? "i32"));
    }
    if (variable.twin === "$r_") return resultOf(instance)!;
    const type = instance.variables.get(variable.twin);
    if (!type) throw new Error(`${routine.fn.name}: asc does not know ${variable.name}`);
    return type;
  };
  const isPlaced = ({ future, variable }: Held): boolean => {
    if (future.kind !== "leaf" || future.isCertain) return true;
    const { record } = typeOf(variable);
    return (
      record !== undefined && (record.output !== undefined || future.builds.has(plainName(record)))
    );
  };
  const flow = buildFlow({
    routine,
    isReached: (mark) => instance.variables.has(markName(mark.id)),
    isPlaced,
    isGuard: (part) => typeOf(part).record?.isGuard ?? false,
  });
  const isStreamType = (variable: Variable): boolean => typeOf(variable).record?.isStream ?? false;
  const isStream = ({ future, variable }: Held): boolean =>
    future.kind === "leaf" && isStreamType(variable);
  for (const held of flow.held) if (isStream(held)) streamsDone.add(held.done);
  const placed = new Set<Variable>();
  for (const block of flow.blocks) {
    for (const instruction of block.instructions) {
      if (instruction.kind === "begin") placed.add(instruction.leaf.part);
    }
  }
  const result = resultOf(instance);
  const origins = findOrigins(
    flow,
    (variable) => variable.kind !== "hidden" && isRecord(typeOf(variable)),
    (part) => isRecord(typeOf(part).record?.output),
    isStreamType,
  );
  const liveness = analyse(flow, (variable) => placed.has(variable), isStream, origins);
  refuseStale(input, liveness);
  refuseRecord(input, result);
  refuseShared(input, flow, isStream);
  for (const held of flow.held) {
    held.faults.forEach((fault) => input.report(fault));
    refuseReturned(input, held, typeOf);
    refuseUnused(input, held, typeOf);
  }
  for (const leaf of flow.misplaced) {
    input.report(
      errorIn(
        routine.fn.source,
        leaf,
        "guard-in-expression",
        `${leaf.label}(...) holds until its block ends, and here it stands in a part of an expression`,
        "write an if statement, and await it inside",
      ),
    );
  }
  if (flow.fallsOff && result) {
    input.report(
      errorIn(
        routine.fn.source,
        rangeOf(routine.fn.source, routine.fn.node.name!),
        "missing-return",
        `${routine.fn.name} can end without a value`,
        `return a value of type ${result.name} on every way to its end`,
      ),
    );
  }
  const points = numberPoints(flow.blocks);
  const bytes = points.numbers.size > MANY_POINTS ? 2 : 1;
  const thing = (variable: Variable): Thing<Variable | "point"> => {
    const type = typeOf(variable);
    if (placed.has(variable) && type.record) {
      return { key: variable, ...input.extentOf(type.record) };
    }
    return { key: variable, bytes: type.bytes, align: type.bytes };
  };
  const frame = layOut<Variable | "point">({
    things: [...liveness.residents.keys()].map(thing),
    apart: (key) => (key === "point" ? new Set() : liveness.residents.get(key)!),
    point: input.isTask ? undefined : { key: "point", bytes, align: bytes },
    resultBytes: result?.bytes ?? 0,
    // What is returned may point into the frame.
    keepsResultApart: isRecord(result),
  });
  return {
    routine,
    instance,
    name: input.name,
    flow,
    liveness,
    frame,
    points,
    point: { bytes: input.isTask ? 2 : bytes, isInHeader: input.isTask },
    result,
    typeOf,
    isPlaced,
    isStream,
    isPart: (variable) => placed.has(variable),
  };
}

/** Of what a part gave out nothing may be alive when it begins anew. */
function refuseStale({ routine, report }: MachineInput, { stale }: Liveness): void {
  const { source } = routine.fn;
  for (const { label, at, end, variable } of stale) {
    const name = variableName(variable, routine).replace(/\$\d+$/, "");
    report(
      errorIn(
        source,
        { at, end },
        "stale-record",
        `${name} still lies in the memory that ${label} is about to fill anew`,
        `copy it first: const kept = copy(${name})`,
      ),
    );
  }
}

/** What a combination has polled and not told of would be passed over by a loop. */
function refuseShared(
  { routine, report }: MachineInput,
  { blocks }: Flow,
  isStream: (held: Held) => boolean,
): void {
  const { source } = routine.fn;
  for (const instruction of blocks.flatMap((b) => b.instructions)) {
    if (instruction.kind !== "begin") continue;
    const { over } = instruction.leaf;
    if (!over?.isShared || !isStream(over)) continue;
    const name = variableName(over.variable, routine);
    const message = `${name} is awaited elsewhere, too, and what a select or join has of it would be passed over`;
    const hint = `write a loop: const value = await ${name}; if (!${name}.hasValue) break;`;
    report(errorIn(source, instruction.leaf, "shared-stream", message, hint));
  }
}

/** What is dropped when the function ends is of no use to who called it. */
function refuseReturned({ routine, report }: MachineInput, held: Held, typeOf: TypeOf): void {
  const { returned, future, variable } = held;
  if (!returned || future.kind !== "leaf" || !typeOf(variable).record?.hasDrop) return;
  const { source } = routine.fn;
  const name = returned.getText(source.tree);
  const message = `${name} lies in this function's frame, and is dropped when it ends`;
  const hint = "let the caller make it and give it to this function";
  report(errorIn(source, rangeOf(source, returned), "returned-part", message, hint));
}

/** A task's frame is free when it has ended, and what lies in it gone. */
function refuseRecord({ routine, isTask, report }: MachineInput, result?: TypeFact): void {
  if (!isTask || !isRecord(result)) return;
  const { source, name, node, resultNode } = routine.fn;
  const message = `the task ${name} cannot have a record as its value: its memory is free when it ends`;
  const hint = "send the record over a Channel or a Oneshot";
  const range = rangeOf(source, resultNode ?? node);
  report(errorIn(source, range, "record-of-task", message, hint));
}

type TypeOf = (variable: Variable) => TypeFact;

/** Futures are lazy, so one that nobody waits for does nothing. */
function refuseUnused({ routine, report }: MachineInput, held: Held, typeOf: TypeOf): void {
  const { future, isAwaited, isUsed } = held;
  if (isAwaited || isUsed) return;
  if (future.kind === "leaf" && !typeOf(held.variable).record?.output) return;
  const name = variableName(held.variable, routine);
  report(
    errorIn(
      routine.fn.source,
      future,
      "unused-future",
      `${name} holds a future that nobody waits for, so it never runs`,
      `await ${name} where its result is needed`,
    ),
  );
}

/** A class's name without its type arguments. */
function plainName({ declared }: RecordFact): string {
  return declared.slice(declared.lastIndexOf("/") + 1);
}

/** What the function returns; nothing for void. */
export function resultOf(instance: InstanceFact): TypeFact | undefined {
  const output = instance.result.record?.output;
  return output && output.name !== "void" ? output : undefined;
}
