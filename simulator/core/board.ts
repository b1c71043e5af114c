/** A board with everything wired to it, whatever file it came from. */
import { ATMEGA328P_CONVERTER, type Converter } from "./converter.ts";
import { serialLinks } from "./serial-link.ts";

/** A pin that firmware knows by number. */
export interface BoardPin {
  /** The number firmware uses. */
  readonly logical: number;
  /** The name in traces and messages: `D13`, `A0`, `GP25`. */
  readonly label: string;
  /** Every terminal of the board that carries this pin; at least one. */
  readonly terminals: readonly string[];
  /** It can neither drive nor pull. */
  readonly inputOnly?: true;
}

/**
 * The pins of a microcontroller's buses, by their logical numbers: `uart[1].tx` is where port 1 sends. A bus
 * that the board has not is not in the list.
 */
export interface PinFunctions {
  readonly uart: readonly { readonly tx: number; readonly rx: number }[];
  readonly i2c: readonly { readonly sda: number; readonly scl: number }[];
  readonly spi: readonly {
    readonly mosi: number;
    readonly miso: number;
    readonly sck: number;
  }[];
}

/** A part as the author placed it. */
export interface BoardPart {
  readonly id: string;
  readonly type: string;
  readonly attrs: Readonly<Record<string, string>>;
}

/** A resistor between two terminals. */
export interface Resistor {
  /** Name in messages: the part's id, with `:name` behind it when the part has several. */
  readonly id: string;
  readonly a: string;
  readonly b: string;
  /** More than 0; at first, if it can change. */
  readonly ohms: number;
  /** Whether its part changes it: of a potentiometer, a photoresistor. */
  readonly variable?: boolean;
}

/** A contact between two terminals, open at first. */
export interface Switch {
  /** The part's id, with `:name` behind it when the part has several contacts. */
  readonly id: string;
  readonly a: string;
  readonly b: string;
}

/**
 * What the chip of a board draws, as its datasheet tells and as the port for it sleeps. Currents are in
 * milliamperes, and null where the datasheet does not tell them.
 */
export interface Currents {
  /** The clock that the currents belong to, in cycles a second. */
  readonly hz: number;
  /** While the processor runs. */
  readonly active: number | null;
  /** While it sleeps as the port makes it sleep. */
  readonly asleep: number | null;
  /** How the port makes it sleep. */
  readonly sleep: string;
  /** Where the figures are from; where there are none, why. */
  readonly source: string;
}

/** Terminals are written `partId:terminal` throughout, as in the board file. */
export interface Board {
  readonly name: string;
  /** In ascending order of their numbers. */
  readonly pins: readonly BoardPin[];
  readonly functions: PinFunctions;
  /** Number of the serial port that the serial monitor is wired to. */
  readonly serialMonitor: number;
  readonly converter: Converter;
  /** In the order of the file, the microcontroller board among them. */
  readonly parts: readonly BoardPart[];
  /** Every terminal of every part. */
  readonly terminals: readonly string[];
  /** Wires, and terminals joined inside a part. */
  readonly connections: readonly (readonly [string, string])[];
  readonly resistors: readonly Resistor[];
  readonly switches: readonly Switch[];
  /** Terminals at 0. */
  readonly ground: readonly string[];
  /** Terminals at 1, whatever their voltage. */
  readonly supply: readonly string[];
  /** The voltage of those among them that have another than `volts`. */
  readonly railVolts: Readonly<Record<string, number>>;
  /** Supply of the microcontroller, and what its pins give when they are high, in volts. */
  readonly volts: number;
  /** Typical internal pull-up and pull-down of the microcontroller, in ohms. */
  readonly pullOhms: number;
  /** Whether its pins can pull down as well as up. Default true. */
  readonly hasPullDowns?: boolean | undefined;
  /** Missing if the board is of no kind in particular. */
  readonly currents?: Currents | undefined;
}

/** ATmega328P datasheet (DS40002061), 29.2: I/O pull-up 20 kΩ to 50 kΩ. The middle of the range. */
export const ATMEGA328P_PULL_OHMS = 35_000;

/** Where an Arduino Uno has its buses. */
export const UNO_FUNCTIONS: PinFunctions = {
  uart: [{ rx: 0, tx: 1 }],
  i2c: [{ sda: 18, scl: 19 }],
  spi: [{ mosi: 11, miso: 12, sck: 13 }],
};

/** Pins 0 to 39, labelled `D0` to `D39`, with nothing wired to them. Buses are where an Uno has them; all are analogue. */
export function bareBoard(): Board {
  const pins: BoardPin[] = [];
  for (let logical = 0; logical < 40; logical++) {
    const label = `D${logical}`;
    pins.push({ logical, label, terminals: [`board:${label}`] });
  }
  const links = serialLinks(pins, UNO_FUNCTIONS);
  return {
    name: "bare board",
    pins,
    functions: UNO_FUNCTIONS,
    serialMonitor: 0,
    converter: { ...ATMEGA328P_CONVERTER, pins: pins.map(({ logical }) => logical) },
    parts: [],
    connections: [],
    ...links,
    terminals: [...pins.flatMap((pin) => pin.terminals), ...links.terminals],
    railVolts: {},
    volts: 5,
    pullOhms: ATMEGA328P_PULL_OHMS,
  };
}
