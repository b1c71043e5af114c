import type { Currents, PinFunctions } from "../core/board.ts";
import { RP2040_CONVERTER } from "../core/converter.ts";
import { boardAttributes } from "./board-attributes.ts";
import { definePart, type Figures, type LayoutPin } from "./part.ts";

const GROUND = ["GND.1", "GND.2", "GND.3", "GND.4", "GND.5", "GND.6", "GND.7", "GND.8"];
const SUPPLY = ["3V3", "VBUS", "VSYS"];
/** TP4 and TP5 are test points on the back. */
const INERT = ["3V3_EN", "ADC_VREF", "RUN", "TP4", "TP5"];

/** RP2040 datasheet, "Digital IO characteristics" (table 632 of 2021): pull-up and pull-down 50 kΩ to 80 kΩ. The middle of the range. */
const PULL_OHMS = 65_000;

const pins: LayoutPin[] = [];
for (let n = 0; n <= 28; n++) pins.push({ logical: n, label: `GP${n}`, terminals: [`GP${n}`] });

/**
 * RP2040 datasheet, "Power Consumption" (5.4 in 2021, 5.7 later): SLEEP (0.39 mA) and DORMANT (0.18 mA) stop the clocks, BOOTSEL runs at 48 MHz, and the
 * figure of current against frequency is of both cores computing. None of them is what the port does. What is measured
 * there was checked, the two currents were not.
 */
const currents: Currents = {
  hz: 125_000_000,
  active: null,
  asleep: null,
  sleep: "wfi with all clocks on",
  source:
    "the RP2040 datasheet (5.7) tells no current of one core at 125 MHz, nor of its wfi with all clocks on",
};

/** Raspberry Pi Pico datasheet, figure 2 (a picture, not checked against it): the default pins of each bus, of those that it can have. */
const functions: PinFunctions = {
  uart: [
    { tx: 0, rx: 1 },
    { tx: 4, rx: 5 },
  ],
  i2c: [
    { sda: 4, scl: 5 },
    { sda: 6, scl: 7 },
  ],
  spi: [
    { sck: 18, mosi: 19, miso: 16 },
    { sck: 10, mosi: 11, miso: 12 },
  ],
};

const figures: Figures = {
  source:
    "Raspberry Pi RP2040 Datasheet (2021), table 632 and 5.4; Winbond W25Q16JV rev. D, 9.6, and rev. G",
  checked: "pulls; which currents are told at all; times and endurance of the flash",
  unchecked:
    "96 cycles of a conversion, as others quote 4.9.2; 0.5 V above the supply at most; the default pins of the buses",
};

/** Raspberry Pi Pico: GP0 to GP28 by their numbers. */
export const piPico = definePart({
  types: ["wokwi-pi-pico", "board-pi-pico"],
  figures,
  terminals: [...pins.flatMap((pin) => pin.terminals), ...GROUND, ...SUPPLY, ...INERT],
  attrs: boardAttributes,
  board: {
    name: "Raspberry Pi Pico",
    pins,
    functions,
    converter: RP2040_CONVERTER,
    pullOhms: PULL_OHMS,
    volts: 3.3,
    currents,
  },
  inside: () => ({ ground: GROUND, supply: SUPPLY, railVolts: { VBUS: 5, VSYS: 5 } }),
});

/** On a Pico W the pins 23, 24, 25 and 29 go to its radio, and so does its LED. */
const picoWPins = pins.filter(({ logical }) => logical < 23 || logical > 25);

/** Raspberry Pi Pico W, without its radio. */
export const piPicoW = definePart({
  types: ["board-pi-pico-w", "wokwi-pi-pico-w"],
  figures,
  terminals: [...picoWPins.flatMap((pin) => pin.terminals), ...GROUND, ...SUPPLY, ...INERT],
  attrs: boardAttributes,
  board: {
    name: "Raspberry Pi Pico W",
    pins: picoWPins,
    functions,
    converter: RP2040_CONVERTER,
    pullOhms: PULL_OHMS,
    volts: 3.3,
    currents,
  },
  inside: () => ({ ground: GROUND, supply: SUPPLY, railVolts: { VBUS: 5, VSYS: 5 } }),
});
