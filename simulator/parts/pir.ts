/**
 * HC-SR501, a sensor of motion by infrared: OUT is high while it sees motion and for a delay after it, and then it is
 * blind for a while.
 *
 * ```
 *   motion  ──┐  ┌───┐ ┌──────────────────────
 *             └──┘   └─┘
 *   OUT     ──┌───────────────────┐············┌─     retrigger
 *                      │◄ delay ──►│◄ inhibit ─►│
 * ```
 *
 * HC-SR501 PIR motion detector, product description: delay 5 to 300 s by a potentiometer, block time 2.5 s by
 * default, jumper L single trigger, jumper H repeated trigger. Wokwi's defaults are 5 s and 1.2 s. The first minute
 * after power, in which a real one may tell of motion that is not there, is left out. A real OUT is at 3.3 V when it is
 * high, whatever VCC is; this one is at VCC.
 */
import { z } from "zod";
import { PartOutput } from "./output.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { numberAttr, switchSetting, type Setting } from "./setting.ts";
import { Supply } from "./supply.ts";

/** Nanoseconds of a number of seconds. */
const spanOf = (text: string): bigint => BigInt(Math.round(Number(text) * 1e9));

interface PirState {
  readonly motion: boolean;
  readonly phase: "idle" | "high" | "blind";
  readonly cancel: () => void;
}

/** HC-SR501, which sees motion by infrared. */
export class Pir implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly #context: PartContext;
  readonly #supply: Supply;
  readonly #out: PartOutput;
  readonly #delay: bigint;
  readonly #inhibit: bigint;
  readonly #retrigger: boolean;
  #motion = false;
  #phase: PirState["phase"] = "idle";
  /** Undoes the end of the phase. */
  #cancel = (): void => undefined;

  constructor(
    id: string,
    attrs: { delayTime: string; inhibitTime: string; retrigger: string },
    context: PartContext,
  ) {
    this.id = id;
    this.#context = context;
    this.#supply = new Supply(context.circuit, id);
    this.#out = new PartOutput(this.#supply, "OUT");
    this.#delay = spanOf(attrs.delayTime);
    this.#inhibit = spanOf(attrs.inhibitTime);
    this.#retrigger = attrs.retrigger !== "0";
    this.settings = { motion: switchSetting((motion) => this.#move(motion)) };
    this.#power();
    this.#supply.watch(() => this.#power());
  }

  /** Whether something moves in front of it. */
  get motion(): boolean {
    return this.#motion;
  }

  save(): PirState {
    return { motion: this.#motion, phase: this.#phase, cancel: this.#cancel };
  }

  restore({ motion, phase, cancel }: PirState): void {
    this.#motion = motion;
    this.#phase = phase;
    this.#cancel = cancel;
  }

  /** Power may have come or gone. */
  #power(): void {
    if (this.#supply.isOn) {
      this.#out.drive(this.#phase === "high" ? 1 : 0);
      return;
    }
    this.#cancel();
    this.#phase = "idle";
  }

  #move(motion: boolean): void {
    this.#motion = motion;
    if (!this.#supply.isOnWhenUsed("sees motion")) return;
    if (this.#phase === "idle") {
      if (motion) this.#trigger();
    } else if (this.#phase === "high" && this.#retrigger) this.#extend();
  }

  #trigger(): void {
    this.#phase = "high";
    this.#extend();
    this.#out.drive(1);
  }

  /** The delay begins now; in retrigger mode not before the motion has ended. */
  #extend(): void {
    this.#cancel();
    if (this.#motion && this.#retrigger) return;
    const { clock } = this.#context;
    this.#cancel = clock.at(clock.now + this.#delay, () => {
      this.#phase = "blind";
      this.#out.drive(0);
      this.#cancel = clock.at(clock.now + this.#inhibit, () => {
        this.#phase = "idle";
        if (this.#motion) this.#trigger();
      });
    });
  }
}

/** Wokwi's motion sensor. */
export const pir = definePart({
  types: ["wokwi-pir-motion-sensor"],
  figures: {
    source: "HC-SR501 product description",
    checked: "delay of 5 to 300 s, block time of 2.5 s, both ways to trigger, the first minute",
    unchecked: "1.2 s of block time is Wokwi's; its OUT is at 3.3 V, and here at VCC",
  },
  terminals: ["VCC", "OUT", "GND"],
  attrs: z.strictObject({
    delayTime: numberAttr({ least: 0.001, most: 1000, unit: "s" }, "5"),
    inhibitTime: numberAttr({ least: 0, most: 1000, unit: "s" }, "1.2"),
    retrigger: z.enum(["", "0", "1"]).default(""),
  }),
  inside: () => ({ outputs: [{ terminal: "OUT", low: "GND", high: "VCC" }] }),
  create: (id, attrs, context) => new Pir(id, attrs, context),
});
