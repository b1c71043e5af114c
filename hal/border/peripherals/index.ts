// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PeripheralBorder } from "../model/types.ts";
import { adc } from "./adc.ts";
import { gpio } from "./gpio.ts";
import { i2c } from "./i2c.ts";
import { pwm } from "./pwm.ts";
import { uart } from "./uart.ts";

/** Every kind of hardware that the border knows. */
export const all: readonly PeripheralBorder[] = [adc, gpio, i2c, pwm, uart];
