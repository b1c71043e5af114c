// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PeripheralFactory } from "./peripheral.ts";
import { createGpio } from "./gpio.ts";
import { createLog } from "./log.ts";
import { createUart } from "./uart.ts";

/** Every peripheral the simulator has. */
export const peripherals: readonly PeripheralFactory[] = [createGpio, createLog, createUart];
