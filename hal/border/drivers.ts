/**
 * The drivers that interrupts wake. The compiler writes `raise` from this, with those that the firmware imports
 * and no others, so an unused one costs neither flash nor RAM.
 */
import { all } from "./peripherals/index.ts";
import type { Driver, DriverStatic, Supervisor } from "./model/types.ts";

export const drivers: readonly Driver[] = all.flatMap(({ drivers }) => drivers);

/** Those that the executor asks at the end of each turn. */
export const supervisors: readonly Supervisor[] = all.flatMap(({ supervisor }) => supervisor ?? []);

/** Static memory of drivers. */
export const driverStatics: readonly DriverStatic[] = all.flatMap(({ statics }) => statics ?? []);
