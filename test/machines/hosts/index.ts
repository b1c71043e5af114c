/** The machines that the suite runs on. A new one is a file in this folder, and a line here. */
import type { Machine } from "../machine.ts";
import { native, ticking } from "./native.ts";

export const machines: readonly Machine[] = [native, ...ticking];
