import { z } from "zod";
import { checkWired } from "./divider.ts";
import { PartOutput } from "./output.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { numberAttr, numberSetting, type Setting } from "./setting.ts";
import { Supply } from "./supply.ts";

/** From a night without a moon to direct sunlight. */
const LUX = { least: 0.01, most: 200_000, unit: "lux" } as const;

/** The resistor in series with the photoresistor, and the one that pulls DO up. */
const SERIES_OHMS = 10_000;
const PULL_OHMS = 10_000;

/** LM393-N data sheet (TI SNOSBJ6E), "Response Time", typical: after so long the comparator has made up its mind. */
const RESPONSE = 1_300n;

const attributes = z.strictObject({
  lux: numberAttr(LUX, "500"),
  threshold: numberAttr({ least: 0, most: 5, unit: "V" }, "2.5"),
  rl10: numberAttr({ least: 0.01, most: 10_000, unit: "kΩ" }, "50"),
  gamma: numberAttr({ least: 0.01, most: 2 }, "0.7"),
});

type Attributes = z.output<typeof attributes>;

/**
 * The curve by which data sheets describe a photoresistor: a straight line in logarithms, through its resistance at
 * 10 lux, of the slope γ = log(R10 / R100), as Senba defines it. A GL5528 has 8 to 20 kΩ at 10 lux and a slope of 0.6
 * (as sellers tell: not checked against its data sheet). `rl10` is 50 kΩ unless told otherwise, as with Wokwi.
 */
function ohmsAt(lux: number, { rl10, gamma }: Attributes): number {
  return Number(rl10) * 1000 * (10 / lux) ** Number(gamma);
}

interface SensorState {
  readonly lux: number;
  readonly isDark: boolean;
  readonly cancel: () => void;
}

/**
 * A photoresistor from AO to GND with 10 kΩ from VCC: the darker, the higher AO. A comparator pulls DO low while AO
 * is below the threshold. A real photoresistor takes some 30 ms to follow the light; this one follows at once.
 */
export class PhotoresistorSensor implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly #context: PartContext;
  readonly #threshold: number;
  readonly #supply: Supply;
  readonly #output: PartOutput;
  #lux: number;
  #isDark = true;
  #cancel = (): void => undefined;

  constructor(id: string, attrs: Attributes, context: PartContext) {
    this.id = id;
    this.#context = context;
    this.#threshold = Number(attrs.threshold);
    this.#lux = Number(attrs.lux);
    const { circuit } = context;
    this.#supply = new Supply(circuit, id);
    this.#output = new PartOutput(this.#supply, "DO");
    this.settings = {
      lux: numberSetting(LUX, (lux) => {
        this.#lux = lux;
        circuit.setOhms(`${id}:LDR`, ohmsAt(lux, attrs));
        this.#compare();
      }),
    };
    checkWired(circuit, id, ["GND", "VCC"], "it measures nothing");
    circuit.watch([`${id}:VCC`, `${id}:GND`, `${id}:AO`], () => this.#compare());
    this.#isDark = this.#looksDark;
    this.#output.pull(this.#isDark ? 1 : 0);
  }

  /** How bright it is, in lux. */
  get lux(): number {
    return this.#lux;
  }

  save(): SensorState {
    return { lux: this.#lux, isDark: this.#isDark, cancel: this.#cancel };
  }

  restore({ lux, isDark, cancel }: SensorState): void {
    this.#lux = lux;
    this.#isDark = isDark;
    this.#cancel = cancel;
  }

  get #looksDark(): boolean {
    const { circuit } = this.#context;
    if (!this.#supply.isOn) return true;
    return (circuit.voltageAt(`${this.id}:AO`) ?? Infinity) > this.#threshold;
  }

  #compare(): void {
    this.#cancel();
    const isDark = this.#looksDark;
    if (isDark === this.#isDark) {
      // After a gap in its supply that was shorter than the response.
      this.#output.pull(isDark ? 1 : 0);
      return;
    }
    const { clock } = this.#context;
    this.#cancel = clock.at(clock.now + RESPONSE, () => {
      this.#isDark = isDark;
      this.#output.pull(isDark ? 1 : 0);
    });
  }
}

/** Wokwi's photoresistor module. */
export const photoresistorSensor = definePart({
  types: ["wokwi-photoresistor-sensor"],
  figures: {
    source: "TI LM393-N data sheet, SNOSBJ6E, Electrical Characteristics; Senba GL55 series",
    checked: "response of the comparator",
    unchecked: "the GL5528's 8 to 20 kΩ at 10 lux and its slope: what sellers tell",
  },
  terminals: ["VCC", "GND", "DO", "AO"],
  attrs: attributes,
  inside: (attrs) => ({
    resistors: [
      { a: "VCC", b: "AO", ohms: SERIES_OHMS, name: "R1" },
      { a: "AO", b: "GND", ohms: ohmsAt(Number(attrs.lux), attrs), name: "LDR", variable: true },
      { a: "VCC", b: "DO", ohms: PULL_OHMS, name: "R2" },
    ],
    outputs: [{ terminal: "DO", low: "GND" }],
  }),
  create: (id, attrs, context) => new PhotoresistorSensor(id, attrs, context),
});
