import { z } from "zod";
import { FAST_MODE } from "../buses/i2c-timing.ts";
import type { I2cDevice } from "../buses/i2c-device.ts";
import { UsageError } from "../core/errors.ts";
import { addressAttr, connectI2c, i2cInside, I2C_TERMINALS, parseAddress } from "./i2c-part.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { HEIGHT, Ssd1306Core, WIDTH } from "./ssd1306/core.ts";

/**
 * Solomon Systech SSD1306 rev. 1.4, table 13-6, I2C interface timing. It asks for a cycle of 2.5 µs, and not for
 * its halves: those are of fast mode.
 */
export const SSD1306_TIMING = FAST_MODE;

/** As on the usual modules. */
const PULL_UP_OHMS = 4_700;

interface DisplayState {
  readonly core: unknown;
  readonly device: unknown;
  readonly stage: Stage;
}

/** What the next byte of a transfer is: datasheet, 8.1.5.2. */
type Stage = "control" | "one command" | "one datum" | "commands" | "data";

/** A display of 128 by 64 pixels that are lit or not. */
export class Ssd1306 implements Part {
  readonly id: string;
  readonly width = WIDTH;
  readonly height = HEIGHT;
  readonly #core: Ssd1306Core;
  readonly #device: I2cDevice;
  #stage: Stage = "control";

  constructor(id: string, attrs: { i2cAddress: string }, context: PartContext) {
    this.id = id;
    const { circuit } = context;
    this.#core = new Ssd1306Core((code, message, hint) =>
      circuit.report(code, `${id}, a SSD1306: ${message}`, hint),
    );
    const address = parseAddress(attrs.i2cAddress)!;
    this.#device = connectI2c({
      id,
      context,
      terminals: I2C_TERMINALS,
      timing: SSD1306_TIMING,
      name: "SSD1306",
      address: () => address,
      hooks: {
        start: () => {
          this.#stage = "control";
          return true;
        },
        write: (byte) => this.#write(byte),
        read: () => this.#core.status,
        stop: () => undefined,
      },
      onPower: () => this.#core.reset(),
    });
  }

  /** Whether it shows anything: it was switched on, with its charge pump. */
  get on(): boolean {
    return this.#core.isLit;
  }

  /** 0 to 255. */
  get contrast(): number {
    return this.#core.contrast;
  }

  /** Whether a pixel is lit; x is 0 to 127 from the left, y 0 to 63 from the top. */
  pixel(x: number, y: number): boolean {
    if (!(x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT)) {
      throw new UsageError(
        `${this.id} has no pixel ${x}, ${y}`,
        `x is 0 to ${WIDTH - 1}, y is 0 to ${HEIGHT - 1}`,
      );
    }
    return this.#core.pixel(x, y);
  }

  /**
   * The picture as text, two rows of pixels a line: `█` both, `▀` the upper, `▄` the lower one is lit. Spaces at
   * the ends of lines, and empty lines at the end, are left out.
   */
  toText(): string {
    const lines: string[] = [];
    for (let y = 0; y < HEIGHT; y += 2) {
      let line = "";
      for (let x = 0; x < WIDTH; x++) {
        line += " ▀▄█"[Number(this.pixel(x, y)) + 2 * Number(this.pixel(x, y + 1))]!;
      }
      lines.push(line.trimEnd());
    }
    return lines.join("\n").trimEnd();
  }

  save(): DisplayState {
    return { core: this.#core.save(), device: this.#device.save(), stage: this.#stage };
  }

  restore({ core, device, stage }: DisplayState): void {
    this.#core.restore(core as ReturnType<Ssd1306Core["save"]>);
    this.#device.restore(device as ReturnType<I2cDevice["save"]>);
    this.#stage = stage;
  }

  #write(byte: number): boolean {
    const stage = this.#stage;
    if (stage === "control") {
      const isData = (byte & 0x40) !== 0;
      const goesOn = (byte & 0x80) !== 0;
      this.#stage = goesOn ? (isData ? "one datum" : "one command") : isData ? "data" : "commands";
      return true;
    }
    if (stage === "data" || stage === "one datum") this.#core.data(byte);
    else this.#core.command(byte);
    if (stage === "one datum" || stage === "one command") this.#stage = "control";
    return true;
  }
}

/** Wokwi's display, in both of its drawings: the older one has other names for the same four terminals. */
export const ssd1306 = definePart({
  types: ["wokwi-ssd1306", "board-ssd1306"],
  figures: {
    source: "Solomon Systech SSD1306 rev. 1.4, tables 9-1 and 13-6",
    checked: "times of the bus, commands",
    unchecked: "it tells no halves of the clock: those of fast mode are taken",
  },
  terminals: ["GND", "VCC", "SCL", "SDA", "VIN", "3V3", "CLK", "DATA", "DC", "RST", "CS"],
  attrs: z.strictObject({ i2cAddress: addressAttr("0x3c") }),
  inside: () => ({
    ...i2cInside(I2C_TERMINALS, PULL_UP_OHMS),
    joins: [
      ["VCC", "VIN"],
      ["SCL", "CLK"],
      ["SDA", "DATA"],
    ],
  }),
  create: (id, attrs, context) => new Ssd1306(id, attrs, context),
});
