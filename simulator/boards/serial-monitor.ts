/** Wokwi's stand-in for the serial monitor, which any diagram may be wired to. */
import type { Board } from "../core/board.ts";

export const SERIAL_MONITOR = "$serialMonitor";
export const SERIAL_MONITOR_TERMINALS = ["TX", "RX"];

/**
 * The serial port that the monitor is wired to; as on Wokwi the first one if it is wired to none.
 * @param wires the ends of those that go to it.
 */
export function monitoredPort(
  { pins, functions }: Board,
  wires: readonly (readonly string[])[],
): number {
  const pinOf = (terminal: string): number | undefined =>
    pins.find(({ terminals }) => terminals.includes(terminal))?.logical;
  const found = functions.uart.findIndex(({ tx, rx }) =>
    wires.some((ends) => {
      const pin = ends.map(pinOf).find((one) => one !== undefined);
      const own = ends.includes(`${SERIAL_MONITOR}:TX`) ? rx : tx;
      return pin === own;
    }),
  );
  return Math.max(0, found);
}
