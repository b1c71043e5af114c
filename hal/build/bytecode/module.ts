/** The parts of a checked module that its bytecode is made of. */
import { BuildError } from "../build-error.ts";
import type { Width } from "./operators.ts";

export interface FunctionType {
  readonly takes: readonly Width[];
  readonly leaves: readonly Width[];
}

export interface Body {
  readonly index: number;
  readonly type: FunctionType;
  /** Of its own locals, behind the parameters. */
  readonly locals: readonly Width[];
  /** Where its operators begin and end. */
  readonly start: number;
  readonly end: number;
}

export interface Module {
  readonly bytes: Uint8Array;
  readonly types: readonly FunctionType[];
  /** Names of the imported functions; they are the first indices. */
  readonly imports: readonly string[];
  /** Types of all functions. */
  readonly functions: readonly FunctionType[];
  readonly bodies: readonly Body[];
  readonly globals: readonly { readonly width: Width; readonly init: bigint }[];
  readonly exports: ReadonlyMap<string, number>;
  readonly start: number | undefined;
  readonly data: readonly { readonly address: number; readonly bytes: Uint8Array }[];
}

/** What the bytecode has not. The way out is the same each time. */
export function refuse(what: string): BuildError {
  return new BuildError(
    `this firmware ${what}, which the small form of code for the Uno has not`,
    "build it with --optimize speed",
  );
}

/** Reads forward. The module was checked before, so its numbers are taken at their word. */
export class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  byte(): number {
    return this.bytes[this.at++]!;
  }

  /** LEB128. */
  unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  signed(bits = 64): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(bits, BigInt.asIntN(Number(shift) + 7, value));
    }
  }

  text(): string {
    const length = this.unsigned();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }

  list<T>(item: (index: number) => T): T[] {
    return Array.from({ length: this.unsigned() }, (_, i) => item(i));
  }
}

/** Width of a value type. */
export function widthOf(type: number): Width {
  if (type === 0x7f || type === 0x7d) return "i";
  if (type === 0x7e || type === 0x7c) return "l";
  throw refuse("has values that are no numbers");
}

function constant(reader: Reader): bigint {
  const operator = reader.byte();
  if (operator !== 0x41 && operator !== 0x42) throw refuse("sets up memory from variables");
  const value = reader.signed();
  reader.byte();
  return value;
}

/** Reads a module that `wakeful build` has checked. */
export function readModule(bytes: Uint8Array): Module {
  const types: FunctionType[] = [];
  const imports: string[] = [];
  const functions: FunctionType[] = [];
  const bodies: Body[] = [];
  const globals: { width: Width; init: bigint }[] = [];
  const exports = new Map<string, number>();
  const data: { address: number; bytes: Uint8Array }[] = [];
  let start: number | undefined;

  const reader = new Reader(bytes, 8);
  const widths = (): Width[] => reader.list(() => widthOf(reader.byte()));
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const end = reader.unsigned() + reader.at;
    if (id === 1) {
      reader.list(() => {
        reader.byte();
        types.push({ takes: widths(), leaves: widths() });
      });
    } else if (id === 2) {
      reader.list(() => {
        reader.text();
        const name = reader.text();
        if (reader.byte() !== 0) throw refuse(`imports ${name}, which is no function`);
        imports.push(name);
        functions.push(types[reader.unsigned()]!);
      });
    } else if (id === 3) reader.list(() => functions.push(types[reader.unsigned()]!));
    else if (id === 6) {
      reader.list(() => {
        const width = widthOf(reader.byte());
        reader.byte();
        globals.push({ width, init: constant(reader) });
      });
    } else if (id === 7) {
      reader.list(() => {
        const name = reader.text();
        const kind = reader.byte();
        const index = reader.unsigned();
        if (kind === 0) exports.set(name, index);
      });
    } else if (id === 8) start = reader.unsigned();
    else if (id === 10) {
      reader.list((i) => {
        const size = reader.unsigned();
        const after = reader.at + size;
        const locals = reader
          .list(() => ({ count: reader.unsigned(), width: widthOf(reader.byte()) }))
          .flatMap(({ count, width }) => Array<Width>(count).fill(width));
        const index = imports.length + i;
        bodies.push({ index, type: functions[index]!, locals, start: reader.at, end: after });
        reader.at = after;
      });
    } else if (id === 11) {
      reader.list(() => {
        if (reader.unsigned() !== 0) throw refuse("has data that it copies itself");
        const address = Number(BigInt.asUintN(32, constant(reader)));
        const length = reader.unsigned();
        data.push({ address, bytes: bytes.slice(reader.at, reader.at + length) });
        reader.at += length;
      });
    }
    reader.at = end;
  }
  return { bytes, types, imports, functions, bodies, globals, exports, start, data };
}
