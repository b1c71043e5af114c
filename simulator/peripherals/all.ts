// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PeripheralFactory } from "./peripheral.ts";
import { createGpio } from "./gpio.ts";
import { createLog } from "./log.ts";
import { createSpi } from "./spi.ts";
import { createStrip } from "./strip.ts";

/** Every peripheral the simulator has. */
export const peripherals: readonly PeripheralFactory[] = [
  createGpio,
  createLog,
  createSpi,
  createStrip,
];
