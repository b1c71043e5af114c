/**
 * What a page and its worker say to each other.
 *
 * ```
 *   page (draws, listens)                        worker (simulates, records)
 *   load, play, pause, goTo, step     ───────►   moves virtual time
 *   control, type                     ───────►   what people do to parts
 *   look                              ───────►   which part of the waveforms is on screen
 *   ask {id}                          ───────►
 *                                     ◄───────   loaded: what there is to draw
 *                                     ◄───────   frame: what changed, at most once a picture
 *                                     ◄───────   answer {id}, refused {id}
 * ```
 *
 * The worker keeps all edges and tells only what the window shows, at most a few for each column of
 * pixels: so a picture costs the same after an hour, and with 20 pins at 1 kHz. Times are nanoseconds
 * since reset as numbers, exact for 104 days.
 */
import type { SideTable } from "../../hal/border/side-table.ts";

/** What the server gives the page, and an exported page holds. */
export interface Firmware {
  /** As the user named it: `examples/button/button.ts`. */
  readonly name: string;
  /** Counts the builds of this server; a page that sees a new one loads it. */
  readonly build: number;
  /** The module, base64. */
  readonly wasm: string;
  readonly table: SideTable | undefined;
  /** Text of the `diagram.json`; undefined: a bare board of 40 pins. */
  readonly diagram: string | undefined;
  /** Parts of the diagram that are not there may be left out. */
  readonly ignoreUnsupported: boolean;
  readonly seed: number;
  /** Clock of a metered processor; undefined: an ideal one. */
  readonly cpu: { readonly hz: number; readonly instructionsPerCycle?: number } | undefined;
  /** A script (see `parseScript`) that is played from reset; empty for none. */
  readonly script: string;
}

/** A build that failed: the last good firmware goes on. */
export interface FailedBuild {
  readonly build: number;
  /** The compiler's text, with places of the user's files. */
  readonly text: string;
}

/** How a part can be touched. The page makes an accessible control of each, and binds the drawing to it. */
export type Control =
  | { readonly kind: "hold"; readonly name: string; readonly label: string; readonly key?: string }
  | {
      readonly kind: "range";
      readonly name: string;
      readonly label: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit: string;
      readonly value: number;
    }
  | {
      readonly kind: "choice";
      readonly name: string;
      readonly label: string;
      readonly options: readonly string[];
      readonly value: string;
    }
  /** A step one way or the other, such as a detent of an encoder: its value is +1 or -1. */
  | { readonly kind: "nudge"; readonly name: string; readonly label: string };

/**
 * How an event of the drawing becomes a deed: `{ event: "button-press", control: "press", value: true }`.
 * Without `value` it is taken from the drawing's property `property`.
 */
export interface Binding {
  readonly event: string;
  readonly control: string;
  readonly value?: number | string | boolean;
  /** Its path, if it lies deeper: `values.3`. */
  readonly property?: string;
  /** Only of events whose `detail.key` is this: of a keypad. */
  readonly key?: string;
}

/** A part as the page draws it. */
export interface PartInfo {
  readonly id: string;
  /** The element's name: `wokwi-led`. What the page has no drawing of is drawn as a labelled box. */
  readonly type: string;
  /** What it is, for people: `red LED`. */
  readonly noun: string;
  readonly left: number;
  readonly top: number;
  /** Degrees, clockwise. */
  readonly rotate: number;
  readonly attrs: Readonly<Record<string, string>>;
  readonly terminals: readonly string[];
  readonly controls: readonly Control[];
  readonly bindings: readonly Binding[];
}

/** A wire, from terminal to terminal. */
export interface WireInfo {
  readonly from: string;
  readonly to: string;
  readonly color: string;
  /** Wokwi's path words: `v10`, `h-20`, `*`. */
  readonly path: readonly string[];
}

export interface SignalInfo {
  /** `D13 led1`. */
  readonly name: string;
  readonly kind: "pin" | "led" | "button";
  /** Logical number, of pins only. */
  readonly pin?: number;
  /** Whether something is wired to it, or the firmware has used it: worth a row. `Frame.active` tells later ones. */
  readonly active: boolean;
}

/** How a part looks now. */
export interface Picture {
  /** Properties of the drawing: `{ value: true, brightness: 0.5 }`. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The same for ears and for eyes that see no colour: `on`, `half bright`, `42 degrees`. */
  readonly text: string;
  /** Dots of a display, four bytes each, as an `ImageData` has them. */
  readonly image?: {
    readonly width: number;
    readonly height: number;
    readonly rgba: Uint8ClampedArray;
  };
  /** Where its controls of kind `range` and `choice` stand, by name: none if it has none. */
  readonly values?: Readonly<Record<string, number | string>>;
}

/** Level of a stretch of a waveform. */
export const Wave = {
  Low: 0,
  High: 1,
  Floating: 2,
  /** Several edges in one column. */ Busy: 3,
  /** Driven high and low at once. */ Conflict: 4,
} as const;
export type Wave = (typeof Wave)[keyof typeof Wave];

/** A signal as far as it is on screen: `levels[i]` holds from `times[i]` to the next. */
export interface Waveform {
  readonly signal: number;
  readonly times: Float64Array;
  readonly levels: Uint8Array;
}

