/** A Pico with something at its pins: boots as the boot ROM does, drives inputs, records outputs. */
import { GPIOPinState } from "rp2040js";
import { BOOT2_BYTES, boot2Checksum } from "../../../../hal/ports/rp2040/checksum.ts";
import type { Edge, Input, SentByte } from "../../machine.ts";
import { Chip, CYCLE_NANOS, RAM_BYTES, RAM_START } from "./chip.ts";

const TIMER_IRQ_0 = 1 << 0;
const IO_IRQ_BANK0 = 1 << 13;
/** Where the boot ROM puts the second stage: the last 256 bytes but 3840 of RAM (datasheet 2.8.1.2). */
const BOOT2_ADDRESS = 0x20041f00;

export const FIRST_ANALOG_PIN = 26;

type Cause = { readonly kind: "input" | "timer"; readonly time: number };

export class PicoBoard {
  readonly chip: Chip;
  readonly edges: Edge[] = [];
  /** Cycles from what woke the core to the first edge before it sleeps again. */
  readonly cyclesFromInput: number[] = [];
  readonly cyclesFromTimer: number[] = [];
  /** When the core fell asleep last, in nanoseconds since reset, and how often it woke. */
  lastSleep = 0;
  wakes = 0;
  readonly #start: number;
  readonly #driven = new Map<number, 0 | 1>();
  readonly #levels = new Map<number, 0 | 1>();
  #lastStimulus = 0;
  #cause: Cause | undefined;

  /** @param startMicros what the timer shows at reset; fractions count, to the cycle. */
  constructor(image: Uint8Array, startMicros = 0) {
    this.#start = Math.round((startMicros * 1000) / CYCLE_NANOS) * CYCLE_NANOS;
    this.chip = new Chip(this.#start);
    this.chip.onSleep = () => {
      this.lastSleep = this.nanos;
      this.#cause = undefined;
    };
    this.chip.onWake = (interrupts) => {
      this.wakes++;
      if (interrupts === IO_IRQ_BANK0) this.#cause = { kind: "input", time: this.#lastStimulus };
      if (interrupts === TIMER_IRQ_0) {
        this.#cause = { kind: "timer", time: this.chip.timer.firedAt - this.#start };
      }
    };
    for (const pin of this.chip.rp2040.gpio) {
      pin.addListener((state) => {
        const isOutput = state === GPIOPinState.Low || state === GPIOPinState.High;
        if (isOutput) this.#record(pin.index, state === GPIOPinState.High ? 1 : 0);
        this.#settle(pin.index);
      });
    }
    this.#boot(image);
  }

  /** Nanoseconds since reset. */
  get nanos(): number {
    return this.chip.clock.nanos - this.#start;
  }

  /** Deepest stack seen, in bytes. */
  get stackBytes(): number {
    return RAM_START + RAM_BYTES - this.chip.lowestStack;
  }

  /** Somebody drives a pin at a time since reset, to the cycle. */
  driveAt(nanos: number, pin: number, level: 0 | 1): void {
    const time = Math.round(nanos / CYCLE_NANOS) * CYCLE_NANOS;
    this.chip.clock.at(this.#start + time, () => {
      this.#lastStimulus = time;
      this.#driven.set(pin, level);
      this.#settle(pin);
    });
  }

  /** A peripheral is given something at a time since reset, to the cycle. */
  giveAt(nanos: number, input: Input): void {
    const time = Math.round(nanos / CYCLE_NANOS) * CYCLE_NANOS;
    const { clock, rp2040, uarts } = this.chip;
    clock.at(this.#start + time, () => {
      if (input.kind === "uart") uarts[input.port as 0 | 1].receive(input.byte);
      else rp2040.adc.channelValues[input.pin - FIRST_ANALOG_PIN] = input.value >> 4;
    });
  }

  /** Bytes that both serial ports sent, in order of time. */
  get sent(): SentByte[] {
    return this.chip.uarts
      .flatMap(({ sent }, port) =>
        sent.map(({ nanos, byte }) => ({
          time: BigInt(Math.round(nanos - this.#start)),
          port,
          byte,
        })),
      )
      .sort((a, b) => Number(a.time - b.time));
  }

  runUntil(nanos: number): void {
    this.chip.runUntil(this.#start + nanos);
  }

  /** The boot ROM's part: check the second stage, copy it to RAM, enter it. */
  #boot(image: Uint8Array): void {
    const { rp2040 } = this.chip;
    const word = new DataView(image.buffer, image.byteOffset).getUint32(BOOT2_BYTES, true);
    if (word !== boot2Checksum(image.subarray(0, BOOT2_BYTES))) {
      throw new Error(
        "the boot ROM refuses this image: the second boot stage has a wrong checksum",
      );
    }
    rp2040.flash.set(image);
    rp2040.sram.set(image.subarray(0, BOOT2_BYTES + 4), BOOT2_ADDRESS - RAM_START);
    rp2040.core.SP = BOOT2_ADDRESS;
    rp2040.core.PC = BOOT2_ADDRESS;
    // The second stage runs on no stack; the firmware's begins at the end of RAM.
    while (rp2040.core.PC >= RAM_START) this.chip.step();
    this.chip.lowestStack = rp2040.core.SP;
  }

  #record(pin: number, level: 0 | 1): void {
    this.edges.push({ time: BigInt(this.nanos), pin, level });
    if (!this.#cause) return;
    const { kind, time } = this.#cause;
    this.#cause = undefined;
    const cycles = Math.round((this.nanos - time) / CYCLE_NANOS);
    (kind === "input" ? this.cyclesFromInput : this.cyclesFromTimer).push(cycles);
  }

  /**
   * Driven by the firmware, or from outside, or pulled; else it stays as it is. rp2040js knows of no pulls and no
   * way from an output to its own input, and takes each call of `setInputValue` for an edge.
   */
  #settle(index: number): void {
    const pin = this.chip.rp2040.gpio[index]!;
    const before = this.#levels.get(index) ?? 0;
    let level = this.#driven.get(index) ?? before;
    if (pin.value === GPIOPinState.High) level = 1;
    else if (pin.value === GPIOPinState.Low) level = 0;
    else if (this.#driven.has(index)) level = this.#driven.get(index)!;
    else if (pin.value === GPIOPinState.InputPullUp) level = 1;
    else if (pin.value === GPIOPinState.InputPullDown) level = 0;
    if (level === before) return;
    this.#levels.set(index, level);
    pin.setInputValue(level === 1);
  }
}
