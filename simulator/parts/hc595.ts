/**
 * 74HC595: an 8 bit shift register with a storage register behind it.
 *
 * ```
 *   DS ──►│ S0 │ S1 │ ... │ S7 │──► Q7S     SHCP rises: shifts
 *            ▼    ▼          ▼              STCP rises: all at once
 *         │ Q0 │ Q1 │ ... │ Q7 │            OE low: driven, high: let go of
 * ```
 *
 * Times are those of the 74HC595 data sheet of NXP, now Nexperia (rev. 6), table 7 "Dynamic characteristics", at 4.5 V
 * and 25 °C: limits are the least that it asks for, delays are typical.
 */
import { z } from "zod";
import { Limits } from "./limits.ts";
import { PartOutput } from "./output.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { Supply } from "./supply.ts";

/** tW: SHCP and STCP, high or low; MR low. Nanoseconds. */
export const PULSE = 15n;
/** tsu: DS before SHCP rises. */
export const DATA_SETUP = 10n;
/** th: DS behind it. */
export const DATA_HOLD = 3n;
/** tsu: SHCP before STCP rises. */
export const LATCH_SETUP = 15n;
/** trec: MR high before SHCP rises. */
export const RECOVERY = 10n;
/** fmax, 30 MHz: from one rise of SHCP or STCP to the next, the least in whole nanoseconds. */
export const CLOCK_PERIOD = 34n;
/** tpd: SHCP to Q7S. */
export const SHIFT_DELAY = 19n;
/** tpd: STCP to Q0 to Q7. */
export const STORE_DELAY = 20n;
/** tPHL: MR to Q7S. */
export const CLEAR_DELAY = 17n;
/** ten: OE low to Q0 to Q7. */
export const ENABLE_DELAY = 17n;
/** tdis: OE high to Q0 to Q7. */
export const DISABLE_DELAY = 15n;

const INPUTS = ["DS", "SHCP", "STCP", "MR", "OE"] as const;
type Input = (typeof INPUTS)[number];
const CLOCKS = ["SHCP", "STCP"] as const;
type Clock = (typeof CLOCKS)[number];

const SLOWER = "Use a slower clock.";

interface Hc595State {
  readonly levels: Readonly<Record<Input, 0 | 1>>;
  readonly changed: Readonly<Record<Input, bigint>>;
  readonly rose: Readonly<Record<Clock, bigint>>;
  readonly shifted: number;
  readonly stored: number;
  readonly cancelShift: () => void;
  readonly told: ReadonlySet<string>;
}

/** A 74HC595. It begins with all bits at 0; a real one begins with any. */
export class ShiftRegister implements Part {
  readonly id: string;
  readonly #context: PartContext;
  readonly #limits: Limits;
  readonly #supply: Supply;
  readonly #outputs: readonly PartOutput[];
  readonly #serial: PartOutput;
  #levels: Readonly<Record<Input, 0 | 1>>;
  /** When each last changed. */
  #changed: Readonly<Record<Input, bigint>>;
  /** When each clock rose last. Replaced at each change. */
  #rose: Readonly<Record<Clock, bigint>> = { SHCP: 0n, STCP: 0n };
  #shifted = 0;
  #stored = 0;
  /** The change of Q7S that is on its way. */
  #cancelShift = (): void => undefined;

  constructor(id: string, context: PartContext) {
    const { circuit } = context;
    this.id = id;
    this.#context = context;
    this.#limits = new Limits(circuit, id, "74HC595");
    this.#supply = new Supply(circuit, id);
    this.#outputs = Array.from({ length: 8 }, (_, i) => new PartOutput(this.#supply, `Q${i}`));
    this.#serial = new PartOutput(this.#supply, "Q7S");
    this.#levels = this.#read();
    this.#changed = { DS: 0n, SHCP: 0n, STCP: 0n, MR: 0n, OE: 0n };
    // Of inputs that change at one instant the clocks come last, as on a wire with a delay.
    circuit.watch(
      INPUTS.map((name) => `${id}:${name}`),
      () => this.#update(),
    );
    this.#supply.watch(() => this.#onPower());
    this.#onPower();
  }

  /** Bits of the storage register; the lowest is Q0. Q0 to Q7 show them while OE is low. */
  get value(): number {
    return this.#stored;
  }

  /** Bits of the shift register; the highest is Q7S. */
  get shifted(): number {
    return this.#shifted;
  }

  save(): Hc595State {
    return {
      levels: this.#levels,
      changed: this.#changed,
      rose: this.#rose,
      shifted: this.#shifted,
      stored: this.#stored,
      cancelShift: this.#cancelShift,
      told: this.#limits.save(),
    };
  }

  restore({ levels, changed, rose, shifted, stored, cancelShift, told }: Hc595State): void {
    this.#levels = levels;
    this.#changed = changed;
    this.#rose = rose;
    this.#shifted = shifted;
    this.#stored = stored;
    this.#cancelShift = cancelShift;
    this.#limits.restore(told);
  }

