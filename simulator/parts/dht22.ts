/**
 * DHT22, also sold as AM2302: temperature and humidity over one wire that both sides only pull low.
 *
 * ```
 *        start     answer         40 bits, most significant first
 *   ───┐ 1 ms ┌──┐80┌──80──┐50┌26┐50┌──70──┐ ... ┐50┌───
 *      └──────┘30└──┘      └──┘  └──┘      └     └──┘
 *        host         sensor   0        1
 * ```
 *
 * Aosong, AM2302 product manual, 7.3 with table 6, "Single bus signal characteristics": the constants below, and 2 s
 * between two readings. After power comes a host has to leave 1 s (Aosong, AM2302/DHT22 data sheet, section 6 (1)); the
 * manual (7.4) asks for 2 s. A real one answers with what it measured at the reading before. Bits: 16 of humidity, 16 of temperature with its sign in front, both in tenths, and 8 of their sum.
 */
import { z } from "zod";
import { PartOutput } from "./output.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { numberAttr, numberSetting, type Setting } from "./setting.ts";
import { Supply } from "./supply.ts";

/** Tbe: the host holds the line low for 0.8 ms at least, 1 ms typically, 20 ms at most. */
export const START_LEAST = 800_000n;
export const START_MOST = 20_000_000n;
/** Tgo, from the release to the answer; typical, of 20 to 200 µs. */
export const PAUSE = 30_000n;
/** Trel and Treh, the answer; typical, of 75 to 85 µs. */
export const ANSWER = 80_000n;
/** Tlow, before each bit; typical, of 48 to 55 µs. */
export const GAP = 50_000n;
/** TH0; typical, of 22 to 30 µs. */
export const ZERO = 26_000n;
/** TH1; typical, of 68 to 75 µs. */
export const ONE = 70_000n;
/** Ten, low behind the last bit; typical, of 45 to 55 µs. */
export const END = 50_000n;
/** From one reading to the next, at least. */
export const INTERVAL = 2_000_000_000n;
/** From power to the first reading, at least. */
export const WARM_UP = 1_000_000_000n;

const TEMPERATURE = { least: -40, most: 80, unit: "°C" };
const HUMIDITY = { least: 0, most: 100, unit: "%" };

/** The five bytes of an answer. */
export function dhtBytes(temperature: number, humidity: number): number[] {
  const wet = Math.round(humidity * 10);
  const warm = Math.round(Math.abs(temperature) * 10) | (temperature < 0 ? 0x8000 : 0);
  const bytes = [wet >> 8, wet & 255, warm >> 8, warm & 255];
  return [...bytes, bytes.reduce((sum, byte) => sum + byte, 0) & 255];
}

/** How long the line is low and high in turns, in nanoseconds; the first is low. */
export function dhtAnswer(bytes: readonly number[]): bigint[] {
  const spans = [ANSWER, ANSWER];
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) spans.push(GAP, (byte >> bit) & 1 ? ONE : ZERO);
  }
  return [...spans, END];
}

interface Dht22State {
  readonly temperature: number;
  readonly humidity: number;
  readonly bytes: readonly number[];
  readonly poweredAt: bigint | undefined;
  readonly lowSince: bigint | undefined;
  readonly measuredAt: bigint | undefined;
  readonly answering: boolean;
}

