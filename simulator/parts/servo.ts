import { z } from "zod";
import { formatTime } from "../core/time.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { Supply } from "./supply.ts";

/** Pulses at 0° and 180°: those for which Arduino's library, and Wokwi's servo, are made. In nanoseconds. */
const AT_0 = 544_000n;
const AT_180 = 2_400_000n;

/**
 * Nanoseconds a degree: 0.12 s for 60° at 4.8 V, as Tower Pro's list for the SG90 is quoted. The sheet that sellers hand
 * out has 0.1 s; of the two the slower is taken.
 */
const SPEED = 120_000_000 / 60;

/** An SG90 takes a pulse every 20 ms. Digital servos take up to 333 Hz (of no data sheet); what comes faster none follows. */
const SHORTEST_PERIOD = 3_000_000n;

/** What was told already. A bit set. */
const Told = { Short: 1, Long: 2, Fast: 4 } as const;

interface ServoState {
  readonly target: number | undefined;
  readonly from: number;
  readonly since: bigint;
  readonly rose: bigint | undefined;
  readonly told: number;
  readonly isHigh: boolean;
}

/** A hobby servo: the width of each pulse at PWM tells where to turn. */
export class Servo implements Part {
  readonly id: string;
  readonly #context: PartContext;
  readonly #supply: Supply;
  /** Nowhere before the first pulse. */
  #target: number | undefined;
  /** Where it stood when it was told to turn, and when that was. */
  #from = 0;
  #since = 0n;
  /** When the last pulse began. */
  #rose: bigint | undefined;
  #isHigh: boolean;
  #told = 0;

  constructor(id: string, context: PartContext) {
    this.id = id;
    this.#context = context;
    const { circuit } = context;
    this.#supply = new Supply(circuit, id, { vcc: "V+", gnd: "GND" });
    this.#isHigh = circuit.levelAt(`${id}:PWM`) === 1;
    circuit.watch([`${id}:PWM`], () => this.#update());
  }

  /** Where it was told to turn, in degrees; undefined before the first pulse. */
  get target(): number | undefined {
    return this.#target;
  }

  /** Where its arm stands, in degrees: it needs 2 ms for each. It stands at 0 at first. */
  get angle(): number {
    if (this.#target === undefined) return this.#from;
    const most = Number(this.#context.clock.now - this.#since) / SPEED;
    const way = this.#target - this.#from;
    return Math.abs(way) <= most ? this.#target : this.#from + Math.sign(way) * most;
  }

  save(): ServoState {
    const [target, from, since, rose] = [this.#target, this.#from, this.#since, this.#rose];
    return { target, from, since, rose, told: this.#told, isHigh: this.#isHigh };
  }

  restore({ target, from, since, rose, told, isHigh }: ServoState): void {
    this.#target = target;
    this.#from = from;
    this.#since = since;
    this.#rose = rose;
    this.#told = told;
    this.#isHigh = isHigh;
  }

  #update(): void {
    const { circuit, clock } = this.#context;
    const level = circuit.levelAt(`${this.id}:PWM`);
    const isHigh = level === 1;
    if (isHigh === this.#isHigh) return;
    this.#isHigh = isHigh;
    const { now } = clock;
    if (isHigh) {
      if (this.#rose !== undefined && now - this.#rose < SHORTEST_PERIOD) {
        this.#tell(
          Told.Fast,
          "servo-period",
          `${this.id} gets pulses every ${formatTime(now - this.#rose)}: a servo takes one every 20 ms`,
        );
      }
      this.#rose = now;
    } else if (this.#rose !== undefined && level === 0) this.#turn(now - this.#rose, now);
  }

  #turn(width: bigint, now: bigint): void {
    if (!this.#supply.isOnWhenUsed("gets pulses")) return;
    const isShort = width < AT_0;
    if (isShort || width > AT_180) {
      this.#tell(
        isShort ? Told.Short : Told.Long,
        "servo-pulse",
        `${this.id} gets a pulse of ${formatTime(width)}: it turns from ${formatTime(AT_0)} (0°) to ${formatTime(AT_180)} (180°), and stands at its end`,
      );
    }
    const clamped = isShort ? AT_0 : width > AT_180 ? AT_180 : width;
    const target = (Number(clamped - AT_0) * 180) / Number(AT_180 - AT_0);
    if (target === this.#target) return;
    this.#from = this.angle;
    this.#since = now;
    this.#target = target;
  }

  #tell(
    bit: number,
    code: string,
    message: string,
    hint = "`Servo.at(pin).angle(degrees)` gives the pulses that it takes",
  ): void {
    if ((this.#told & bit) !== 0) return;
    this.#told |= bit;
    this.#context.circuit.report(code, message, hint);
  }
}

/** Wokwi's servo. */
export const servo = definePart({
  types: ["wokwi-servo"],
  figures: {
    source: "SG90 data sheet, as sellers hand it out; Tower Pro's list for the SG90",
    checked:
      "0.1 s for 60° in the sheet; 0.12 s at 4.8 V in the list, as it is quoted: the slower one is taken",
    unchecked: "pulses of 0.544 to 2.4 ms: those of Arduino's library; 3 ms as the shortest period",
  },
  terminals: ["PWM", "V+", "GND"],
  attrs: z.strictObject({ horn: z.string().optional(), hornColor: z.string().optional() }),
  create: (id, _attrs, context) => new Servo(id, context),
});