/** What part of the waveforms is on screen. `follow`: its end is always now. */
export interface View {
  readonly start: number;
  readonly end: number;
  readonly follow: boolean;
  /** Pixels. */
  readonly columns: number;
  /** Those drawn, of `Loaded.signals`. */
  readonly signals: readonly number[];
}

export interface TaskInfo {
  readonly name: string;
  /** What it waits for and where, or that it is ready: `sleep until 1.5s`. */
  readonly state: string;
  /** File and line of the await, if known. */
  readonly place: string;
  readonly polls: number;
}

export interface Message {
  readonly time: number;
  readonly kind: "log" | "warning" | "failure";
  readonly text: string;
}

/** Bytes that a serial port sent, as text. */
export interface SerialText {
  readonly port: number;
  readonly time: number;
  readonly text: string;
}

export interface EnergyInfo {
  /** Share of time awake, 0 to 1. */
  readonly awake: number;
  readonly wakes: number;
  /** Lines for people: `average 12.3 mA`; with the reason where a figure is not known. */
  readonly lines: readonly string[];
}

export interface Measurement {
  readonly edges: number;
  /** Nanoseconds between the two cursors. */
  readonly span: number;
  /** Mean nanoseconds from rising edge to rising edge; undefined with fewer than two. */
  readonly period: number | undefined;
  /** Share of the span that it is high, 0 to 1. */
  readonly duty: number;
  /** Shortest and longest pulses, whole ones only. */
  readonly shortest: number | undefined;
  readonly longest: number | undefined;
}

export type Deed = number | string | boolean;

export type Question =
  /** The nearest edge to `time`, or the next or last before it; undefined if there is none. */
  | {
      readonly what: "edge";
      readonly signal: number;
      readonly time: number;
      readonly toward: "nearest" | "next" | "last";
    }
  | {
      readonly what: "measure";
      readonly signal: number;
      readonly start: number;
      readonly end: number;
    }
  /** Text of a VCD or SVG file of the signals, from start to end. */
  | {
      readonly what: "export";
      readonly format: "vcd" | "svg";
      readonly signals: readonly number[];
      readonly start: number;
      readonly end: number;
    }
  /** What people did so far, as a script: to share, or to put into a test. */
  | { readonly what: "script" };

/** What each question is answered with. */
export interface Answers {
  readonly edge: number | undefined;
  readonly measure: Measurement;
  readonly export: string;
  readonly script: string;
}

export type Command =
  /** `resume`: what people did is done again to the new firmware, up to the time that was reached. */
  | { readonly type: "load"; readonly firmware: Firmware; readonly resume: boolean }
  /** `speed`: virtual seconds a second of the wall; Infinity: as fast as it goes. */
  | { readonly type: "play"; readonly speed: number }
  | { readonly type: "pause" }
  /** Back or forth; what people did meanwhile comes again until they do something else. */
  | { readonly type: "goTo"; readonly time: number }
  | { readonly type: "step"; readonly by: "instant" | "event"; readonly back: boolean }
  | {
      readonly type: "control";
      readonly part: string;
      readonly control: string;
      readonly value: Deed;
    }
  | { readonly type: "type"; readonly port: number; readonly text: string }
  | { readonly type: "look"; readonly view: View }
  | { readonly type: "ask"; readonly id: number; readonly question: Question };

export interface Loaded {
  readonly type: "loaded";
  readonly name: string;
  readonly build: number;
  readonly board: string;
  readonly parts: readonly PartInfo[];
  readonly wires: readonly WireInfo[];
  readonly signals: readonly SignalInfo[];
  /** Serial ports that the board has a terminal at. */
  readonly ports: readonly number[];
  /** Bytes, exact. */
  readonly ram: number;
  readonly wasm: number;
}

export interface Frame {
  readonly type: "frame";
  readonly now: number;
  /** The furthest that time has been: the end of the time line. */
  readonly furthest: number;
  readonly playing: boolean;
  /** Whether it is on its way to a time that was asked for; `pause` ends it. */
  readonly travelling: boolean;
  readonly speed: number;
  /** Virtual seconds a second of the wall, as it really went lately. */
  readonly pace: number;
  readonly state: "running" | "finished" | "deadlock" | "crashed";
  /** Parts that look different from the last frame. */
  readonly pictures: Readonly<Record<string, Picture>>;
  /** Undefined if what is on screen did not change. */
  readonly waveforms:
    | { readonly start: number; readonly end: number; readonly waves: readonly Waveform[] }
    | undefined;
  /** Indexes of the signals that are `active`; undefined if they did not change. */
  readonly active: readonly number[] | undefined;
  /** Undefined if they did not change. */
  readonly tasks: readonly TaskInfo[] | undefined;
  readonly energy: EnergyInfo | undefined;
  /** New ones; after going back in time `rewound` is set, and these are all there are. */
  readonly messages: readonly Message[];
  /** How many came before `messages` that are in no frame any more; none if it is not said. */
  readonly leftOut?: number;
  readonly serial: readonly SerialText[];
  readonly rewound: boolean;
}

export type Report =
  | Loaded
  | Frame
  | { readonly type: "answer"; readonly id: number; readonly value: Answers[keyof Answers] }
  /** Something that was asked for is not possible; without `id` it was a command. */
  | {
      readonly type: "refused";
      readonly id?: number;
      readonly message: string;
      readonly hint: string;
    };
