import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { declarations } from "../../../compiler/editor/declarations.ts";
import { projectRoot } from "../../support/parts.ts";

test("firmware/editor/wakeful.d.ts is what the sources say", async () => {
  const read = (path: string): string => readFileSync(join(projectRoot, `${path}.ts`), "utf8");
  const file = join(projectRoot, "firmware/editor/wakeful.d.ts");
  const text = await format(declarations(read), { parser: "typescript", printWidth: 100 });
  if (process.env["WAKEFUL_GENERATE"] === "1") writeFileSync(file, text);
  expect(readFileSync(file, "utf8"), "stale: run `npm run generate`").toBe(text);
});

/** What is declared of a package with this file, without what is declared of every package. */
async function declared(names: string, text: string): Promise<string> {
  const files: Record<string, string> = {
    "firmware/index": `export { ${names} } from "./part";`,
    "firmware/part": text,
    "hal/index": "",
  };
  const whole = await format(
    declarations((path) => files[path]!),
    { parser: "typescript" },
  );
  return whole.slice(whole.indexOf(";\n") + 2, whole.lastIndexOf("export {}")).trim();
}

test("a place can be left out or given", async () => {
  const text = `
/** Waits. */
export function nap(place: Nap, span: u64 = 5): Nap { return place.begin(span); }

export class Nap {
  /** Makes one. */
  static make<T>(place: Nap): Nap { return place; }
  /** Not a place. */
  begin(place: u64): Nap { return this; }
}`;
  expect(await declared("nap, Nap", text)).toMatchInlineSnapshot(`
    "/** Waits. */
    export declare function nap(span?: u64): Nap;
    /** The same, in memory that the caller gives: for futures written by hand. */
    export declare function nap(place: Nap, span?: u64): Nap;

    export declare class Nap {
      /** Makes one. */
      static make<T>(): Nap;
      /** The same, in memory that the caller gives: for futures written by hand. */
      static make<T>(place: Nap): Nap;
      /** Not a place. */
      begin(place: u64): Nap;
    }"
  `);
});

test("what firmware has no use for is left out", async () => {
  const text = `
import { Hidden } from "./hidden";
enum Want { This }
export class Shown {
  @inline private secret: u32;
  /** How many. */
  count: u32 = 3;
  private get inner(): u32 { return 1; }
  /** Not for all. */
  get half(): u32 { const x: Hidden = 1; return this.count / 2; }
  set half(value: u32) { this.count = value * 2; }
  hidden(): Hidden { return 1; }
  want(want: Want): void {}
  /** @internal */
  machinery(): void {}
}`;
  expect(await declared("Shown", text)).toMatchInlineSnapshot(`
    "export declare class Shown {
      /** How many. */
      count: u32;
      /** Not for all. */
      get half(): u32;
      set half(value: u32);
    }"
  `);
});

test("a stream can be iterated over", async () => {
  const text = `
export abstract class Future<T> { poll(): bool { return unreachable(); } }
export class Tick extends Future<u32> { get hasValue(): bool { return true; } }
export class Ticker { next(place: Tick): Tick { return place; } }`;
  expect(await declared("Future, Tick, Ticker", text)).toMatchInlineSnapshot(`
    "export declare abstract class Future<T> {
      poll(): bool;
      /** What \`await\` gives. */
      protected then(done: (value: T) => unknown): void;
    }

    export declare class Tick extends Future<u32> {
      get hasValue(): bool;
    }

    export declare class Ticker {
      next(): Tick;
      /** The same, in memory that the caller gives: for futures written by hand. */
      next(place: Tick): Tick;
      /** What \`for await\` gives. */
      protected [Symbol.asyncIterator](): AsyncIterator<Awaited<Tick>>;
    }"
  `);
});

test("an index that says less than names is refused", () => {
  const read = (path: string): string => (path === "firmware/index" ? 'export * from "./x";' : "");
  expect(() => declarations(read)).toThrow('firmware/index.ts: write export { names } from "file"');
});
