/** The parts of a board in operation. */
import type { Board } from "../core/board.ts";
import type { Clock } from "../core/context.ts";
import { didYouMean } from "../core/nearest.ts";
import { UsageError } from "../core/errors.ts";
import { Button } from "./button.ts";
import { Led } from "./led.ts";
import type { Part, PartContext } from "./part.ts";
import { findDefinition } from "./registry.ts";
import { set } from "./setting.ts";

export { Bme280 } from "./bme280.ts";
export { Button } from "./button.ts";
export { Buzzer, type Tone } from "./buzzer.ts";
export { Dht22 } from "./dht22.ts";
export { DipSwitch } from "./dip-switch.ts";
export { Ds3231 } from "./ds3231.ts";
export { Hcsr04 } from "./hc-sr04.ts";
export { ShiftRegister } from "./hc595.ts";
export { I2cRegisters } from "./i2c-registers.ts";
export { Joystick } from "./joystick.ts";
export { RotaryEncoder } from "./ky-040.ts";
export { Led, type LedChange } from "./led.ts";
export { LedBarGraph } from "./led-bar-graph.ts";
export type { Light } from "./light.ts";
export { Max7219Matrix, type MatrixChange } from "./max7219-matrix.ts";
export { MembraneKeypad } from "./membrane-keypad.ts";
export { LedMatrix } from "./neopixel-types.ts";
export { NeoPixels, type PixelsChange } from "./neopixels.ts";
export { NtcSensor } from "./ntc-sensor.ts";
export type { Part, PartContext } from "./part.ts";
export { PhotoresistorSensor } from "./photoresistor-sensor.ts";
export { Pir } from "./pir.ts";
export { Potentiometer } from "./potentiometer.ts";
export { RgbLed } from "./rgb-led.ts";
export { Servo } from "./servo.ts";
export { SevenSegmentDisplay } from "./seven-segment.ts";
export { SlideSwitch } from "./slide-switch.ts";
export { Ssd1306 } from "./ssd1306.ts";

/** A class of parts, such as `Led`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any constructor will do
export type PartClass<P extends Part> = abstract new (...args: any[]) => P;

/** The parts of a board: `sim.parts`. */
export class Parts {
  /** In the order of the board file. */
  readonly all: readonly Part[];
  readonly leds: readonly Led[];
  readonly buttons: readonly Button[];

  readonly #clock: Clock;

  constructor(all: readonly Part[], clock: Clock) {
    this.all = all;
    this.#clock = clock;
    this.leds = this.list(Led);
    this.buttons = this.list(Button);
  }

  /** All parts of a class, in the order of the board file. */
  list<P extends Part>(type: PartClass<P>): readonly P[] {
    return this.all.filter((part): part is P => part instanceof type);
  }

  /**
   * The part of that class and id.
   * @param noun What messages call such a part.
   * @throws UsageError if there is none.
   */
  get<P extends Part>(type: PartClass<P>, id: string, noun: string): P {
    const known = this.list(type);
    const found = known.find((part) => part.id === id);
    if (found !== undefined) return found;
    const ids = known.map((part) => part.id);
    throw new UsageError(
      `no ${noun} "${id}" on the board${didYouMean(id, ids)}`,
      ids.length > 0 ? `The board has ${ids.join(", ")}.` : `The board has no ${noun}.`,
    );
  }

  /**
   * Sets what a part measures, or where it stands: `sim.parts.set("dht1", "temperature", 21.5)`.
   * @param at nanoseconds since reset; by default at once.
   * @throws UsageError if there is no such part, setting or value, or `at` has passed.
   */
  set(id: string, name: string, value: string | number | boolean, at?: bigint): void {
    set(this.all, this.#clock, { id, name, value, at });
  }

  /** @throws UsageError if the board has no such LED. */
  led(id: string): Led {
    return this.get(Led, id, "LED");
  }

  /** @throws UsageError if the board has no such button. */
  button(id: string): Button {
    return this.get(Button, id, "button");
  }
}

/** Brings the parts of a board to life. */
export function createParts(board: Board, context: PartContext): Parts {
  const all: Part[] = [];
  for (const { id, type, attrs } of board.parts) {
    const part = findDefinition(type)?.create(id, attrs, context);
    if (part !== undefined) all.push(part, ...(part.parts ?? []));
  }
  return new Parts(all, context.clock);
}
