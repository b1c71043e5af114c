// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PeripheralFactory } from "./peripheral.ts";
import { createAdc } from "./adc.ts";
import { createFlash } from "./flash.ts";
import { createGpio } from "./gpio.ts";
import { createI2c } from "./i2c.ts";
import { createLog } from "./log.ts";
import { createPower } from "./power.ts";
import { createPwm } from "./pwm.ts";
import { createRandom } from "./random.ts";
import { createRtc } from "./rtc.ts";
import { createSpi } from "./spi.ts";
import { createStrip } from "./strip.ts";
import { createUart } from "./uart.ts";
import { createWatchdog } from "./watchdog.ts";

/** Every peripheral the simulator has. */
export const peripherals: readonly PeripheralFactory[] = [
  createAdc,
  createFlash,
  createGpio,
  createI2c,
  createLog,
  createPower,
  createPwm,
  createRandom,
  createRtc,
  createSpi,
  createStrip,
  createUart,
  createWatchdog,
];
