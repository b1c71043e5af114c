/**
 * RP2040 in virtual time: rp2040js's core and peripherals, a loop of our own around them. Time is counted in the
 * core's cycles, at 125 MHz; nothing of the host's time comes in. Flash is read without wait states, as it is when
 * code is in the cache.
 */
import { type Logger, RP2040 } from "rp2040js";
import { ChipClock } from "./clock.ts";
import { countCarryOnce, faultWhenUnaligned, UnalignedAccess } from "./cpu-fixes.ts";
import { completeI2c } from "./i2c.ts";
import { Timer } from "./timer.ts";
import { Uart } from "./uart.ts";

export const CYCLE_NANOS = 8;
export const RAM_START = 0x20000000;
export const RAM_BYTES = 264 * 1024;

/** Cortex-M0+ technical reference, 3.5.1; the emulated core enters a routine in no time. */
const EXCEPTION_ENTRY_CYCLES = 15;
const HARD_FAULT = 3;
/** Numbers of what `rp2040.peripherals` is indexed by: bits 14 and up of the address. */
const TIMER_PERIPHERAL = 0x40054;
const UART0_PERIPHERAL = 0x40034;
const UART1_PERIPHERAL = 0x40038;

/** What the emulator does not know, a firmware must not use: it fails the test. */
const strict: Logger = {
  debug() {},
  info() {},
  warn: (name, message) => {
    throw new Error(`[${name}] ${message}`);
  },
  error: (name, message) => {
    throw new Error(`[${name}] ${message}`);
  },
};

export class Chip {
  readonly clock: ChipClock;
  readonly rp2040: RP2040;
  readonly timer: Timer;
  /** The first UART, at which the port's logs go out. */
  readonly uart: Uart;
  readonly uarts: readonly [Uart, Uart];
  /** Lowest stack pointer seen. */
  lowestStack = Infinity;
  /** Called when the core falls asleep and when it wakes, with the pending interrupts that woke it. */
  onSleep: () => void = () => {};
  onWake: (interrupts: number) => void = () => {};
  #isAsleep = false;

  constructor(startNanos = 0) {
    this.clock = new ChipClock(startNanos);
    this.rp2040 = new RP2040(this.clock);
    this.rp2040.logger = strict;
    this.timer = new Timer(this.rp2040, this.clock);
    this.uarts = [new Uart(this.rp2040, this.clock, 0), new Uart(this.rp2040, this.clock, 1)];
    this.uart = this.uarts[0];
    this.rp2040.peripherals[TIMER_PERIPHERAL] = this.timer;
    this.rp2040.peripherals[UART0_PERIPHERAL] = this.uarts[0];
    this.rp2040.peripherals[UART1_PERIPHERAL] = this.uarts[1];
    completeI2c(this.rp2040);
    faultWhenUnaligned(this.rp2040);
    countCarryOnce(this.rp2040);
  }

  get isAsleep(): boolean {
    return this.#isAsleep;
  }

  /** Runs until the given time, or a few cycles more: an instruction is not cut in two. */
  runUntil(nanos: number): void {
    while (this.clock.nanos < nanos) {
      if (!this.#isAsleep) this.step();
      else if (!this.#wakes()) this.clock.advanceTo(Math.min(this.clock.next, nanos));
    }
  }

  /** One instruction, and before it the entry into an interrupt routine if one is due. */
  step(): void {
    const { core } = this.rp2040;
    if (core.interruptsUpdated && core.checkForInterrupts()) this.#spend(EXCEPTION_ENTRY_CYCLES);
    const at = core.PC;
    try {
      this.#spend(core.executeInstruction());
    } catch (error) {
      if (!(error instanceof UnalignedAccess)) throw error;
      core.PC = at;
      core.exceptionEntry(HARD_FAULT);
      this.#spend(EXCEPTION_ENTRY_CYCLES);
    }
    if (core.SP < this.lowestStack) this.lowestStack = core.SP;
    if (!core.waiting) return;
    // The emulated core would now sleep whatever is pending, and enter routines with PRIMASK set.
    core.waiting = false;
    this.#isAsleep = true;
    this.onSleep();
  }

  /** WFI ends with any interrupt that is enabled and pending, also with one that was so before, and in spite of PRIMASK. */
  #wakes(): boolean {
    const { core } = this.rp2040;
    const interrupts = core.pendingInterrupts & core.enabledInterrupts;
    if (interrupts === 0) return false;
    this.#isAsleep = false;
    this.onWake(interrupts);
    return true;
  }

  #spend(cycles: number): void {
    this.clock.advanceTo(this.clock.nanos + cycles * CYCLE_NANOS);
  }
}
