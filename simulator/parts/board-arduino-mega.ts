import { ATMEGA328P_CONVERTER } from "../core/converter.ts";
import type { Currents, PinFunctions } from "../core/board.ts";
import { boardAttributes } from "./board-attributes.ts";
import { definePart, type LayoutPin } from "./part.ts";

const GROUND = ["GND.1", "GND.2", "GND.3", "GND.4", "GND.5", "GND"];
const SUPPLY = ["5V", "5V.1", "5V.2", "3.3V"];
const INERT = ["VIN", "RESET", "AREF", "IOREF"];

/** Those of the ATmega328P, 20 kΩ to 50 kΩ: not checked against the ATmega2560's datasheet (31.1). The middle. */
const PULL_OHMS = 35_000;

const pins: LayoutPin[] = [];
/** The header beside AREF carries I2C a second time. */
const SECOND: Readonly<Record<number, string>> = { 20: "SDA", 21: "SCL" };
for (let n = 0; n <= 53; n++) {
  const second = SECOND[n];
  const terminals = second === undefined ? [`${n}`] : [`${n}`, second];
  pins.push({ logical: n, label: `D${n}`, terminals });
}
for (let n = 0; n <= 15; n++) {
  pins.push({ logical: 54 + n, label: `A${n}`, terminals: [`A${n}`] });
}

const functions: PinFunctions = {
  uart: [
    { rx: 0, tx: 1 },
    { rx: 19, tx: 18 },
    { rx: 17, tx: 16 },
    { rx: 15, tx: 14 },
  ],
  i2c: [{ sda: 20, scl: 21 }],
  spi: [{ mosi: 51, miso: 50, sck: 52 }],
};

const currents: Currents = {
  hz: 16_000_000,
  active: null,
  asleep: null,
  sleep: "not known",
  source: "there is no port for the Arduino Mega, so nothing tells how its ATmega2560 sleeps",
};

/** Arduino Mega 2560: pins 0 to 53 by their numbers, A0 to A15 as 54 to 69. */
export const arduinoMega = definePart({
  types: ["wokwi-arduino-mega"],
  figures: {
    source: "Atmel ATmega2560 data sheet, 2549Q",
    checked: "size and endurance of the EEPROM (8.3)",
    unchecked:
      "pull-ups, converter, and the EEPROM's times: those of the ATmega328P, whose parts they share",
  },
  terminals: [...pins.flatMap((pin) => pin.terminals), ...GROUND, ...SUPPLY, ...INERT],
  attrs: boardAttributes,
  board: {
    name: "Arduino Mega",
    pins,
    functions,
    // The ATmega2560 converts as the ATmega328P does.
    converter: { ...ATMEGA328P_CONVERTER, pins: pins.slice(54).map((pin) => pin.logical) },
    pullOhms: PULL_OHMS,
    hasPullDowns: false,
    volts: 5,
    currents,
  },
  inside: () => ({ ground: GROUND, supply: SUPPLY, railVolts: { "3.3V": 3.3 } }),
});
