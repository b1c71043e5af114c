import { z } from "zod";
import { FAST_MODE_PLUS } from "../buses/i2c-timing.ts";
import type { I2cDevice } from "../buses/i2c-device.ts";
import { measureMicros, rawOf, trimHigh, trimLow } from "./bme280/compensation.ts";
import { addressAttr, connectI2c, i2cInside, I2C_TERMINALS, parseAddress } from "./i2c-part.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { numberAttr, numberSetting, type Setting } from "./setting.ts";

/** Bosch BST-BME280-DS002 rev. 1.6, table 32; its clock goes up to 3.4 MHz, which no bus here does. */
export const BME280_TIMING = { ...FAST_MODE_PLUS, dataSetup: 160n };
/** Table 1: from power or a reset until it can be talked to. */
export const BME280_START_UP = 2_000_000n;
const CHIP_ID = 0x60;
const RESET_WORD = 0xb6;
/** As on the usual modules. */
const PULL_UP_OHMS = 10_000;

/** 5.3, table 18. */
const Register = {
  id: 0xd0,
  reset: 0xe0,
  controlHumidity: 0xf2,
  status: 0xf3,
  control: 0xf4,
  config: 0xf5,
  data: 0xf7,
} as const;

/** Tables 20, 23 and 24: what the three bits of an oversampling stand for. */
const FACTORS = [0, 1, 2, 4, 8, 16, 16, 16] as const;
/** Table 27, in microseconds: the pause between two measurements in normal mode. */
const STANDBY = [500, 62_500, 125_000, 250_000, 500_000, 1_000_000, 10_000, 20_000] as const;
/** Table 17: what is not measured reads so. */
const SKIPPED = { long: 0x80000, short: 0x8000 } as const;
const Mode = { sleep: 0, forced: 1, normal: 3 } as const;

const TEMPERATURE = { least: -40, most: 85, unit: "°C" };
const HUMIDITY = { least: 0, most: 100, unit: "%" };
const PRESSURE = { least: 300, most: 1100, unit: "hPa" };

interface BmeState {
  readonly registers: Uint8Array;
  readonly values: readonly [number, number, number];
  readonly pointer: number | undefined;
  readonly humidityFactor: number;
  readonly isMeasuring: boolean;
  readonly readyAt: bigint;
  readonly cancel: () => void;
  readonly device: unknown;
}

