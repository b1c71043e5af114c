import { z } from "zod";
import { FAST_MODE } from "../buses/i2c-timing.ts";
import type { I2cDevice } from "../buses/i2c-device.ts";
import {
  bcd,
  hourByte,
  hourOf,
  later,
  parseTime,
  unbcd,
  type ChipTime,
  written,
} from "./ds3231/calendar.ts";
import { connectI2c, i2cInside, I2C_TERMINALS } from "./i2c-part.ts";
import { PartOutput } from "./output.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { numberAttr, numberSetting, type Setting } from "./setting.ts";
import { Supply } from "./supply.ts";

/** Maxim DS3231 rev. 10, AC electrical characteristics: fast mode. */
export const DS3231_TIMING = FAST_MODE;
const ADDRESS = 0x68;
/** As on the usual modules. */
const PULL_UP_OHMS = 4_700;
const SECOND = 1_000_000_000n;
/** Registers: figure 1 of the datasheet. */
const COUNT = 0x13;
const CONTROL = 0x0e;
const STATUS = 0x0f;
const TEMPERATURE_AT = 0x11;
/** Of the control register: oscillator off in battery operation, interrupts instead of a square wave. */
const INTERRUPTS = 0x04;
/** Of the status register: the oscillator was stopped, so the time is not to be trusted. */
const STOPPED = 0x80;
const WRITABLE_STATUS = 0x88;
/** An alarm further back than this is not looked for. */
const MOST_SECONDS = 31 * 86_400;

const TEMPERATURE = { least: -40, most: 85, unit: "°C" };

interface ClockState {
  readonly registers: Uint8Array;
  readonly time: ChipTime;
  readonly since: bigint;
  readonly isTwelve: boolean;
  readonly latched: Uint8Array;
  readonly pointer: number;
  readonly isPointed: boolean;
  readonly temperature: number;
  readonly cancel: () => void;
  readonly device: unknown;
}

/**
 * A clock that goes on in virtual time, with two alarms on its pin SQW. "now" is 2000-01-01, so that a run is the
 * same whenever it is made.
 */