/** DHT22, a sensor of temperature and humidity on one wire: `sim.parts.get(Dht22, "dht1", "sensor")`. */
export class Dht22 implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly #context: PartContext;
  readonly #supply: Supply;
  readonly #line: PartOutput;
  #temperature: number;
  #humidity: number;
  /** What it measured last. */
  #bytes: readonly number[] = [];
  #poweredAt: bigint | undefined;
  /** Since when the host pulls. */
  #lowSince: bigint | undefined;
  #measuredAt: bigint | undefined;
  #answering = false;

  constructor(id: string, attrs: { temperature: string; humidity: string }, context: PartContext) {
    this.id = id;
    this.#context = context;
    this.#temperature = Number(attrs.temperature);
    this.#humidity = Number(attrs.humidity);
    this.#supply = new Supply(context.circuit, id);
    this.#line = new PartOutput(this.#supply, "SDA");
    this.settings = {
      temperature: numberSetting(TEMPERATURE, (value) => (this.#temperature = value)),
      humidity: numberSetting(HUMIDITY, (value) => (this.#humidity = value)),
    };
    this.#power();
    this.#supply.watch(() => this.#power());
    context.circuit.watch([`${id}:SDA`], () => this.#follow());
  }

  /** Around it, in degrees Celsius. */
  get temperature(): number {
    return this.#temperature;
  }

  /** Around it, in per cent. */
  get humidity(): number {
    return this.#humidity;
  }

  save(): Dht22State {
    return {
      temperature: this.#temperature,
      humidity: this.#humidity,
      bytes: this.#bytes,
      poweredAt: this.#poweredAt,
      lowSince: this.#lowSince,
      measuredAt: this.#measuredAt,
      answering: this.#answering,
    };
  }

  restore(state: Dht22State): void {
    this.#temperature = state.temperature;
    this.#humidity = state.humidity;
    this.#bytes = state.bytes;
    this.#poweredAt = state.poweredAt;
    this.#lowSince = state.lowSince;
    this.#measuredAt = state.measuredAt;
    this.#answering = state.answering;
  }

  #power(): void {
    if (!this.#supply.isOn) this.#poweredAt = undefined;
    else this.#poweredAt ??= this.#context.clock.now;
  }

  /** What the host does. */
  #follow(): void {
    if (this.#answering) return;
    const { clock, circuit } = this.#context;
    const level = circuit.levelAt(`${this.id}:SDA`);
    if (level === 0) {
      this.#lowSince ??= clock.now;
      return;
    }
    const since = this.#lowSince;
    if (since === undefined || level === "x") return;
    this.#lowSince = undefined;
    if (!this.#supply.isOnWhenUsed("is asked")) return;
    if (level === "z") {
      const hint =
        "Wire a resistor of 4.7k from SDA to the supply, or give the pin its pull-up: `Pull.Up`.";
      circuit.report("no-pull-up", `nothing pulls ${this.id}:SDA up: it cannot answer`, hint);
      return;
    }
    const problem = this.#refuses(clock.now - since);
    if (problem === undefined) this.#answer();
    else circuit.report("dht22-silent", `${this.id} does not answer: ${problem[0]}`, problem[1]);
  }

  /** Why it does not answer, and the way out. */
  #refuses(low: bigint): readonly [string, string] | undefined {
    if (low < START_LEAST) {
      return ["SDA was low for less than 0.8 ms", "Hold it low for 1 ms to begin a reading."];
    }
    if (low > START_MOST) {
      return ["SDA was low for more than 20 ms", "Hold it low for 1 ms to begin a reading."];
    }
    if (this.#context.clock.now - this.#poweredAt! < WARM_UP) {
      return ["it was asked within 1 s after power came", "Wait 1 s before the first reading."];
    }
    return undefined;
  }

  #answer(): void {
    const { clock, circuit } = this.#context;
    if (this.#measuredAt === undefined || clock.now - this.#measuredAt >= INTERVAL) {
      this.#measuredAt = clock.now;
      this.#bytes = dhtBytes(this.#temperature, this.#humidity);
    } else {
      circuit.report(
        "dht22-hasty",
        `${this.id} was read again within 2 s: it answers with what it measured before`,
        "Wait 2 s or more from one reading to the next.",
      );
    }
    this.#answering = true;
    const spans = dhtAnswer(this.#bytes);
    clock.at(clock.now + PAUSE, () => this.#send(spans, 0));
  }

  #send(spans: readonly bigint[], i: number): void {
    const { clock } = this.#context;
    if (i === spans.length) {
      this.#answering = false;
      this.#line.pull(1);
      return;
    }
    this.#line.pull(i % 2 === 0 ? 0 : 1);
    clock.at(clock.now + spans[i]!, () => this.#send(spans, i + 1));
  }
}

/** Wokwi's DHT22. */
export const dht22 = definePart({
  types: ["wokwi-dht22"],
  figures: {
    source: "Aosong AM2302 product manual, table 6; Aosong AM2302/DHT22 data sheet, 6 (1)",
    checked:
      "all times. After power the data sheet asks for 1 s, which is taken, and the manual for 2 s",
    unchecked: "a real one answers with what it measured at the reading before",
  },
  terminals: ["VCC", "SDA", "NC", "GND"],
  attrs: z.strictObject({
    temperature: numberAttr(TEMPERATURE, "24"),
    humidity: numberAttr(HUMIDITY, "40"),
  }),
  inside: () => ({ outputs: [{ terminal: "SDA", low: "GND" }] }),
  create: (id, attrs, context) => new Dht22(id, attrs, context),
});
