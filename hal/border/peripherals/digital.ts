/** What works with plain pins, without hardware of its own: see docs/parts.md. */
import { waits, type FutureLayout } from "../model/futures.ts";
import type { PeripheralBorder } from "../model/types.ts";

/** A timer, a node in a list, and the object behind them. */
const timed = (of: string, what: string, more: Partial<FutureLayout> = {}): FutureLayout =>
  waits(of, what, { node: 24, timer: true, object: 36, pin: 4, ...more });

export const digital: PeripheralBorder = {
  name: "digital",
  area: {
    title: "Sensors, keypads and displays at plain pins",
    intro: "Each with a part in the simulator: see [Parts](parts.md).",
  },
  sources: [],
  enums: [],
  imports: [],
  drivers: [
    { source: "Gpio", module: "hal/drivers/capture", names: ["Capture"], target: "Capture" },
    { source: "Gpio", module: "hal/drivers/sonar", names: ["Sonar"], target: "Sonar" },
    { source: "Gpio", module: "hal/drivers/dht22", names: ["Dht22"], target: "Dht22" },
    { source: "Gpio", module: "hal/drivers/keypad", names: ["Keypad"], target: "Keypad" },
  ],
  exports: {
    capture: ["Capture"],
    "capture-waits": ["CaptureWait", "Pulse", "Pulses"],
    dht22: ["Dht22", "DhtRead", "DhtResult"],
    keypad: ["Keypad", "KeyPress"],
    "open-drain": ["OpenDrain"],
    sensor: ["Inquiry", "Sensor"],
    "seven-segment": ["Common", "Multiplex", "segmentsOf", "SevenSegment"],
    sonar: ["Measure", "Sonar"],
    "timed-wait": ["TimedWait"],
  },
  byHand: ["CaptureWait", "Inquiry", "Sensor", "TimedWait"],
  futures: {
    Pulse: timed("Capture", "a pulse at"),
    Pulses: timed("Capture", "pulses at"),
    Measure: timed("Sonar", "an answer of"),
    DhtRead: timed("Dht22", "an answer of"),
    KeyPress: timed("Keypad", "a key of"),
    Multiplex: { timer: true, what: "" },
  },
};
