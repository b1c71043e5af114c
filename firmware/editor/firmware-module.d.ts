/** What `import ... from "./blink.ts?firmware"` gives, with the plugin of `wakeful/rollup`. */
declare module "*?firmware" {
  import type { SideTable } from "wakeful";

  /** The module, as it is flashed. */
  export const wasm: Uint8Array;
  /** What hosts want to know of it: texts, tasks, places. */
  export const table: SideTable;
}
