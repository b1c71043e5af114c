// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PeripheralFactory } from "./peripheral.ts";
import { createAdc } from "./adc.ts";
import { createGpio } from "./gpio.ts";
import { createLog } from "./log.ts";
import { createPwm } from "./pwm.ts";

/** Every peripheral the simulator has. */
export const peripherals: readonly PeripheralFactory[] = [
  createAdc,
  createGpio,
  createLog,
  createPwm,
];
