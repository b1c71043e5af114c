/** What parts on a two-wire bus have in common: their wires, their supply, and what they tell. */
import type { DeviceTiming } from "../buses/i2c-timing-watch.ts";
import { I2cDevice, type I2cHooks } from "../buses/i2c-device.ts";
import { i2cListenersOf } from "../buses/i2c-devices.ts";
import { z } from "zod";
import { PartOutput } from "./output.ts";
import type { Inside, PartContext } from "./part.ts";
import { Supply, type SupplyTerminals } from "./supply.ts";

/** Names of the terminals of a part; what they are wired to counts, so one of several that are joined will do. */
export interface I2cTerminals extends SupplyTerminals {
  readonly sda: string;
  readonly scl: string;
}

export const I2C_TERMINALS: I2cTerminals = { sda: "SDA", scl: "SCL", vcc: "VCC", gnd: "GND" };

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
  /** The supply has come or gone; of both its wires at once it may be told twice. */
  readonly onPower?: (isPowered: boolean) => void;
}

/** Puts a part on the bus. */
export function connectI2c(options: I2cPartOptions): I2cDevice {
  const { id, context, terminals, timing, name, address, hooks, onPower } = options;
  const { circuit, clock } = context;
  const [sda, scl] = [`${id}:${terminals.sda}`, `${id}:${terminals.scl}`];
  i2cListenersOf(circuit).push({ id, sda, scl, address });
  const supply = new Supply(circuit, id, terminals);
  const drains = [new PartOutput(supply, terminals.sda), new PartOutput(supply, terminals.scl)];
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
    isPowered: () => supply.isOn,
    ...(onPower && { onPower }),
    onUnpowered: () => void supply.isOnWhenUsed("is on a bus that is used"),
    onTooFast: (what) =>
      circuit.report(
        "i2c-timing",
        `the bus is too fast for ${id}, a ${name}: ${what}`,
        "Open the bus with a lower clock, such as 100_000.",
      ),
  });
  circuit.watch([sda, scl], () => device.update());
  if (onPower) supply.watch(() => void device.lookAtPower());
  return device;
}
