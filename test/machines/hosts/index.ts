/**
 * The machines that the suite runs on. A new one is a file in this folder, a line here, and a spec in
 * `test/machines/suite` that calls `conform` with it. The tables of the docs have them in this order.
 */
import type { Machine } from "../machine.ts";
import { native, ticking } from "./native.ts";

export const machines: readonly Machine[] = [native, ...ticking];
