import { BORDER_MODULE } from "../../hal/generated/border.ts";
import type { HostFunction, HostImports } from "../core/admission.ts";
import type { Peripheral } from "./peripheral.ts";

export { peripherals } from "./all.ts";

/** What firmware may import: the functions of peripherals, and those `given`, which go first. */
export function importsOf(all: readonly Peripheral[], given: HostImports): HostImports {
  const own: Record<string, HostFunction> = {};
  Object.assign(own, ...all.map(({ imports }) => imports), given[BORDER_MODULE]);
  return { ...given, [BORDER_MODULE]: own };
}
