/** JSON text whose values know where they stand. */
import {
  createScanner,
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from "jsonc-parser";

/** Something wrong at a place of the text; lines and columns count from 1. */
export interface Issue {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type JsonPath = readonly (string | number)[];

/** Numbers of the scanner's tokens, whose own enum cannot be used in isolated modules. */
const [OPEN_BRACE, OPEN_BRACKET, EOF] = [1, 3, 17];

export class JsonSource {
  /** What is wrong with the text as JSON: syntax, and keys given twice. */
  readonly issues: readonly Issue[];
  readonly value: unknown;
  readonly #lines: readonly number[];
  readonly #root: Node | undefined;

  /** Comments are allowed; trailing commas are not. */
  constructor(text: string) {
    // Editors on Windows like to begin a file with a byte order mark.
    text = text.replace(/^\ufeff/, "");
    this.#lines = lineStarts(text);
    const deep = tooDeep(text);
    if (deep !== undefined) {
      this.issues = [this.#issue(deep, `nested deeper than ${MOST_DEPTH} levels`)];
      this.value = undefined;
      return;
    }
    const errors: ParseError[] = [];
    this.#root = parseTree(text, errors);
    const issues = errors.map(({ error, offset }) => this.#issue(offset, words(error)));
    if (this.#root !== undefined) this.#findDoubleKeys(this.#root, issues);
    this.issues = issues;
    this.value = this.#root === undefined ? undefined : getNodeValue(this.#root);
  }

  has(path: JsonPath): boolean {
    return this.#root !== undefined && findNodeAtLocation(this.#root, [...path]) !== undefined;
  }

  /** An issue at a value, or at the nearest value around it that exists. */
  at(path: JsonPath, message: string): Issue {
    for (let length = path.length; this.#root !== undefined && length >= 0; length--) {
      const node = findNodeAtLocation(this.#root, path.slice(0, length));
      if (node !== undefined) return this.#issue(node.offset, message);
    }
    return this.#issue(0, message);
  }

  /** An issue at the key of a value. */
  atKey(path: JsonPath, message: string): Issue {
    const node = this.#root && findNodeAtLocation(this.#root, [...path]);
    return this.#issue(node?.parent?.offset ?? 0, message);
  }

  #issue(offset: number, message: string): Issue {
    let low = 0;
    for (let high = this.#lines.length; low + 1 < high;) {
      const middle = (low + high) >> 1;
      if (this.#lines[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.#lines[low]! + 1, message };
  }

  #findDoubleKeys(node: Node, issues: Issue[]): void {
    const seen = new Set<string>();
    for (const child of node.children ?? []) {
      if (node.type === "object") {
        const key = child.children![0]!.value as string;
        if (seen.has(key))
          issues.push(this.#issue(child.offset, `the key "${key}" is given twice`));
        seen.add(key);
      }
      this.#findDoubleKeys(child, issues);
    }
  }
}

/** Levels of nesting; a diagram has four, and the parser is recursive. */
const MOST_DEPTH = 100;

/** Offsets at which lines begin. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((m) => m.index + m[0].length)];
}

/** Where the text is nested too deep, if it is. */
function tooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token = scanner.scan(); token !== EOF; token = scanner.scan()) {
    if (token === OPEN_BRACE || token === OPEN_BRACKET) depth++;
    else if (token === OPEN_BRACE + 1 || token === OPEN_BRACKET + 1) depth--;
    if (depth > MOST_DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

/** `CloseBraceExpected` as `close brace expected`. */
function words(error: number): string {
  const name = printParseErrorCode(error).replace(/(?<=[a-z])[A-Z]/g, (c) => ` ${c}`);
  return `not valid JSON: ${name.toLowerCase()}`;
}
