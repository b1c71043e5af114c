import { createGpio } from "./gpio.ts";
import { createLog } from "./log.ts";
import type { PeripheralFactory } from "./peripheral.ts";

/** Every peripheral the simulator has. */
export const peripherals: readonly PeripheralFactory[] = [createGpio, createLog];
