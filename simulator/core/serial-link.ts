/**
 * What is plugged into the serial ports of a board: a line to each RX pin, through a resistor. Nothing is driven
 * until the other end sends, so that a board whose serial ports are not used is as if it were not there.
 *
 * ```
 *   VCC ──/ ──┐
 *             ├──[ 1 kΩ ]── RX pin
 *   GND ──/ ──┘
 * ```
 */
import type { Board, BoardPin, PinFunctions, Resistor, Switch } from "./board.ts";

/**
 * Arduino Uno R3 schematic, RN4: between the USB chip and pins 0 and 1. So what is wired to the pin besides, such
 * as its own TX, is stronger.
 */
const LINE_OHMS = 1_000;

const line = (port: number): string => `$serial${port}`;

/** Names of the contacts that drive the line of a port. */
export const lineContact = (port: number, level: 0 | 1): string =>
  `${line(port)}:${level === 1 ? "high" : "low"}`;

/** What a board has to have for its serial ports. */
export function serialLinks(
  pins: readonly BoardPin[],
  { uart }: PinFunctions,
): Pick<Board, "terminals" | "resistors" | "switches" | "ground" | "supply"> {
  const terminals: string[] = [];
  const resistors: Resistor[] = [];
  const switches: Switch[] = [];
  const at = (name: string): string[] => uart.map((_, port) => `${line(port)}:${name}`);
  uart.forEach(({ rx }, port) => {
    const a = `${line(port)}:TX`;
    const [b] = pins.find(({ logical }) => logical === rx)!.terminals;
    terminals.push(a, `${line(port)}:GND`, `${line(port)}:VCC`);
    resistors.push({ id: line(port), a, b: b!, ohms: LINE_OHMS });
    switches.push(
      { id: lineContact(port, 0), a, b: `${line(port)}:GND` },
      { id: lineContact(port, 1), a, b: `${line(port)}:VCC` },
    );
  });
  return { terminals, resistors, switches, ground: at("GND"), supply: at("VCC") };
}
