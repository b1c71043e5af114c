import ts from "typescript";
import { calledName, isConcatenation } from "./expressions.ts";
import { classOf, isConstructor, isLibrary, shortName } from "./function-names.ts";

/** What an author wrote that allocates. */
export type AllocationKind =
  "new" | "object" | "template" | "array" | "concat" | "heap" | "memory" | "call";

export interface Reason {
  readonly kind: AllocationKind;
  readonly message: string;
  readonly hint: string;
}

export interface Circumstance {
  /** The expression, if its text is known. */
  readonly node: ts.Node | null;
  /** The function it calls, or the operator memory.grow or memory.size. */
  readonly callee: string;
  /** Short names from the called function to the allocator. */
  readonly chain: readonly string[];
  /** Whether the allocator is asked for a managed object. */
  readonly managed: boolean;
}

/** Why an expression allocates, in plain words, and what to write instead. */
export function explain({ node, callee, chain, managed }: Circumstance): Reason {
  const text = node ? quote(node) : `a call of \`${shortName(callee)}\``;
  if (callee === "memory.grow" || callee === "memory.size") {
    return {
      kind: "memory",
      message:
        callee === "memory.grow"
          ? `${text} asks the host for more memory`
          : `${text} reads the size of memory, so that a host must keep whole pages of 64 KiB`,
      hint: "declare what you need at compile time with memory.data(bytes, align), and keep its size in a constant",
    };
  }
  if (/^heap\.|^__(alloc|new|renew|realloc)$/.test(shortName(callee)) && !isNew(node)) {
    return {
      kind: "heap",
      message: `${text} takes memory from the heap`,
      hint: "declare the memory at compile time: const buffer = memory.data(bytes, align)",
    };
  }
  if (node && ts.isTemplateExpression(node)) {
    return {
      kind: "template",
      message: "a template string builds a string at run time",
      hint: 'send the values and leave the text to the host: log("temp {} C", t)',
    };
  }
  if (node && isConcatenation(node)) {
    return {
      kind: "concat",
      message: `${text} joins strings into a new one`,
      hint: 'send the values and leave the text to the host: log("temp {} C", t)',
    };
  }
  if (node && ts.isArrayLiteralExpression(node)) {
    return {
      kind: "array",
      message: "an array literal allocates an array",
      hint: "put the numbers into the module: const table = memory.data<i32>([1, 2, 3]), read with load<i32>(table + 4 * i); or a StaticArray that is a const of the module",
    };
  }
  if (isNew(node) || isConstructor(callee)) return explainNew(node, text, callee, managed);
  return {
    kind: "call",
    message: `${text} allocates: ${chain.join(" → ")}`,
    hint: waysOutOfCalls.find(([pattern]) => pattern.test(shortName(callee)))?.[1] ?? otherCalls,
  };
}

const waysOutOfCalls: readonly (readonly [RegExp, string])[] = [
  [
    /^(String|[IU](8|16|32|64)|F(32|64)|Bool|Date)#|#toString$/,
    'build no strings on the device: log("temp {} C", t) sends the value, the host keeps the text',
  ],
  [
    /^(Array|Map|Set|StaticArray|ArrayBuffer|\w+Array)\b/,
    "use storage of a fixed size: memory.data(bytes, align) with load and store",
  ],
];

const otherCalls =
  "call something that works in place: a function that fills memory.data, or an @unmanaged class in a pool";

function explainNew(node: ts.Node | null, text: string, callee: string, managed: boolean): Reason {
  const kind = node && ts.isObjectLiteralExpression(node) ? "object" : "new";
  const subject = kind === "object" ? "an object literal" : text;
  const name = isConstructor(callee)
    ? classOf(callee)
    : node && ts.isNewExpression(node)
      ? calledName(node.expression)
      : "it";
  if (isLibrary(callee) && isConstructor(callee)) {
    return {
      kind,
      message: `${subject} allocates: ${name} is a managed class of the library`,
      hint: "use storage of a fixed size: memory.data(bytes, align) with load and store",
    };
  }
  const place = `changetype<${name}>(memory.data(offsetof<${name}>()))`;
  if (managed) {
    return {
      kind,
      message: `${subject} allocates: ${name} is a managed class`,
      hint: `mark ${name} @unmanaged and give it a place: ${place}, a pool, or a variable of a task`,
    };
  }
  return {
    kind,
    message: `${subject} allocates: ${name} is @unmanaged, but \`new\` takes its memory from the heap all the same`,
    hint: `give it a place without \`new\`: ${place}, a pool, or a variable of a task`,
  };
}

function isNew(node: ts.Node | null): boolean {
  return node !== null && (ts.isNewExpression(node) || ts.isObjectLiteralExpression(node));
}

/** The expression as the author wrote it, on one line and not too long. */
function quote(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, " ");
  return text.length > 40 ? `\`${text.slice(0, 39)}…\`` : `\`${text}\``;
}
