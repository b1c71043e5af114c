/** Puts functions of the host where a guarded copy (see guard.ts) calls them. */
import { HOOKS_EXPORT } from "./guard.ts";

/** `(module (import "h" "f" (func)) (export "f" (func 0)))` */
const wrapper = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  ...[0x02, 0x07, 0x01, 0x01, 0x68, 0x01, 0x66, 0x00, 0x00],
  ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00],
]);

let compiled: WebAssembly.Module | undefined;

/** @param which one of `Hook`. */
export function setHook(instance: WebAssembly.Instance, which: number, f: () => void): void {
  // A table holds nothing but functions of modules.
  compiled ??= new WebAssembly.Module(wrapper);
  const { exports } = new WebAssembly.Instance(compiled, { h: { f } });
  (instance.exports[HOOKS_EXPORT] as WebAssembly.Table).set(which, exports["f"]);
}
