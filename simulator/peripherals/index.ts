import { BORDER_MODULE } from "../../hal/generated/border.ts";
import type { HostFunction, HostImports } from "../core/admission.ts";
import { createGpio } from "./gpio.ts";
import { createLog } from "./log.ts";
import type { Peripheral, PeripheralFactory } from "./peripheral.ts";

/** Every peripheral the simulator has. */
export const peripherals: readonly PeripheralFactory[] = [createGpio, createLog];

/** What firmware may import: the functions of peripherals, and those `given`, which go first. */
export function importsOf(all: readonly Peripheral[], given: HostImports): HostImports {
  const own: Record<string, HostFunction> = {};
  Object.assign(own, ...all.map(({ imports }) => imports), given[BORDER_MODULE]);
  return { ...given, [BORDER_MODULE]: own };
}
