/**
 * Parts of the firmware under test, driven by hand: compiled with assertions, instantiated with a
 * host that the test itself plays.
 */
import { fileURLToPath } from "node:url";
import { compile } from "../../compiler/compile.ts";
import type { SideTable } from "../../hal/border/side-table.ts";
import { importTypes, type BorderExports, type BorderImports } from "../../hal/generated/border.ts";

export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

type Callbacks = Record<string, (...args: never[]) => unknown>;

export interface Parts {
  readonly table: SideTable;
  readonly wasm: Uint8Array;
  /**
   * A fresh instance.
   * @param host what the border's imports do; the rest do nothing.
   * @param test functions that the fixture declares.
   */
  instantiate<T>(host?: Partial<BorderImports>, test?: Callbacks): T & BorderExports;
}

/** Answers 0 to all, so that a new peripheral changes nothing here. */
const silentHost = {
  ...Object.fromEntries(
    Object.entries(importTypes).map(([name, { result }]) => [
      name,
      () => (result === "void" ? undefined : result === "i64" ? 0n : 0),
    ]),
  ),
  panic: (code: number) => {
    throw new Error(`panic ${code}`);
  },
} as unknown as BorderImports;

/** Compiles a fixture with all it exports. */
export async function loadParts(entry: string): Promise<Parts> {
  const { wasm, table } = await compile(entry, {
    root: projectRoot,
    mode: "debug",
    keepExports: true,
  });
  const module = new WebAssembly.Module(wasm as BufferSource);
  return {
    table,
    wasm,
    instantiate<T>(host: Partial<BorderImports> = {}, test: Callbacks = {}) {
      const imports: WebAssembly.Imports = {};
      for (const { module: from, name } of WebAssembly.Module.imports(module)) {
        const provided = from === "hal" ? { ...silentHost, ...namedPanic(table), ...host } : test;
        const value = (provided as Callbacks)[name];
        if (!value) throw new Error(`the test provides no ${from}.${name}`);
        (imports[from] ??= {})[name] = value;
      }
      return new WebAssembly.Instance(module, imports).exports as unknown as T & BorderExports;
    },
  };
}

function namedPanic(table: SideTable): Pick<BorderImports, "panic"> {
  return {
    panic(code) {
      throw new Error(table.panics[code]?.text ?? "assertion failed");
    },
  };
}
