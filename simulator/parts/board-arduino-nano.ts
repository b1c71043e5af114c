import { ATMEGA328P_CONVERTER } from "../core/converter.ts";
import { ATMEGA328P_PULL_OHMS, UNO_FUNCTIONS } from "../core/board.ts";
import { ATMEGA328P_FIGURES, atmega328pCurrents } from "./board-arduino-uno.ts";
import { boardAttributes } from "./board-attributes.ts";
import { definePart, type LayoutPin } from "./part.ts";

const GROUND = ["GND.1", "GND.2", "GND.3", "GND"];
const SUPPLY = ["5V", "5V.2", "3.3V"];
const INERT = ["VIN", "RESET", "RESET.2", "RESET.3", "AREF"];

const pins: LayoutPin[] = [];
for (let n = 0; n <= 13; n++) {
  // The header for a programmer carries the pins of SPI a second time.
  const terminals = n < 11 ? [`${n}`] : [`${n}`, `${n}.2`];
  pins.push({ logical: n, label: `D${n}`, terminals });
}
for (let n = 0; n <= 7; n++) {
  // ATmega328P datasheet (DS40002061), pin descriptions: ADC6 and ADC7 are inputs of the converter and no pins of a port.
  const limits = n < 6 ? {} : { inputOnly: true as const };
  pins.push({ logical: 14 + n, label: `A${n}`, terminals: [`A${n}`], ...limits });
}

/** Arduino Nano: as the Uno, with A6 and A7 as 20 and 21, which are analog inputs and nothing else. */
export const arduinoNano = definePart({
  types: ["wokwi-arduino-nano"],
  figures: ATMEGA328P_FIGURES,
  terminals: [...pins.flatMap((pin) => pin.terminals), ...GROUND, ...SUPPLY, ...INERT],
  attrs: boardAttributes,
  board: {
    name: "Arduino Nano",
    pins,
    functions: UNO_FUNCTIONS,
    converter: { ...ATMEGA328P_CONVERTER, pins: [14, 15, 16, 17, 18, 19, 20, 21] },
    pullOhms: ATMEGA328P_PULL_OHMS,
    hasPullDowns: false,
    volts: 5,
    currents: atmega328pCurrents,
  },
  inside: () => ({ ground: GROUND, supply: SUPPLY, railVolts: { "3.3V": 3.3 } }),
});
