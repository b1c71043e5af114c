import { BinaryReader, type IOperatorInformation } from "wasmparser/dist/esm/WasmParser.js";
import { Cursor } from "./cursor.ts";
import { BinaryError } from "./error.ts";
import { headerBytes, type Section } from "./sections.ts";

/** An operator that reaches beyond its function. Offsets count from the start of the file. */
export type Operator =
  | { readonly kind: "call"; readonly target: number; readonly offset: number }
  | { readonly kind: "call_indirect"; readonly type: number; readonly offset: number }
  | { readonly kind: "memory.grow"; readonly offset: number }
  | { readonly kind: "memory.size"; readonly offset: number }
  | { readonly kind: "global.set"; readonly global: number; readonly offset: number };

export interface Body {
  /** First byte, the body's length. */
  readonly start: number;
  readonly end: number;
  readonly operators: readonly Operator[];
}

// wasmparser declares these as ambient const enums, which isolated modules cannot read.
const State = { error: -1, beginSection: 3, codeOperator: 30, beginBody: 28, endBody: 31 };
const Opcode = {
  end: 11,
  call: 16,
  callIndirect: 17,
  returnCall: 18,
  returnCallIndirect: 19,
  callRef: 20,
  returnCallRef: 21,
  globalSet: 36,
  memorySize: 63,
  memoryGrow: 64,
};

/**
 * Reads the code section. wasmparser knows every operator; the lengths are ours to check, for it
 * reads past the end of a damaged file without complaint.
 */
export function readCode(bytes: Uint8Array, section: Section): Body[] {
  const ranges = frame(bytes, section);

  // A module of nothing but this section: wasmparser then sees no other part that could be damaged.
  const alone = new Uint8Array(headerBytes + section.end - section.start);
  alone.set(bytes.subarray(0, headerBytes));
  alone.set(bytes.subarray(section.start, section.end), headerBytes);
  const shift = section.start - headerBytes;
  const reader = new BinaryReader();
  reader.setData(alone.buffer, 0, alone.length);
  const step = (): number => {
    const offset = Math.min(reader.position + shift, section.end);
    let more: boolean;
    try {
      more = reader.read();
    } catch (error) {
      throw new BinaryError(`An operator cannot be read (${(error as Error).message})`, offset);
    }
    if (!more || reader.state === State.error) {
      throw new BinaryError(`An operator cannot be read`, offset);
    }
    return offset;
  };

  while (reader.state !== State.beginSection) step();
  return ranges.map(({ start, end }) => {
    step();
    if (reader.state !== State.beginBody || reader.position + shift > end) {
      throw new BinaryError("The locals of a function run past its end", start);
    }
    const operators: Operator[] = [];
    let last = -1;
    for (;;) {
      const offset = step();
      if (reader.state !== State.codeOperator) break;
      if (reader.position + shift > end) {
        throw new BinaryError("An operator runs past the end of its function", offset);
      }
      const information = reader.result as IOperatorInformation;
      last = information.code;
      const operator = interesting(information, offset);
      if (operator) operators.push(operator);
    }
    if (reader.state !== State.endBody || last !== Opcode.end) {
      throw new BinaryError("A function does not end with `end`", end);
    }
    return { start, end, operators };
  });
}

function frame(bytes: Uint8Array, section: Section): { start: number; end: number }[] {
  const cursor = new Cursor(bytes, section.payload, section.end);
  return Array.from({ length: cursor.count(2) }, () => {
    const start = cursor.position;
    cursor.take(cursor.u32());
    return { start, end: cursor.position };
  });
}

function interesting(information: IOperatorInformation, offset: number): Operator | undefined {
  switch (information.code as number) {
    case Opcode.call:
    case Opcode.returnCall:
      return { kind: "call", target: information.funcIndex!, offset };
    case Opcode.callIndirect:
    case Opcode.returnCallIndirect:
    case Opcode.callRef:
    case Opcode.returnCallRef:
      return { kind: "call_indirect", type: information.typeIndex!, offset };
    case Opcode.globalSet:
      return { kind: "global.set", global: information.globalIndex!, offset };
    case Opcode.memorySize:
      return { kind: "memory.size", offset };
    case Opcode.memoryGrow:
      return { kind: "memory.grow", offset };
    default:
      return undefined;
  }
}
