/**
 * Which driver serves which interrupt source. The compiler writes `raise` from this, with the
 * drivers that the firmware imports and no others, so an unused one costs neither flash nor RAM.
 *
 * To add a driver that interrupts wake: one entry here, one file in `hal/drivers/`, exported from
 * `hal/index.ts`.
 */
export interface Driver {
  /** Member of the border's `Source`. */
  readonly source: string;
  /** File under the package, without extension. */
  readonly module: string;
  /** Names in `hal/index.ts` whose import brings the driver in. */
  readonly names: readonly string[];
  /** What the module exports; it has static `deliver(index, value, time)` and `resync(time)`. */
  readonly target: string;
}

export const drivers: readonly Driver[] = [
  {
    source: "Gpio",
    module: "hal/drivers/input",
    names: ["Input", "PinWait", "EdgeStream"],
    target: "Input",
  },
  { source: "Gpio", module: "hal/drivers/button", names: ["Button"], target: "Button" },
  { source: "Gpio", module: "hal/drivers/encoder", names: ["Encoder"], target: "Encoder" },
];
