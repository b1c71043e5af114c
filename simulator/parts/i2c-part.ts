/** What parts on a two-wire bus have in common: their wires, their supply, and what they tell. */
import type { DeviceTiming } from "../buses/i2c-timing-watch.ts";
import { I2cDevice, type I2cHooks } from "../buses/i2c-device.ts";
import { z } from "zod";
import { PartOutput } from "./output.ts";
import type { Inside, PartContext } from "./part.ts";

/** Names of the terminals of a part; what they are wired to counts, so one of several that are joined will do. */
export interface I2cTerminals {
  readonly sda: string;
  readonly scl: string;
  readonly vcc: string;
  readonly gnd: string;
}

export const I2C_TERMINALS: I2cTerminals = { sda: "SDA", scl: "SCL", vcc: "VCC", gnd: "GND" };

/** Less than any pull-up: what feeds a part through more is no supply. */
const SUPPLY_OHMS = 1_000;

/** The open drains of a part, and the pull-ups that its board carries; 0: none. */
export function i2cInside({ sda, scl, vcc, gnd }: I2cTerminals, pullUpOhms: number): Inside {
  const lines = [sda, scl];
  return {
    outputs: lines.map((terminal) => ({ terminal, low: gnd })),
    resistors: pullUpOhms > 0 ? lines.map((a) => ({ a, b: vcc, ohms: pullUpOhms })) : [],
  };
}

/** An address as it is written on a board: `0x3c` or `60`. */
export const addressAttr = (fallback: string): z.ZodDefault<z.ZodString> =>
  z
    .string()
    .refine((text) => parseAddress(text) !== undefined, {
      error: 'should be an address of 7 bits such as "0x3c"',
    })
    .default(fallback);

export function parseAddress(text: string): number | undefined {
  const value = /^(0x[\da-f]+|\d+)$/i.test(text) ? Number(text) : NaN;
  return value <= 0x7f ? value : undefined;
}

export interface I2cPartOptions {
  readonly id: string;
  readonly context: PartContext;
  readonly terminals: I2cTerminals;
  /** Of its datasheet. */
  readonly timing: DeviceTiming;
  /** What messages call it: `SSD1306`. */
  readonly name: string;
  readonly address: () => number;
  readonly hooks: I2cHooks;
  /** The supply has come or gone. */
  readonly onPower?: (isPowered: boolean) => void;
}

/** Whether a part is fed: not by the pull-ups of its own lines. */
export function isPowered(
  { circuit }: PartContext,
  id: string,
  { vcc, gnd }: I2cTerminals,
): boolean {
  const isFed =
    circuit.levelAt(`${id}:${vcc}`) === 1 && circuit.ohmsAt(`${id}:${vcc}`) < SUPPLY_OHMS;
  return isFed && circuit.levelAt(`${id}:${gnd}`) === 0;
}

/** Puts a part on the bus. */
export function connectI2c(options: I2cPartOptions): I2cDevice {
  const { id, context, terminals, timing, name, address, hooks, onPower } = options;
  const { circuit, clock } = context;
  const [sda, scl, vcc, gnd] = [terminals.sda, terminals.scl, terminals.vcc, terminals.gnd].map(
    (terminal) => `${id}:${terminal}`,
  ) as [string, string, string, string];
  const drains = [
    new PartOutput(circuit, id, terminals.sda),
    new PartOutput(circuit, id, terminals.scl),
  ];
  const level = (terminal: string): 0 | 1 => (circuit.levelAt(terminal) === 1 ? 1 : 0);
  const device = new I2cDevice({
    clock,
    lines: {
      pullSda: (to) => drains[0]!.pull(to),
      pullScl: (to) => drains[1]!.pull(to),
      get sda() {
        return level(sda);
      },
      get scl() {
        return level(scl);
      },
    },
    timing,
    address,
    hooks,
    isPowered: () => isPowered(context, id, terminals),
    ...(onPower && { onPower }),
    onUnpowered: () =>
      circuit.report(
        "no-power",
        `${id} is on a bus that is used, but it has no power`,
        `Wire ${vcc} to the supply and ${gnd} to ground.`,
      ),
    onTooFast: (what) =>
      circuit.report(
        "i2c-timing",
        `the bus is too fast for ${id}, a ${name}: ${what}`,
        "Open the bus with a lower clock, such as 100_000.",
      ),
  });
  circuit.watch([sda, scl], () => device.update());
  // A supply that goes while pull-ups hold VCC high changes no level: the next START looks again.
  if (onPower) circuit.watch([vcc, gnd], () => void device.lookAtPower());
  return device;
}
