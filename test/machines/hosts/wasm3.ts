import { wasm3Program, wasm3Runtime, wasm3Tools } from "../../../hal/ports/wasm3/library.ts";
import { interpreterMachine } from "./interpreter.ts";

export const wasm3 = interpreterMachine({
  name: "wasm3",
  title: "wasm3 on this computer, virtual time",
  runtime: wasm3Runtime,
  tools: wasm3Tools,
  program: wasm3Program,
});
