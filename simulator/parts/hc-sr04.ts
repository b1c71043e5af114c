/**
 * HC-SR04, a sensor that measures how far away things are by ultrasound.
 *
 * ```
 *   TRIG  ──┐  ┌──────────────────────────────────
 *           └──┘≥ 10 µs, high
 *                 8 cycles
 *   ECHO  ───────────────┌───────────────────┐─────
 *                 200 µs │ there and back    │
 * ```
 *
 * ElecFreaks, "Ultrasonic Ranging Module HC-SR04", "Electric Parameter" and "Timing diagram": a trigger of 10 µs, a burst
 * of 8 cycles at 40 kHz, ECHO high for as long as the sound is under way, 2 cm to 4 m, and 60 ms from one measurement
 * to the next so that an old echo is not taken for a new one. Where nothing answers, ECHO is high for 38 ms: so sellers
 * tell, the sheet is silent about it.
 */
import { z } from "zod";
import { PartOutput } from "./output.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { numberAttr, numberSetting, type Setting } from "./setting.ts";
import { Supply } from "./supply.ts";

/** The shortest trigger. */
export const TRIGGER = 10_000n;
/** 8 cycles at 40 kHz. */
export const BURST = 200_000n;
/** ECHO where nothing answers. */
export const NO_ECHO = 38_000_000n;
/** From one trigger to the next, at least. */
export const CYCLE = 60_000_000n;
export const NEAREST_CM = 2;
export const FARTHEST_CM = 400;
/** Of sound in dry air at 20 °C, in metres a second. */
const SPEED = 343.2;

const RANGE = { least: 0, most: 10_000, unit: "cm" };

/** How long ECHO is high, in nanoseconds. */
export function echoOf(cm: number): bigint {
  if (cm < NEAREST_CM || cm > FARTHEST_CM) return NO_ECHO;
  return BigInt(Math.round((2 * cm * 1e7) / SPEED));
}

interface Hcsr04State {
  readonly distance: number;
  readonly risen: bigint | undefined;
  readonly started: bigint | undefined;
  readonly busy: boolean;
  readonly cancel: () => void;
}

/** HC-SR04, which measures distance by ultrasound. */
export class Hcsr04 implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly #context: PartContext;
  readonly #supply: Supply;
  readonly #echo: PartOutput;
  #distance: number;
  /** Since when TRIG is high. */
  #risen: bigint | undefined;
  /** When it was last triggered. */
  #started: bigint | undefined;
  #busy = false;
  #cancel = (): void => undefined;

  constructor(id: string, attrs: { distance: string }, context: PartContext) {
    this.id = id;
    this.#context = context;
    this.#distance = Number(attrs.distance);
    this.#supply = new Supply(context.circuit, id);
    this.#echo = new PartOutput(this.#supply, "ECHO");
    this.settings = { distance: numberSetting(RANGE, (cm) => (this.#distance = cm)) };
    this.#power();
    this.#follow();
    this.#supply.watch(() => this.#power());
    context.circuit.watch([`${id}:TRIG`], () => this.#follow());
  }

  /** To what is in front of it, in centimetres. */
  get distance(): number {
    return this.#distance;
  }

  save(): Hcsr04State {
    return {
      distance: this.#distance,
      risen: this.#risen,
      started: this.#started,
      busy: this.#busy,
      cancel: this.#cancel,
    };
  }

  restore({ distance, risen, started, busy, cancel }: Hcsr04State): void {
    this.#distance = distance;
    this.#risen = risen;
    this.#started = started;
    this.#busy = busy;
    this.#cancel = cancel;
  }

  /** Power may have come or gone. */
  #power(): void {
    if (this.#supply.isOn) {
      if (!this.#busy) this.#echo.drive(0);
      return;
    }
    this.#cancel();
    this.#busy = false;
  }

  /** What TRIG does. */
  #follow(): void {
    const { clock, circuit } = this.#context;
    const level = circuit.levelAt(`${this.id}:TRIG`);
    if (level === 1) {
      this.#risen ??= clock.now;
      return;
    }
    const risen = this.#risen;
    if (risen === undefined || level === "x") return;
    this.#risen = undefined;
    if (!this.#supply.isOnWhenUsed("was triggered") || this.#busy) return;
    if (clock.now - risen >= TRIGGER) this.#measure();
    else {
      circuit.report(
        "short-trigger",
        `${this.id} measures nothing: TRIG was high for less than 10 us`,
        "Hold TRIG high for 10 us or more: `await sleep(micros(10))`.",
      );
    }
  }

  #measure(): void {
    const { clock, circuit } = this.#context;
    if (this.#started !== undefined && clock.now - this.#started < CYCLE) {
      circuit.report(
        "hasty-trigger",
        `${this.id} was triggered again within 60 ms: a real one may take the old echo for the new one`,
        "Wait 60 ms or more from one measurement to the next.",
      );
    }
    this.#started = clock.now;
    this.#busy = true;
    this.#cancel = clock.at(clock.now + BURST, () => {
      this.#echo.drive(1);
      // What moves while the sound is under way is met where it was when it left.
      this.#cancel = clock.at(clock.now + echoOf(this.#distance), () => {
        this.#busy = false;
        this.#echo.drive(0);
      });
    });
  }
}

/** Wokwi's ultrasonic sensor. */
export const hcsr04 = definePart({
  types: ["wokwi-hc-sr04"],
  figures: {
    source: "ElecFreaks, Ultrasonic Ranging Module HC-SR04, Electric Parameter and Timing diagram",
    checked: "trigger, burst, range, 60 ms between measurements",
    unchecked: "ECHO of 38 ms where nothing answers: what sellers tell",
  },
  terminals: ["VCC", "TRIG", "ECHO", "GND"],
  attrs: z.strictObject({ distance: numberAttr(RANGE, "400") }),
  inside: () => ({ outputs: [{ terminal: "ECHO", low: "GND", high: "VCC" }] }),
  create: (id, attrs, context) => new Hcsr04(id, attrs, context),
});
