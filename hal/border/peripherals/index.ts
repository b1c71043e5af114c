// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PeripheralBorder } from "../model/types.ts";
import { adc } from "./adc.ts";
import { digital } from "./digital.ts";
import { flash } from "./flash.ts";
import { gpio } from "./gpio.ts";
import { i2c } from "./i2c.ts";
import { power } from "./power.ts";
import { pwm } from "./pwm.ts";
import { random } from "./random.ts";
import { rtc } from "./rtc.ts";
import { spi } from "./spi.ts";
import { strip } from "./strip.ts";
import { uart } from "./uart.ts";
import { watchdog } from "./watchdog.ts";

/** Every kind of hardware that the border knows. */
export const all: readonly PeripheralBorder[] = [
  adc,
  digital,
  flash,
  gpio,
  i2c,
  power,
  pwm,
  random,
  rtc,
  spi,
  strip,
  uart,
  watchdog,
];