export class Ds3231 implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly #context: PartContext;
  readonly #device: I2cDevice;
  readonly #interrupt: PartOutput;
  #registers = new Uint8Array(COUNT);
  /** The time at `since`, from which the seconds are counted. */
  #time: ChipTime;
  #since: bigint;
  #isTwelve = false;
  /** The time at START: so it does not change while it is read. */
  #latched = new Uint8Array(7);
  #pointer = 0;
  #isPointed = false;
  #temperature: number;
  #cancel: () => void = () => undefined;

  constructor(id: string, attrs: { initTime: string; temperature: string }, context: PartContext) {
    this.id = id;
    this.#context = context;
    this.#time = initial(attrs.initTime)!;
    this.#since = context.clock.now;
    this.#temperature = Number(attrs.temperature);
    this.#registers[CONTROL] = 0x1c;
    this.#registers[STATUS] = attrs.initTime === "now" ? 0x88 : 0x08;
    this.#interrupt = new PartOutput(new Supply(context.circuit, id), "SQW");
    this.settings = {
      temperature: numberSetting(TEMPERATURE, (value) => (this.#temperature = value)),
      time: {
        values: "a time such as 2026-01-31T12:00:00Z, of the years 2000 to 2099",
        read: (text) => {
          const time = parseTime(text);
          return time && ((): void => this.#setTime(time));
        },
      },
    };
    this.#device = connectI2c({
      id,
      context,
      terminals: I2C_TERMINALS,
      timing: DS3231_TIMING,
      name: "DS3231",
      address: () => ADDRESS,
      hooks: {
        start: (isRead) => {
          this.#latch();
          if (!isRead) this.#isPointed = false;
          return true;
        },
        write: (byte) => this.#write(byte),
        read: () => {
          const byte = this.#read(this.#pointer);
          this.#step();
          return byte;
        },
        stop: () => undefined,
      },
      // Its battery keeps the time; the pin floats meanwhile, as without BBSQW.
      onPower: () => this.#settle(),
    });
  }

  /** The time now, in UTC if it was set so: `2026-01-31T12:00:00`. */
  get time(): string {
    return written(this.#now);
  }

  /** Around it, in degrees Celsius. */
  get temperature(): number {
    return this.#temperature;
  }

  save(): ClockState {
    return {
      registers: this.#registers.slice(),
      time: this.#time,
      since: this.#since,
      isTwelve: this.#isTwelve,
      latched: this.#latched.slice(),
      pointer: this.#pointer,
      isPointed: this.#isPointed,
      temperature: this.#temperature,
      cancel: this.#cancel,
      device: this.#device.save(),
    };
  }

  restore(state: ClockState): void {
    this.#registers = state.registers.slice();
    this.#time = state.time;
    this.#since = state.since;
    this.#isTwelve = state.isTwelve;
    this.#latched = state.latched.slice();
    this.#pointer = state.pointer;
    this.#isPointed = state.isPointed;
    this.#temperature = state.temperature;
    this.#cancel = state.cancel;
    this.#device.restore(state.device as ReturnType<I2cDevice["save"]>);
  }

  get #elapsed(): number {
    return Number((this.#context.clock.now - this.#since) / SECOND);
  }

  get #now(): ChipTime {
    return later(this.#time, this.#elapsed);
  }

  #latch(): void {
    this.#advance();
    this.#latched = Uint8Array.from(this.#bytes());
  }

  #bytes(): number[] {
    const { year, month, day, weekday, hour, minute, second, century } = this.#now;
    const hours = hourByte(hour, this.#isTwelve);
    return [
      bcd(second),
      bcd(minute),
      hours,
      weekday,
      bcd(day),
      bcd(month) | (century << 7),
      bcd(year),
    ];
  }

  #read(register: number): number {
    if (register < 7) return this.#latched[register]!;
    if (register === TEMPERATURE_AT) return Math.floor(this.#quarters / 4) & 0xff;
    if (register === TEMPERATURE_AT + 1) return (this.#quarters & 3) << 6;
    return this.#registers[register]!;
  }

  get #quarters(): number {
    return Math.round(this.#temperature * 4);
  }

  #step(): void {
    this.#pointer = (this.#pointer + 1) % COUNT;
    if (this.#pointer === 0) this.#latch();
  }

  #write(byte: number): boolean {
    if (!this.#isPointed) {
      this.#isPointed = true;
      this.#pointer = byte % COUNT;
      return true;
    }
    this.#set(this.#pointer, byte);
    this.#step();
    return true;
  }

  #set(register: number, byte: number): void {
    this.#advance();
    if (register < 7) this.#setPart(register, byte);
    else if (register === STATUS) {
      // Flags can be cleared, and not set.
      const flags = this.#registers[STATUS]! & byte & 0x83;
      this.#registers[STATUS] = flags | (byte & WRITABLE_STATUS & 0x08);
    } else if (register < TEMPERATURE_AT) this.#registers[register] = byte;
    this.#settle();
  }

  /** A write of the seconds begins a new second; one of another part of the time leaves the second as it is. */
  #setPart(register: number, byte: number): void {
    const part = unbcd(byte & 0x7f);
    const now = this.#now;
    const whole = BigInt(this.#elapsed) * SECOND;
    this.#since = register === 0 ? this.#context.clock.now : this.#since + whole;
    if (register === 2) this.#isTwelve = (byte & 0x40) !== 0;
    const changes: Partial<ChipTime>[] = [
      { second: part },
      { minute: part },
      { hour: hourOf(byte) },
      { weekday: byte & 7 },
      { day: unbcd(byte & 0x3f) },
      { month: unbcd(byte & 0x1f), century: (byte >> 7) as 0 | 1 },
      { year: unbcd(byte) },
    ];
    this.#time = { ...now, ...changes[register] };
  }

  #setTime(time: ChipTime): void {
    this.#time = time;
    this.#since = this.#context.clock.now;
    this.#registers[STATUS]! &= ~STOPPED;
    this.#settle();
  }

  /** Counts on to the second at hand, and looks which alarms have come. */
  #advance(): void {
    const seconds = this.#elapsed;
    if (seconds === 0) return;
    const from = Math.max(1, seconds - MOST_SECONDS);
    for (let i = from; i <= seconds; i++) {
      if ((this.#registers[STATUS]! & 3) === 3) break;
      this.#look(later(this.#time, i));
    }
    this.#time = later(this.#time, seconds);
    this.#since += BigInt(seconds) * SECOND;
  }

  /** Table 2: an alarm looks at those parts of the time whose highest bit is 0. */
  #look(time: ChipTime): void {
    const matches = (register: number, value: number): boolean => {
      const byte = this.#registers[register]!;
      return (byte & 0x80) !== 0 || (byte & 0x7f) === value;
    };
    const isDay = (register: number): boolean => {
      const byte = this.#registers[register]!;
      if (byte & 0x80) return true;
      return byte & 0x40 ? (byte & 0x0f) === time.weekday : (byte & 0x3f) === bcd(time.day);
    };
    const isAt = (register: number): boolean =>
      matches(register, bcd(time.minute)) &&
      ((this.#registers[register + 1]! & 0x80) !== 0 ||
        hourOf(this.#registers[register + 1]!) === time.hour) &&
      isDay(register + 2);
    if (matches(7, bcd(time.second)) && isAt(8)) this.#registers[STATUS]! |= 1;
    if (time.second === 0 && isAt(0x0b)) this.#registers[STATUS]! |= 2;
  }

  /** The pin follows the flags; while an alarm can come by itself, each second is looked at. */
  #settle(): void {
    const { clock, circuit } = this.#context;
    const control = this.#registers[CONTROL]!;
    this.#cancel();
    this.#interrupt.pull(control & INTERRUPTS && this.#registers[STATUS]! & control & 3 ? 0 : 1);
    if ((control & INTERRUPTS) === 0) {
      circuit.report(
        "not-simulated",
        `${this.id}, a DS3231: its square wave is not simulated`,
        "use an alarm each second: write 0x80 to registers 0x07 to 0x0A, and 0x05 to 0x0E",
      );
    } else if (control & 3) {
      this.#cancel = clock.at(this.#since + SECOND, () => {
        this.#advance();
        this.#settle();
      });
    }
  }
}

function initial(text: string): ChipTime | undefined {
  return parseTime(text === "now" || text === "0" ? "2000-01-01" : text);
}

/** A clock on a module with pull-ups and a battery. */
export const ds3231 = definePart({
  types: ["wokwi-ds3231"],
  terminals: ["GND", "VCC", "SDA", "SCL", "SQW", "32K"],
  attrs: z.strictObject({
    initTime: z
      .string()
      .refine((text) => initial(text) !== undefined, {
        error: 'should be "now", "0" or a time such as "2026-01-31T12:00:00Z", from 2000 to 2099',
      })
      .default("now"),
    temperature: numberAttr(TEMPERATURE, "25"),
  }),
  inside: () => {
    const { outputs = [], resistors = [] } = i2cInside(I2C_TERMINALS, PULL_UP_OHMS);
    return {
      outputs: [...outputs, { terminal: "SQW", low: "GND" }],
      resistors: [...resistors, { a: "SQW", b: "VCC", ohms: PULL_UP_OHMS }],
    };
  },
  create: (id, attrs, context) => new Ds3231(id, attrs, context),
});
