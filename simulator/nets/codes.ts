import type { Level } from "../core/context.ts";

/** Levels as stored: index into `LEVELS`. */
export const CODE_Z = 2;
export const CODE_X = 3;

export const LEVELS: readonly Level[] = [0, 1, "z", "x"];
