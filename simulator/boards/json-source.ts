/** JSON text whose values know where they stand. */
import {
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

export class JsonSource {
  /** What is wrong with the text as JSON: syntax, and keys given twice. */
  readonly issues: readonly Issue[];
  readonly value: unknown;
  readonly #text: string;
  readonly #root: Node | undefined;

  /** Comments are allowed; trailing commas are not. */
  constructor(text: string) {
    this.#text = text;
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
    const before = this.#text.slice(0, offset).split(/\r\n|\n|\r/);
    return { line: before.length, column: before.at(-1)!.length + 1, message };
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

/** `CloseBraceExpected` as `close brace expected`. */
function words(error: number): string {
  const name = printParseErrorCode(error).replace(/(?<=[a-z])[A-Z]/g, (c) => ` ${c}`);
  return `not valid JSON: ${name.toLowerCase()}`;
}