/** A sensor of temperature, humidity and pressure of the air. What it measures can be set while it runs. */
export class Bme280 implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly #context: PartContext;
  readonly #device: I2cDevice;
  #registers = new Uint8Array(256);
  #values: [number, number, number];
  /** Where the next byte is read; nothing until the first byte of a write has come. */
  #pointer: number | undefined;
  /** The one for humidity counts from the next write of the control register on: 5.4.3. */
  #humidityFactor = 0;
  #isMeasuring = false;
  #readyAt: bigint;
  #cancel: () => void = () => undefined;

  constructor(
    id: string,
    attrs: { temperature: string; humidity: string; pressure: string; i2cAddress: string },
    context: PartContext,
  ) {
    this.id = id;
    this.#context = context;
    this.#values = [Number(attrs.temperature), Number(attrs.humidity), Number(attrs.pressure)];
    this.settings = {
      temperature: numberSetting(TEMPERATURE, (value) => (this.#values[0] = value)),
      humidity: numberSetting(HUMIDITY, (value) => (this.#values[1] = value)),
      pressure: numberSetting(PRESSURE, (value) => (this.#values[2] = value)),
    };
    this.#clear();
    this.#readyAt = context.clock.now;
    const address = parseAddress(attrs.i2cAddress)!;
    this.#device = connectI2c({
      id,
      context,
      terminals: I2C_TERMINALS,
      timing: BME280_TIMING,
      name: "BME280",
      // 6.2: SDO chooses the lowest bit.
      address: () => (context.circuit.levelAt(`${id}:SDO`) === 1 ? address | 1 : address),
      hooks: {
        start: (isRead) => {
          if (!isRead) this.#pointer = undefined;
          return context.clock.now >= this.#readyAt;
        },
        write: (byte) => this.#write(byte),
        read: () => this.#registers[this.#pointer === undefined ? 0 : this.#pointer++ & 0xff]!,
        stop: () => undefined,
      },
      onPower: (isOn) => {
        if (isOn) this.#reset();
        else this.#clear();
      },
    });
  }

  /** Around it, in degrees Celsius. */
  get temperature(): number {
    return this.#values[0];
  }

  /** Around it, in per cent. */
  get humidity(): number {
    return this.#values[1];
  }

  /** Of the air, in hectopascals. */
  get pressure(): number {
    return this.#values[2];
  }

  /** Whether a measurement goes on. */
  get measuring(): boolean {
    return this.#isMeasuring;
  }

  save(): BmeState {
    return {
      registers: this.#registers.slice(),
      values: [...this.#values],
      pointer: this.#pointer,
      humidityFactor: this.#humidityFactor,
      isMeasuring: this.#isMeasuring,
      readyAt: this.#readyAt,
      cancel: this.#cancel,
      device: this.#device.save(),
    };
  }

  restore(state: BmeState): void {
    this.#registers = state.registers.slice();
    this.#values = [...state.values];
    this.#pointer = state.pointer;
    this.#humidityFactor = state.humidityFactor;
    this.#isMeasuring = state.isMeasuring;
    this.#readyAt = state.readyAt;
    this.#cancel = state.cancel;
    this.#device.restore(state.device as ReturnType<I2cDevice["save"]>);
  }

  #clear(): void {
    this.#cancel();
    this.#isMeasuring = false;
    this.#humidityFactor = 0;
    this.#registers = new Uint8Array(256);
    this.#registers.set(trimLow(), 0x88);
    this.#registers.set(trimHigh(), 0xe1);
    this.#registers[Register.id] = CHIP_ID;
    this.#show(SKIPPED.long, SKIPPED.long, SKIPPED.short);
  }

  #reset(): void {
    this.#clear();
    this.#readyAt = this.#context.clock.now + BME280_START_UP;
  }

  /** Bytes go in pairs of a register and its value: 6.2.1. */
  #write(byte: number): boolean {
    if (this.#pointer === undefined) {
      this.#pointer = byte;
      return true;
    }
    this.#set(this.#pointer, byte);
    // What follows is another register.
    this.#pointer = undefined;
    return true;
  }

  #set(register: number, byte: number): void {
    if (register === Register.reset) {
      if (byte === RESET_WORD) this.#reset();
      return;
    }
    const isSettable: number[] = [Register.controlHumidity, Register.control, Register.config];
    if (!isSettable.includes(register)) return;
    this.#registers[register] = byte;
    if (register !== Register.control) return;
    this.#humidityFactor = FACTORS[this.#registers[Register.controlHumidity]! & 7]!;
    this.#cancel();
    this.#isMeasuring = false;
    this.#registers[Register.status] = 0;
    if (this.#mode !== Mode.sleep) this.#measure();
  }

  get #mode(): number {
    const bits = this.#registers[Register.control]! & 3;
    return bits === 2 ? Mode.forced : bits;
  }

  #measure(): void {
    const { clock } = this.#context;
    const control = this.#registers[Register.control]!;
    const t = FACTORS[control >> 5]!;
    const p = FACTORS[(control >> 2) & 7]!;
    const h = this.#humidityFactor;
    this.#isMeasuring = true;
    this.#registers[Register.status] = 8;
    const span = BigInt(measureMicros(t, p, h)) * 1_000n;
    this.#cancel = clock.at(clock.now + span, () => {
      this.#isMeasuring = false;
      this.#registers[Register.status] = 0;
      const raw = rawOf(this.#values[0], this.#values[2], this.#values[1]);
      this.#show(
        t > 0 ? raw.temperature : SKIPPED.long,
        p > 0 ? raw.pressure : SKIPPED.long,
        h > 0 ? raw.humidity : SKIPPED.short,
      );
      if (this.#mode === Mode.normal) {
        const pause = STANDBY[this.#registers[Register.config]! >> 5]!;
        this.#cancel = clock.at(clock.now + BigInt(pause) * 1_000n, () => this.#measure());
      } else this.#registers[Register.control]! &= ~3;
    });
  }

  #show(temperature: number, pressure: number, humidity: number): void {
    const long = (value: number): number[] => [value >> 12, (value >> 4) & 0xff, (value & 15) << 4];
    const data = [...long(pressure), ...long(temperature), humidity >> 8, humidity & 0xff];
    this.#registers.set(data, Register.data);
  }
}

/** The sensor on a module with pull-ups, as people publish it for Wokwi. */
export const bme280 = definePart({
  types: ["wokwi-bme280", "board-bme280"],
  terminals: ["VCC", "VIN", "GND", "SCL", "SDA", "SDO", "CSB"],
  attrs: z.strictObject({
    temperature: numberAttr(TEMPERATURE, "24"),
    humidity: numberAttr(HUMIDITY, "40"),
    pressure: numberAttr(PRESSURE, "1013.25"),
    i2cAddress: addressAttr("0x76"),
  }),
  inside: () => ({ ...i2cInside(I2C_TERMINALS, PULL_UP_OHMS), joins: [["VCC", "VIN"]] }),
  create: (id, attrs, context) => new Bme280(id, attrs, context),
});
