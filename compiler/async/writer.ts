/** Writes pieces of a state machine: code in which variables may lie in the frame. */
import type { Code, Variable } from "./ir.ts";
import type { Machine } from "./machine.ts";
import type { Text } from "./text.ts";
import type { RecordFact, TypeFact } from "./types.ts";

export interface EmitContext {
  /** A type as the source of the machine can write it. */
  typeText(type: TypeFact): string;
  /** Whether a record is the frame of an async function. */
  isFrame(record: RecordFact): boolean;
  /** Whether it is dispatched by the executor: then asc is told its kind. */
  readonly kind: number | undefined;
}

export class Writer {
  constructor(
    readonly machine: Machine,
    readonly context: EmitContext,
    readonly text: Text,
  ) {}

  isResident(variable: Variable): boolean {
    return this.machine.liveness.residents.has(variable);
  }

  name(variable: Variable): string {
    return this.isResident(variable) ? `this.${variable.name}` : variable.name;
  }

  typeText(variable: Variable): string {
    return this.context.typeText(this.machine.typeOf(variable));
  }

  converted(variable: Variable, value: Code): void {
    this.ofType(this.machine.typeOf(variable), value);
  }

  /** What may be null is kept as if it could not be: asc has found each use of it sound already. */
  ofType(type: TypeFact, value: Code): void {
    if (!type.isNullable) {
      this.code(value);
      return;
    }
    const name = this.context.typeText(type);
    const [only] = value;
    if (value.length === 1 && only!.kind === "source" && this.sourceOf(only!) === "null") {
      this.text.add(`changetype<${name}>(0)`);
      return;
    }
    const hasChoice = value.some((f) => f.kind === "source" && /[?]/.test(this.sourceOf(f)));
    this.text.add(`changetype<${name}>(`);
    // A null in a choice has its type from what is expected.
    if (hasChoice && !type.signature) this.text.add(`<${name} | null>(`);
    this.code(value);
    this.text.add(hasChoice && !type.signature ? "))" : ")");
  }

  private sourceOf({ from, to }: { readonly from: number; readonly to: number }): string {
    return this.machine.routine.fn.source.text.slice(from, to);
  }

  code(code: Code): void {
    const { text } = this;
    for (const fragment of code) {
      if (fragment.kind === "source") text.copy(fragment.from, fragment.to);
      else if (fragment.kind === "text") text.add(fragment.text);
      else if (fragment.kind === "use") text.add(this.name(fragment.variable), fragment.at);
      else if (fragment.kind === "output") {
        text.add(this.outputOf(fragment.variable), fragment.at);
      } else if (fragment.kind === "type") {
        text.add(this.typeArgument(fragment.name), fragment.at);
      } else {
        text.add(`${this.name(fragment.variable)} = `, fragment.at);
        this.converted(fragment.variable, fragment.value);
      }
    }
  }

  /** What a type parameter stands for in this version. */
  typeArgument(name: string): string {
    const { routine, instance } = this.machine;
    const i = routine.fn.typeParameters.indexOf(name);
    return this.context.typeText(instance.result.record!.typeArguments[i]!);
  }

  /** A frame has its result at its start; so has a future that does not say otherwise. */
  outputOf(part: Variable): string {
    const { record } = this.machine.typeOf(part);
    const value = `this.${part.name}`;
    if (!record?.output || (record.hasOutput && !this.context.isFrame(record))) {
      return `${value}.output()`;
    }
    const type = this.context.typeText(record.output);
    return `load<${type}>(changetype<usize>(${value}))`;
  }

  isDropped(variable: Variable): boolean {
    if (!this.machine.isPart(variable)) return false;
    const { record } = this.machine.typeOf(variable);
    return record !== undefined && (record.hasDrop || this.context.isFrame(record));
  }

  dropPart(part: Variable, indent: string): void {
    if (this.isDropped(part)) {
      this.text.add(`${indent}this.${part.name}.drop();\n`);
    }
  }
}

export function zero(type: TypeFact, written: string): string {
  if (type.record || type.signature) return `changetype<${written}>(0)`;
  return type.name === "bool" ? "false" : "0";
}
