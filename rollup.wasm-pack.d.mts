import type { Plugin } from "rollup";

/** What the adapter is given: see rollup.wasm-pack.mjs. */
export interface WasmPackOptions {
  readonly crate: string;
  readonly library: string;
  readonly checkModule: (wasm: Uint8Array) => MaybePromise<{
    readonly findings: readonly { readonly message: string; readonly hint: string }[];
  }>;
  readonly tell?: (text: string) => void;
}

type MaybePromise<T> = T | Promise<T>;

export function wasmPack(options: WasmPackOptions): Plugin;
