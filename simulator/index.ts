/** The simulator's public surface. Nothing in it needs Node. */
export { Simulator } from "./core/simulator.ts";
export type { LogLine, SimulatorState, Summary } from "./core/simulator.ts";
export type { SimulatorOptions } from "./core/options.ts";
export type { HostFunction, HostImports } from "./core/admission.ts";
export type { PinView } from "./core/pin-view.ts";
export { FirmwareError, UsageError } from "./core/errors.ts";
export type { FirmwareErrorCode, FirmwareErrorDetails } from "./core/errors.ts";
export {
  days,
  formatTime,
  hours,
  micros,
  millis,
  minutes,
  nanos,
  parseDuration,
  seconds,
} from "./core/time.ts";
export type { Clock, Diagnostic, Level, Random } from "./core/context.ts";
export type { TaskState } from "./diagnosis/tasks.ts";
export type { Place, SideTable } from "../hal/border/side-table.ts";
