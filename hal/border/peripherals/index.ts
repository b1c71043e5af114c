// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PeripheralBorder } from "../model/types.ts";
import { gpio } from "./gpio.ts";
import { spi } from "./spi.ts";
import { strip } from "./strip.ts";

/** Every kind of hardware that the border knows. */
export const all: readonly PeripheralBorder[] = [gpio, spi, strip];
