/** A bus with a device of registers on it, and what a firmware does there. */
import { PinMode } from "../../hal/generated/border.ts";
import type { DeviceTiming } from "../../simulator/buses/i2c-timing-watch.ts";
import { type Board, micros, type Simulator } from "../../simulator/index.ts";
import { I2cRegisters } from "../../simulator/parts/i2c-registers.ts";
import { type Bench, uno } from "./board.ts";

/** An Uno with a device `dev` at 0x42, with pull-ups of 4.7 kΩ. */
export function withDevice(attrs: Record<string, string> = {}): Board {
  return uno(
    {
      dev: ["wakeful-i2c-device", attrs],
      r1: ["resistor", { value: "4.7k" }],
      r2: ["resistor", { value: "4.7k" }],
    },
    "uno:A4 dev:SDA",
    "uno:A5 dev:SCL",
    "uno:5V dev:VCC",
    "uno:GND.1 dev:GND",
    "r1:1 dev:SDA",
    "r1:2 uno:5V",
    "r2:1 dev:SCL",
    "r2:2 uno:5V",
  );
}

export const deviceOf = (sim: Simulator): I2cRegisters =>
  sim.parts.get(I2cRegisters, "dev", "I2C device");

/** A firmware whose one task has the body, with a bus at hand. */
export const busProgram = (body: string, more = "", hz = 400_000): string => `
import { I2c, I2cStatus, log, micros, millis, now, select, seconds, sleep, spawn, timeout } from "wakeful";
const bus = I2c.open(0, ${hz});
const out = memory.data(128);
const back = memory.data(128);
${more}
@task
async function work(): Promise<void> {
${body}
}
export function main(): void {
  spawn(work());
}`;

/** What it logged, with the time in microseconds. */
export const timed = (sim: Simulator): string[] =>
  sim.logs.map(({ time, text }) => `${Number(time) / Number(micros(1))}: ${text}`);

/** A part on the bus of an Uno, powered, with pull-ups of 4.7 kΩ. */
export function onBus(type: string, attrs: Record<string, string> = {}, ...wires: string[]): Board {
  const pull = ["resistor", { value: "4.7k" }] as const;
  return uno(
    { part: [type, attrs], r1: pull, r2: pull },
    ...["uno:A4 part:SDA", "uno:A5 part:SCL", "uno:5V part:VCC", "uno:GND.1 part:GND"],
    ...["r1:1 part:SDA", "r1:2 uno:5V", "r2:1 part:SCL", "r2:2 uno:5V"],
    ...wires,
  );
}

/** Plays the controller by hand, in times of its own. */
export class Wires {
  private time = 0n;

  private readonly bench: Bench;
  private readonly timing: DeviceTiming;

  constructor(bench: Bench, timing: DeviceTiming) {
    this.bench = bench;
    this.timing = timing;
  }

  private set(pin: number, level: 0 | 1): void {
    this.bench.circuit.configure(pin, level === 0 ? PinMode.OutputLow : PinMode.Input);
  }

  private wait(span: bigint): void {
    this.time += span;
    this.bench.run(this.time);
  }

  start(): void {
    this.set(18, 0);
    this.wait(this.timing.startHold);
    this.set(19, 0);
  }

  /** Data is changed as late as it may be. */
  bit(level: 0 | 1): 0 | 1 {
    const { low, high, dataSetup } = this.timing;
    this.wait(low - dataSetup);
    this.set(18, level);
    this.wait(dataSetup);
    this.set(19, 1);
    const read = this.bench.circuit.level(18) === 1 ? 1 : 0;
    this.wait(high);
    this.set(19, 0);
    return read;
  }

  /** @returns whether it was acknowledged. */
  write(byte: number): boolean {
    for (let i = 7; i >= 0; i--) this.bit(((byte >> i) & 1) as 0 | 1);
    return this.bit(1) === 0;
  }

  read(acknowledge: boolean): number {
    let byte = 0;
    for (let i = 0; i < 8; i++) byte = (byte << 1) | this.bit(1);
    this.bit(acknowledge ? 0 : 1);
    return byte;
  }

  restart(): void {
    this.wait(this.timing.low - this.timing.dataSetup);
    this.set(18, 1);
    this.wait(this.timing.dataSetup);
    this.set(19, 1);
    this.wait(this.timing.startSetup);
    this.start();
  }

  stop(): void {
    this.wait(this.timing.low - this.timing.dataSetup);
    this.set(18, 0);
    this.wait(this.timing.dataSetup);
    this.set(19, 1);
    this.wait(this.timing.stopSetup);
    this.set(18, 1);
    this.wait(this.timing.free);
  }
}
