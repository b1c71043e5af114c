import { z } from "zod";
import { checkWired } from "./divider.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { numberAttr, numberSetting, type Setting } from "./setting.ts";

/** What thermistors of this kind are sold for: not checked against a data sheet. */
const CELSIUS = { least: -55, most: 125, unit: "°C" } as const;

/** Of the thermistor at 25 °C, and of the resistor in series with it. */
const OHMS = 10_000;
const KELVIN = 273.15;
const AT = 25 + KELVIN;

/**
 * The B parameter equation, with which data sheets describe thermistors: Nanjing Shiheng's MF52A has a B of 3950 K
 * (approval sheet of 2017, 1.2).
 */
function ohmsAt(celsius: number, beta: string): number {
  return OHMS * Math.exp(Number(beta) * (1 / (celsius + KELVIN) - 1 / AT));
}

/** A thermistor from OUT to GND with 10 kΩ from VCC: the warmer, the lower OUT. */
export class NtcSensor implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  #temperature: number;

  constructor(
    id: string,
    { temperature, beta }: { temperature: string; beta: string },
    { circuit }: PartContext,
  ) {
    this.id = id;
    this.#temperature = Number(temperature);
    this.settings = {
      temperature: numberSetting(CELSIUS, (celsius) => {
        this.#temperature = celsius;
        circuit.setOhms(`${id}:NTC`, ohmsAt(celsius, beta));
      }),
    };
    checkWired(circuit, id, ["GND", "VCC"], "it measures nothing");
  }

  /** How warm it is, in °C. */
  get temperature(): number {
    return this.#temperature;
  }

  save(): number {
    return this.#temperature;
  }

  restore(temperature: number): void {
    this.#temperature = temperature;
  }
}

/** Wokwi's analogue temperature sensor. */
export const ntcTemperatureSensor = definePart({
  types: ["wokwi-ntc-temperature-sensor"],
  figures: {
    source: "Nanjing Shiheng MF52A approval sheet (2017), 1.2",
    checked: "the equation, and B of 3950 K",
    unchecked: "10 kΩ at 25 °C, and the range of -55 to 125 °C",
  },
  terminals: ["VCC", "OUT", "GND"],
  attrs: z.strictObject({
    temperature: numberAttr(CELSIUS, "24"),
    beta: numberAttr({ least: 1, most: 10_000, unit: "K" }, "3950"),
  }),
  inside: ({ temperature, beta }) => ({
    resistors: [
      { a: "VCC", b: "OUT", ohms: OHMS, name: "R1" },
      { a: "OUT", b: "GND", ohms: ohmsAt(Number(temperature), beta), name: "NTC", variable: true },
    ],
  }),
  create: (id, attrs, context) => new NtcSensor(id, attrs, context),
});
