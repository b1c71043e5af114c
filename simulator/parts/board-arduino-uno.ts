import { z } from "zod";
import { ATMEGA328P_PULL_OHMS, UNO_FUNCTIONS } from "../core/board.ts";
import { definePart, type LayoutPin } from "./part.ts";

const GROUND = ["GND.1", "GND.2", "GND.3"];
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

/** Arduino Uno R3: pins 0 to 13 by their numbers, A0 to A5 as 14 to 19. */
export const arduinoUno = definePart({
  types: ["wokwi-arduino-uno"],
  terminals: [...pins.flatMap((pin) => pin.terminals), ...GROUND, ...SUPPLY, ...INERT],
  attrs: z.strictObject({}),
  board: {
    name: "Arduino Uno",
    pins,
    functions: UNO_FUNCTIONS,
    pullOhms: ATMEGA328P_PULL_OHMS,
  },
  inside: () => ({ ground: GROUND, supply: SUPPLY }),
});
