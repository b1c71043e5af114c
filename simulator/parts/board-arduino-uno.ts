import { ATMEGA328P_PULL_OHMS, UNO_FUNCTIONS, type Currents } from "../core/board.ts";
import { ATMEGA328P_CONVERTER } from "../core/converter.ts";
import { boardAttributes } from "./board-attributes.ts";
import { definePart, type Figures, type LayoutPin } from "./part.ts";

/** The last one is any of them. */
const GROUND = ["GND.1", "GND.2", "GND.3", "GND"];
/** 3.3 V is above the 0.6 VCC that an input at 5 V takes for high. */
const SUPPLY = ["5V", "3.3V"];
const INERT = ["VIN", "RESET", "AREF", "IOREF"];

const pins: LayoutPin[] = [];
for (let n = 0; n <= 13; n++) pins.push({ logical: n, label: `D${n}`, terminals: [`${n}`] });
for (let n = 0; n <= 5; n++) {
  // The R3 header carries I2C a second time, next to AREF.
  const terminals = n < 4 ? [`A${n}`] : [`A${n}`, `A${n}.2`];
  pins.push({ logical: 14 + n, label: `A${n}`, terminals });
}

/**
 * ATmega328P datasheet (Microchip DS40002061), typical values at 5 V and 8 MHz: "ATmega328P DC Characteristics"
 * (29.2.8) has 5.2 mA active and 1.2 mA idle with all modules off in PRR, "Supply Current of IO Modules" (31.8.3) what
 * each module adds, 1.243 mA in all: the port leaves them on. The currents go with the clock: at 16 MHz twice as much.
 */
const MODULES = 0.10025 + 0.19925 + 0.22425 + 0.17625 + 0.06113 + 0.1865 + 0.29538;
const at16MHz = (milliamps: number): number => Math.round(2 * (milliamps + MODULES) * 10) / 10;

export const atmega328pCurrents: Currents = {
  hz: 16_000_000,
  active: at16MHz(5.2),
  asleep: at16MHz(1.2),
  sleep: "idle mode with all modules on",
  source: "from the ATmega328P datasheet (DS40002061: typical at 5 V and 8 MHz, times two)",
};

/** Of the boards with an ATmega328P. */
export const ATMEGA328P_FIGURES: Figures = {
  source: "Microchip ATmega328P data sheet, DS40002061A and, with the same sections, Atmel-8271H",
  checked:
    "pull-ups and input levels (29.2), converter (24.4), currents (29.2.8, 31.8.3), EEPROM (8.4, table 8-1)",
};

/** Arduino Uno R3: pins 0 to 13 by their numbers, A0 to A5 as 14 to 19. */
export const arduinoUno = definePart({
  types: ["wokwi-arduino-uno"],
  figures: ATMEGA328P_FIGURES,
  terminals: [...pins.flatMap((pin) => pin.terminals), ...GROUND, ...SUPPLY, ...INERT],
  attrs: boardAttributes,
  board: {
    name: "Arduino Uno",
    pins,
    functions: UNO_FUNCTIONS,
    converter: ATMEGA328P_CONVERTER,
    pullOhms: ATMEGA328P_PULL_OHMS,
    volts: 5,
    hasPullDowns: false,
    currents: atmega328pCurrents,
  },
  inside: () => ({ ground: GROUND, supply: SUPPLY, railVolts: { "3.3V": 3.3 } }),
});
