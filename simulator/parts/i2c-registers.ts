/**
 * A device on a two-wire bus that has registers and nothing else: for tests of drivers whose device is not among the
 * parts, and of what drivers do when a device fails.
 */
import { z } from "zod";
import { FAST_MODE_PLUS } from "../buses/i2c-timing.ts";
import type { I2cDevice } from "../buses/i2c-device.ts";
import { UsageError } from "../core/errors.ts";
import { addressAttr, connectI2c, i2cInside, I2C_TERMINALS, parseAddress } from "./i2c-part.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import type { Setting } from "./setting.ts";
import { choiceSetting, numberSetting } from "./setting.ts";

/** What it does not acknowledge. */
export type Nack = "nothing" | "address" | "data";

interface State {
  readonly registers: Uint8Array;
  readonly pointer: number;
  readonly isPointed: boolean;
  readonly nack: Nack;
  readonly stretch: bigint;
  readonly transactions: number;
  readonly device: unknown;
}

const COUNT = 256;
const LINES = ["SDA", "SCL"] as const;

const stuck = (id: string, line: string): string => `${id}:${line}(stuck)`;

/** Registers from one on: `0x10:12ff`, in hexadecimal; several behind spaces. */
export function parseRegisters(text: string): Map<number, number> | undefined {
  const registers = new Map<number, number>();
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const match = /^(?:0x)?([\da-f]{1,2}):((?:[\da-f]{2})+)$/i.exec(word);
    if (match === null) return undefined;
    const from = parseInt(match[1]!, 16);
    match[2]!.match(/../g)!.forEach((byte, i) => {
      registers.set((from + i) % COUNT, parseInt(byte, 16));
    });
  }
  return registers;
}

/**
 * 256 registers of a byte. The first byte of a write chooses a register, those after it are written from there on;
 * a read reads from there on. Behind register 255 comes register 0.
 */
export class I2cRegisters implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly #context: PartContext;
  readonly #device: I2cDevice;
  readonly #registers = new Uint8Array(COUNT);
  #pointer = 0;
  #isPointed = false;
  #nack: Nack = "nothing";
  #stretch = 0n;
  #transactions = 0;

  constructor(id: string, attrs: { address: string; registers: string }, context: PartContext) {
    this.id = id;
    this.#context = context;
    this.#assign(parseRegisters(attrs.registers)!);
    const address = parseAddress(attrs.address)!;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getter below needs it
    const self = this;
    this.#device = connectI2c({
      id,
      context,
      terminals: I2C_TERMINALS,
      timing: FAST_MODE_PLUS,
      name: "wakeful-i2c-device",
      address: () => address,
      hooks: {
        start: (isRead) => this.#start(isRead),
        write: (byte) => this.#write(byte),
        read: () => this.#registers[this.#pointer++ % COUNT]!,
        stop: () => undefined,
        get stretch() {
          return self.#stretch;
        },
      },
    });
    this.settings = {
      nack: choiceSetting(["nothing", "address", "data"], (value) => (this.#nack = value as Nack)),
      stretch: numberSetting({ least: 0, most: 10_000_000, whole: true, unit: "µs" }, (value) => {
        this.#stretch = BigInt(value) * 1_000n;
      }),
      hold: choiceSetting(["nothing", ...LINES], (value) => {
        for (const line of LINES) context.circuit.setSwitch(stuck(id, line), value === line);
      }),
      registers: {
        values: "registers such as 0x10:12ff, in hexadecimal",
        read: (text) => {
          const registers = parseRegisters(text);
          return registers && ((): void => this.#assign(registers));
        },
      },
    };
  }

  /** How often its address was called. */
  get transactions(): number {
    return this.#transactions;
  }

  /** What a register holds. */
  read(register: number): number {
    this.#check(register);
    return this.#registers[register]!;
  }

  /** Sets registers from one on. */
  write(register: number, ...bytes: number[]): void {
    this.#check(register);
    const text = `0x${hex(register)}:${bytes.map(hex).join("")}`;
    const { clock } = this.#context;
    const deed = { kind: "set", at: clock.now, words: [this.id, "registers", text] };
    clock.input(() => this.#assign(parseRegisters(text)!), deed);
  }

  save(): State {
    return {
      registers: this.#registers.slice(),
      pointer: this.#pointer,
      isPointed: this.#isPointed,
      nack: this.#nack,
      stretch: this.#stretch,
      transactions: this.#transactions,
      device: this.#device.save(),
    };
  }

  restore(state: State): void {
    this.#registers.set(state.registers);
    this.#pointer = state.pointer;
    this.#isPointed = state.isPointed;
    this.#nack = state.nack;
    this.#stretch = state.stretch;
    this.#transactions = state.transactions;
    this.#device.restore(state.device as ReturnType<I2cDevice["save"]>);
  }

  #start(isRead: boolean): boolean {
    this.#transactions++;
    if (!isRead) this.#isPointed = false;
    return this.#nack !== "address";
  }

  #write(byte: number): boolean {
    if (this.#nack === "data") return false;
    if (this.#isPointed) this.#registers[this.#pointer++ % COUNT] = byte;
    else this.#pointer = byte;
    this.#isPointed = true;
    return true;
  }

  #assign(registers: ReadonlyMap<number, number>): void {
    for (const [register, byte] of registers) this.#registers[register] = byte;
  }

  #check(register: number): void {
    if (Number.isInteger(register) && register >= 0 && register < COUNT) return;
    throw new UsageError(`${this.id} has no register ${register}`, "its registers are 0 to 255");
  }
}

const hex = (byte: number): string => (byte & 0xff).toString(16).padStart(2, "0");

/** A device of registers, without pull-ups. */
export const i2cRegisters = definePart({
  types: ["wakeful-i2c-device"],
  figures: {
    source: "NXP UM10204 rev. 7, table 11",
    checked: "all times of standard mode, fast mode and fast mode plus",
  },
  terminals: ["VCC", "GND", "SDA", "SCL"],
  attrs: z.strictObject({
    address: addressAttr("0x42"),
    registers: z
      .string()
      .refine((text) => parseRegisters(text) !== undefined, {
        error: 'should be registers such as "0x10:12ff", in hexadecimal',
      })
      .default(""),
  }),
  inside: () => ({
    ...i2cInside(I2C_TERMINALS, 0),
    switches: LINES.map((a) => ({ a, b: "GND", name: `${a}(stuck)` })),
  }),
  create: (id, attrs, context) => new I2cRegisters(id, attrs, context),
});