  #read(): Record<Input, 0 | 1> {
    const { circuit } = this.#context;
    const level = (name: Input): 0 | 1 => {
      const found = circuit.levelAt(`${this.id}:${name}`);
      // What floats is taken for what leaves the others to work.
      if (found === 0 || found === 1) return found;
      return name === "MR" ? 1 : 0;
    };
    return {
      DS: level("DS"),
      SHCP: level("SHCP"),
      STCP: level("STCP"),
      MR: level("MR"),
      OE: level("OE"),
    };
  }

  #onPower(): void {
    if (!this.#supply.isOn) {
      this.#shifted = this.#stored = 0;
      return;
    }
    this.#levels = this.#read();
    this.#showSerial(0n);
    this.#showStored(0n);
  }

  #update(): void {
    const before = this.#levels;
    const now = this.#read();
    const changed = INPUTS.filter((name) => before[name] !== now[name]);
    if (changed.length === 0) return;
    this.#levels = now;
    if (!this.#supply.isOn) {
      if (changed.includes("SHCP")) this.#supply.isOnWhenUsed("is sent data");
      return;
    }
    this.#judge(changed);
    const time = this.#context.clock.now;
    this.#changed = { ...this.#changed };
    for (const name of changed) this.#changed = { ...this.#changed, [name]: time };
    const rises = (name: Input): boolean => changed.includes(name) && now[name] === 1;
    for (const name of CLOCKS) if (rises(name)) this.#rose = { ...this.#rose, [name]: time };
    // Both clocks at once: what was shifted before is stored.
    if (rises("STCP")) this.#stored = this.#shifted;
    if (now.MR === 0) {
      if (changed.includes("MR")) {
        this.#shifted = 0;
        this.#showSerial(CLEAR_DELAY);
      }
    } else if (rises("SHCP")) {
      this.#checkWiring();
      this.#shifted = ((this.#shifted << 1) | now.DS) & 0xff;
      this.#showSerial(SHIFT_DELAY);
    }
    // A clock of an ideal processor takes no time: what is on its way is there when it falls.
    if (changed.includes("SHCP") && now.SHCP === 0) {
      this.#cancelShift();
      this.#drive(this.#serial, this.#shifted >> 7);
    }
    if (rises("STCP")) this.#showStored(STORE_DELAY);
    if (changed.includes("OE")) this.#showStored(now.OE === 1 ? DISABLE_DELAY : ENABLE_DELAY);
  }

  #judge(changed: readonly Input[]): void {
    const time = this.#context.clock.now;
    const span = (name: Input): bigint => time - this.#changed[name];
    const seen = (name: Input): boolean => this.#changed[name] > 0n;
    for (const name of CLOCKS) {
      if (!changed.includes(name) || !seen(name)) continue;
      const was = this.#levels[name] === 1 ? "low" : "high";
      this.#limits.atLeast(`${name} was ${was} for`, span(name), PULSE, SLOWER);
      const rose = this.#rose[name];
      if (was === "low" && rose > 0n) {
        this.#limits.atLeast(`${name} has a period of`, time - rose, CLOCK_PERIOD, SLOWER);
      }
    }
    if (changed.includes("MR") && this.#levels.MR === 1 && seen("MR")) {
      this.#limits.atLeast("MR was low for", span("MR"), PULSE, "Hold it low for longer.");
    }
    if (changed.includes("SHCP") && this.#levels.SHCP === 1 && seen("DS")) {
      this.#limits.atLeast("DS came before SHCP by", span("DS"), DATA_SETUP, SLOWER);
    }
    if (
      changed.includes("SHCP") &&
      this.#levels.SHCP === 1 &&
      this.#levels.MR === 1 &&
      seen("MR")
    ) {
      this.#limits.atLeast("MR was let go before SHCP by", span("MR"), RECOVERY, SLOWER);
    }
    if (changed.includes("DS") && this.#levels.SHCP === 1 && seen("SHCP")) {
      this.#limits.atLeast("DS changed behind SHCP by", span("SHCP"), DATA_HOLD, SLOWER);
    }
    if (changed.includes("STCP") && this.#levels.STCP === 1 && this.#levels.SHCP === 1) {
      if (seen("SHCP")) {
        this.#limits.atLeast("SHCP came before STCP by", span("SHCP"), LATCH_SETUP, SLOWER);
      }
    }
  }

  #checkWiring(): void {
    const { circuit } = this.#context;
    for (const [name, to] of [
      ["MR", "VCC"],
      ["OE", "GND"],
    ] as const) {
      if (circuit.levelAt(`${this.id}:${name}`) !== "z") continue;
      circuit.report(
        "floating-input",
        `${this.id}: ${name} is wired to nothing, so a real 74HC595 may work or not`,
        `Wire ${this.id}:${name} to ${to}, or to an output.`,
      );
    }
  }

  #drive(output: PartOutput, bit: number): void {
    output.drive((bit & 1) as 0 | 1);
  }

  #showSerial(delay: bigint): void {
    const { clock } = this.#context;
    this.#cancelShift();
    const show = (): void => this.#drive(this.#serial, this.#shifted >> 7);
    if (delay === 0n) show();
    else this.#cancelShift = clock.at(clock.now + delay, show);
  }

  #showStored(delay: bigint): void {
    const { clock } = this.#context;
    const { OE } = this.#levels;
    const value = this.#stored;
    const show = (): void => {
      this.#outputs.forEach((output, i) => {
        if (OE === 1) output.release();
        else this.#drive(output, value >> i);
      });
    };
    if (delay === 0n) show();
    else clock.at(clock.now + delay, show);
  }
}

/** Wokwi's shift register. */
export const hc595 = definePart({
  types: ["wokwi-74hc595"],
  terminals: [
    ...["DS", "SHCP", "STCP", "OE"],
    ...["Q0", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"],
    ...["Q7S", "MR", "GND", "VCC"],
  ],
  attrs: z.strictObject({}),
  figures: {
    source: "NXP, now Nexperia, 74HC595 data sheet, rev. 6, table 7, at 4.5 V and 25 °C",
    checked: "all times",
  },
  inside: () => ({
    outputs: ["Q0", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q7S"].map((terminal) => ({
      terminal,
      low: "GND",
      high: "VCC",
    })),
  }),
  create: (id, _, context) => new ShiftRegister(id, context),
});
