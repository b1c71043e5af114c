/** What asc knows of the types in a program: read from the twin after it is compiled. */

/** The parts of asc's own objects that are read here; it publishes no declarations of them. */
interface AscType {
  readonly byteSize: number;
  readonly isReference: boolean;
  readonly isNullableReference: boolean;
  readonly isManaged: boolean;
  readonly nonNullableType: AscType;
  getClass(): AscClass | null;
  getSignature(): AscSignature | null;
  toString(): string;
}

interface AscSignature {
  readonly parameterTypes: readonly AscType[];
  readonly returnType: AscType;
}

interface AscClass {
  readonly name: string;
  readonly internalName: string;
  readonly prototype: { readonly name: string; readonly internalName: string };
  readonly typeArguments: readonly AscType[] | null;
  readonly base: AscClass | null;
  readonly nextMemoryOffset: number;
  readonly members: ReadonlyMap<string, { readonly instance?: AscField | null }> | null;
  readonly type: AscType;
  getMember(name: string): unknown;
}

interface AscField {
  /** Negative if it is no field. */
  readonly memoryOffset: number;
  readonly type: AscType;
}

interface AscFunction {
  readonly internalName: string;
  readonly localsByIndex?: readonly { readonly name: string; readonly type: AscType }[];
  readonly prototype: { readonly internalName: string };
  readonly signature: AscSignature;
}

export interface AscProgram {
  readonly instancesByName: ReadonlyMap<string, AscFunction>;
  readonly elementsByName: ReadonlyMap<string, { readonly type?: AscType }>;
}

/** The type of a variable. */
export interface TypeFact {
  /** As asc writes it. */
  readonly name: string;
  readonly bytes: number;
  readonly isNullable: boolean;
  readonly isManaged: boolean;
  readonly record: RecordFact | undefined;
  readonly signature:
    { readonly parameters: readonly TypeFact[]; readonly result: TypeFact } | undefined;
}

/** A class as asc resolved it. */
export interface RecordFact {
  /** With its type arguments; unique. */
  readonly key: string;
  /** Path of its file and its name there. */
  readonly declared: string;
  readonly name: string;
  readonly typeArguments: readonly TypeFact[];
  /** Bytes of its own fields. */
  readonly bytes: number;
  readonly align: number;
  readonly isManaged: boolean;
  /** Result of the future it is; `undefined` if it is none. */
  readonly output: TypeFact | undefined;
  readonly hasDrop: boolean;
  readonly hasOutput: boolean;
  /** Whether it may be polled again after it was ready: see firmware/future/stream.ts. */
  readonly isStream: boolean;
  /** What lies behind its fields if it is a record: see firmware/executor/value.ts. */
  readonly room: TypeFact | undefined;
  /** What it has room for `capacity` of, if that is not its first type argument. */
  readonly elements: TypeFact | undefined;
  /** Whether these lie in a row without gaps. */
  readonly isPacked: boolean;
  /** Whether it is held until its block ends, ready or not: see firmware/executor/guard.ts. */
  readonly isGuard: boolean;
}

/** One compiled version of a function: generic ones have several. */
export interface InstanceFact {
  readonly name: string;
  readonly variables: ReadonlyMap<string, TypeFact>;
  /** What it returns: for an async function its frame's class. */
  readonly result: TypeFact;
}

export interface Facts {
  /** Compiled versions by the function's own name. */
  readonly functions: ReadonlyMap<string, readonly InstanceFact[]>;
  /** Types of variables at the top of files, by path and name. */
  global(name: string): TypeFact | undefined;
}

const EXECUTOR = "~lib/wakeful/firmware/executor";
const FUTURE = `${EXECUTOR}/future/Future`;
const ROOMS = [`${EXECUTOR}/value/Receiving`, `${EXECUTOR}/value/Holding`];
const ELEMENTS = `${EXECUTOR}/value/Elements`;
const PACKED = `${EXECUTOR}/value/Packed`;
const GUARD = `${EXECUTOR}/guard/Guard`;

