/** What drives the nets of a board: all that their levels follow from. */
import { PinMode } from "../../hal/generated/border.ts";
import type { Board } from "../core/board.ts";
import type { Clock, Happening } from "../core/context.ts";
import type { Drives } from "./resolver.ts";

/** Inputs without a pull, nothing driven from outside, all contacts open, all wires sound. */
export function idleDrives({ pins, switches, resistors }: Board): Drives {
  return {
    mode: new Uint8Array(pins.length).fill(PinMode.Input),
    latch: new Uint8Array(pins.length),
    probe: new Uint8Array(pins.length),
    closed: new Uint8Array(switches.length),
    ohms: Float64Array.from(resistors, ({ ohms }) => ohms),
    faults: new Uint8Array(pins.length),
  };
}

export function copyOfDrives({ mode, latch, probe, closed, ohms, faults }: Drives): Drives {
  return {
    mode: mode.slice(),
    latch: latch.slice(),
    probe: probe.slice(),
    closed: closed.slice(),
    ohms: ohms.slice(),
    faults: faults.slice(),
  };
}

/** Makes `drives`, of the same board, what `from` is. */
export function setDrives(drives: Drives, from: Drives): void {
  drives.mode.set(from.mode);
  drives.latch.set(from.latch);
  drives.probe.set(from.probe);
  drives.closed.set(from.closed);
  drives.ohms.set(from.ohms);
  drives.faults.set(from.faults);
}

/** What is asked of a pin now, if it is asked from outside. */
export function deedNow(
  { busy, now }: Clock,
  kind: string,
  pin: number,
  ...words: string[]
): Happening | undefined {
  return busy ? undefined : { kind, at: now, words: [`${pin}`, ...words] };
}
