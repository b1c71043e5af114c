// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PeripheralBorder } from "../model/types.ts";
import { digital } from "./digital.ts";
import { gpio } from "./gpio.ts";
import { uart } from "./uart.ts";

/** Every kind of hardware that the border knows. */
export const all: readonly PeripheralBorder[] = [digital, gpio, uart];