export function readFacts(program: AscProgram): Facts {
  const types = new Map<AscType, TypeFact>();
  const records = new Map<AscClass, RecordFact>();

  const typeFact = (type: AscType): TypeFact => {
    const known = types.get(type);
    if (known) return known;
    const made: { -readonly [K in keyof TypeFact]: TypeFact[K] } = {
      name: type.toString(),
      bytes: type.byteSize,
      isNullable: type.isReference && type.isNullableReference,
      isManaged: type.isManaged,
      record: undefined,
      signature: undefined,
    };
    types.set(type, made);
    const signature = type.isReference ? type.getSignature() : null;
    const cls = type.isReference && !signature ? type.getClass() : null;
    if (cls) made.record = recordFact(cls);
    if (signature) {
      made.signature = {
        parameters: signature.parameterTypes.map(typeFact),
        result: typeFact(signature.returnType),
      };
    }
    return made;
  };

  const recordFact = (cls: AscClass): RecordFact => {
    const known = records.get(cls);
    if (known) return known;
    const made: { -readonly [K in keyof RecordFact]: RecordFact[K] } = {
      key: cls.internalName,
      declared: cls.prototype.internalName,
      name: cls.prototype.name,
      typeArguments: [],
      bytes: cls.nextMemoryOffset,
      align: alignOf(cls),
      isManaged: cls.type.isManaged,
      output: undefined,
      hasDrop: cls.getMember("drop") !== null,
      hasOutput: cls.getMember("output") !== null,
      isStream: cls.getMember("isStream") !== null,
      room: undefined,
      elements: undefined,
      isPacked: false,
      isGuard: false,
    };
    records.set(cls, made);
    made.typeArguments = (cls.typeArguments ?? []).map(typeFact);
    for (let base: AscClass | null = cls; base; base = base.base) {
      const name = base.prototype.internalName;
      if (name === FUTURE) made.output = typeFact(base.typeArguments![0]!);
      if (ROOMS.includes(name)) made.room = typeFact(base.typeArguments![0]!);
      if (name === ELEMENTS) made.elements = typeFact(base.typeArguments![0]!);
      if (name === PACKED) made.isPacked = true;
      if (name === GUARD) made.isGuard = true;
    }
    return made;
  };

  const functions = new Map<string, InstanceFact[]>();
  for (const fn of program.instancesByName.values()) {
    if (!fn.localsByIndex || fn.internalName.startsWith("~lib/")) continue;
    // A stub that fills in defaults is not the function itself.
    if (fn.internalName.endsWith("@varargs")) continue;
    const name = withoutTypeArguments(fn.prototype.internalName);
    const list = functions.get(name) ?? [];
    functions.set(name, list);
    const variables = new Map(fn.localsByIndex.map((l) => [l.name, typeFact(l.type)]));
    list.push({ name: fn.internalName, variables, result: typeFact(fn.signature.returnType) });
  }
  return {
    functions,
    global(name) {
      const type = program.elementsByName.get(name)?.type;
      return type && typeFact(type);
    },
  };
}

/** Whether a value is the address of a record in memory, and no handle that is its own value. */
export function isRecord(type: TypeFact | undefined): boolean {
  return type?.record !== undefined && !type.isManaged && type.record.bytes > 0;
}

/** Methods of generic classes have a prototype for each version of the class. */
function withoutTypeArguments(name: string): string {
  let depth = 0;
  return [...name]
    .filter((c) => {
      if (c === "<") depth++;
      const isInside = depth > 0;
      if (c === ">") depth--;
      return !isInside;
    })
    .join("");
}

function alignOf(cls: AscClass): number {
  let align = 1;
  for (let c: AscClass | null = cls; c; c = c.base) {
    for (const { instance } of c.members?.values() ?? []) {
      if (instance && instance.memoryOffset >= 0) align = Math.max(align, instance.type.byteSize);
    }
  }
  return align;
}
