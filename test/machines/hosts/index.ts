/**
 * The machines that the suite runs on. A new one is a file in this folder, a line here, and a spec in
 * `test/machines/suite` that calls `conform` with it. The tables of the docs have them in this order.
 */
import type { Machine } from "../machine.ts";
import { cortexM3 } from "./cortex-m3.ts";
import { native, ticking } from "./native.ts";
import { pico } from "./pico.ts";
import { uno, unoSmall } from "./uno.ts";
import { wamrClassic, wamrFast } from "./wamr.ts";
import { wasm3 } from "./wasm3.ts";

export const machines: readonly Machine[] = [
  native,
  ...ticking,
  uno,
  unoSmall,
  pico,
  cortexM3,
  wamrClassic,
  wamrFast,
  wasm3,
];
