/**
 * Virtual calls on records without a type tag. asc lets a call of a method that subclasses override
 * look at the tag in front of the object, and an `@unmanaged` record has none: the bytes before it
 * decide, and whatever they are, another class's method may run.
 */
import type { AscMessage } from "./message.ts";

interface AscRange {
  readonly start: number;
  readonly end: number;
  readonly source: { readonly normalizedPath: string };
}

interface AscMethod {
  /** Made by asc when the first virtual call is compiled. */
  readonly overrideStub?: object | null;
  readonly name: string;
  readonly declaration: { readonly name: { readonly range: AscRange } };
  readonly parent: { readonly name: string; readonly type?: { readonly isManaged: boolean } };
}

export interface AscMethods {
  readonly instancesByName: ReadonlyMap<string, AscMethod>;
}

export function virtualCalls(program: AscMethods): AscMessage[] {
  return [...program.instancesByName.values()].flatMap((method): AscMessage[] => {
    const { overrideStub, parent } = method;
    if (!overrideStub || !parent.type || parent.type.isManaged) return [];
    const { start, end, source } = method.declaration.name.range;
    const name = `${parent.name}#${method.name}`;
    return [
      {
        severity: "error",
        code: "virtual-call",
        message: `a call of ${name} would have to choose among the methods of subclasses, and records carry no type to choose by`,
        hint: "call it through a variable of the subclass itself, or give the methods different names",
        file: source.normalizedPath,
        start,
        end,
      },
    ];
  });
}
