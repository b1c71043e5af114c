/** The boards and runtimes that `wakeful build --target` knows. */
import { uno } from "./atmega328p/target.ts";
import { c } from "./c/target.ts";
import { pico } from "./rp2040/target.ts";
import { wamr } from "./wamr/target.ts";
import { wasm3 } from "./wasm3/target.ts";
import { cortexM3 } from "./lm3s6965/target.ts";
import type { Target } from "../build/target.ts";

export { BuildError } from "../build/build-error.ts";
export type { Artefact, Built, Job, Optimize, Sizes, Target, Tool } from "../build/target.ts";
export { installCommand, missingTools } from "../build/tools.ts";

export const targets: readonly Target[] = [uno, pico, cortexM3, wamr, wasm3, c];
