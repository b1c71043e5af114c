/**
 * The AVR that runs firmware in tests: avr8js executes the instructions, and what lies between them is done here,
 * since firmware that sleeps depends on it. Each difference from avr8js has a test of its own in
 * `test/machines/hosts/uno.spec.ts`:
 *
 * - SLEEP sleeps, and time jumps to whatever comes next.
 * - After the interrupt flag is set, one more instruction runs before an interrupt does.
 * - An interrupt takes four cycles to begin, and four more out of sleep.
 * - All clock events that are due happen, in the order of their time and then of their making.
 * - Writing to a flag register clears the flags written and no others.
 * - A pin change that is pending stays pending when a mask of pins is written.
 * - "Data register empty" stays so when its interrupt is served, and when the line is configured; a byte that came
 *   stays until it is read, and the end of sending until it is told.
 */
import {
  avrInstruction,
  avrInterrupt,
  adcConfig,
  AVRADC,
  AVRTimer,
  AVRUSART,
  CPU,
  timer0Config,
  timer1Config,
  timer2Config,
  usart0Config,
} from "avr8js";

const SLEEP = 0x9588;
/** Bits of UCSR0A: a byte came, the last one is sent, and what else the register tells. */
const RECEIVED = 0x80;
const TRANSMITTED = 0x40;
const STATUS = 0xbc;
const SMCR = 0x53;
const PCMSK = [0x6b, 0x6c, 0x6d];
/** Cycles from an interrupt to the first instruction of its vector, of which avr8js counts two. */
const ENTRY_CYCLES = 4 - 2;
const WAKE_CYCLES = 4;

export const CPU_HZ = 16_000_000;
/** Vector of Timer1's compare match A, in words. */
export const COMPARE_VECTOR = timer1Config.compAInterrupt;

interface ClockEvent {
  cycles: number;
  callback: () => void;
  next: ClockEvent | null;
}

/** What avr8js keeps to itself, of the version that package.json pins. */
interface TimerInside {
  readonly tcnt: number;
  readonly ocrA: number;
  readonly ocrB: number;
  readonly TOP: number;
  readonly updateDivider: boolean;
  readonly divider: number;
  readonly lastCycle: number;
  readonly count: () => void;
}

export class AvrCpu extends CPU {
  readonly timer: AVRTimer;
  readonly usart: AVRUSART;
  readonly adc: AVRADC;
  private readonly timers: readonly AVRTimer[];
  /** In sleep, with interrupts off: nothing ends it. */
  isHalted = false;
  /** Called when Timer1's compare match asks for its interrupt. */
  onCompare: () => void = () => undefined;
  /** Called when the processor goes to sleep and nothing is pending. */
  onSleep: () => void = () => undefined;

  constructor(program: Uint16Array) {
    super(program, 2048);
    this.timer = new AVRTimer(this, timer1Config);
    this.timers = [this.timer, new AVRTimer(this, timer0Config), new AVRTimer(this, timer2Config)];
    this.usart = new AVRUSART(this, usart0Config, CPU_HZ);
    this.adc = new AVRADC(this, adcConfig);
    for (const { TIFR } of [timer0Config, timer1Config, timer2Config]) {
      this.rewriteHook(TIFR, (write, value, mask) => {
        const before = this.data[TIFR]!;
        write(value & mask);
        this.data[TIFR] = before & ~(value & mask);
      });
    }
    const { UCSRA, UCSRB } = usart0Config;
    this.rewriteHook(UCSRA, (write, value) => {
      const kept = this.data[UCSRA]! & (STATUS | (TRANSMITTED & ~value));
      write(value);
      this.data[UCSRA]! |= kept;
    });
    this.rewriteHook(UCSRB, (write, value) => {
      const hasByte = this.data[UCSRA]! & RECEIVED;
      write(value);
      if (hasByte) this.setInterruptFlag(this.usart["RXC"]);
    });
    this.usart["UDRE"].constant = true;
  }

  /** To be called when the ports are there: each of them brings the hook that this replaces. */
  keepPinChanges(): void {
    for (const register of PCMSK) {
      this.writeHooks[register] = (value) => {
        this.data[register] = value;
        return true;
      };
    }
  }

  private rewriteHook(
    register: number,
    hook: (write: (value: number) => void, value: number, mask: number) => void,
  ): void {
    const original = this.writeHooks[register]!;
    this.writeHooks[register] = (value, old, address, mask) => {
      hook((given) => void original(given, old, address, mask), value, mask ?? 0xff);
      return true;
    };
  }

  override setInterruptFlag(interrupt: Parameters<CPU["setInterruptFlag"]>[0]): void {
    super.setInterruptFlag(interrupt);
    const isAsked = this.data[interrupt.enableRegister]! & interrupt.enableMask;
    if (interrupt.address === COMPARE_VECTOR && isAsked) this.onCompare();
  }

  /** As avr8js does, but behind those that are due at the same time. */
  override addClockEvent(callback: () => void, cycles: number): () => void {
    const entry: ClockEvent = {
      cycles: this.cycles + Math.max(1, cycles),
      callback,
      next: null,
    };
    let last: ClockEvent | null = null;
    let event: ClockEvent | null = this["nextClockEvent"];
    while (event && event.cycles <= entry.cycles) {
      last = event;
      event = event.next;
    }
    entry.next = event;
    if (last) last.next = entry;
    else this["nextClockEvent"] = entry;
    return callback;
  }

  /** Lets all clock events happen that are due. */
  fireDue(): void {
    for (;;) {
      const event: ClockEvent | null = this["nextClockEvent"];
      if (!event || event.cycles > this.cycles) return;
      this["nextClockEvent"] = event.next;
      event.callback();
    }
  }

  private serve(): void {
    const interrupt = this["pendingInterrupts"][this.nextInterrupt]!;
    avrInterrupt(this, interrupt.address);
    this.cycles += ENTRY_CYCLES;
    if (!interrupt.constant) this.clearInterrupt(interrupt);
  }

  /** Runs one instruction and what follows it, or sleeps until `limit` at most. */
  step(limit: number): void {
    const wasOff = !this.interruptsEnabled;
    if (this.progMem[this.pc] === SLEEP && this.data[SMCR]! & 1) {
      this.pc++;
      this.cycles++;
      this.fireDue();
      this.sleep(limit);
      return;
    }
    avrInstruction(this);
    const next: ClockEvent | null = this["nextClockEvent"];
    if (next && next.cycles <= this.cycles) this.fireDue();
    if (this.nextInterrupt >= 0 && !wasOff && this.interruptsEnabled) this.serve();
  }

  /** Whether it has to be asked again, as the limit came first. */
  isAsleep = false;

  /** Time jumps from event to event until an interrupt is pending. */
  sleep(limit: number): void {
    if (!this.interruptsEnabled) {
      this.isHalted = true;
      this.cycles = limit;
      return;
    }
    if (!this.isAsleep && this.nextInterrupt < 0) this.onSleep();
    this.isAsleep = true;
    while (this.nextInterrupt < 0) {
      const next = this.nextEvent();
      if (next > limit) {
        this.cycles = Math.max(this.cycles, limit);
        return;
      }
      this.cycles = Math.max(this.cycles, next);
      this.fireDue();
    }
    this.isAsleep = false;
    this.cycles += WAKE_CYCLES;
    this.serve();
  }

  /** When something happens next. Timers tell only their next tick; here it is their next flag. */
  private nextEvent(): number {
    const timers = this.timers as unknown as readonly TimerInside[];
    const counting = timers.filter(({ divider, updateDivider }) => divider && !updateDivider);
    let next = Infinity;
    for (let event: ClockEvent | null = this["nextClockEvent"]; event; event = event.next) {
      if (counting.some(({ count }) => event!.callback === count)) continue;
      next = event.cycles;
      break;
    }
    for (const { tcnt, ocrA, ocrB, TOP, lastCycle, divider } of counting) {
      const round = TOP + 1;
      const until = (count: number): number => ((count - tcnt - 1 + 2 * round) % round) + 1;
      const matches = [ocrA, ocrB].filter((count) => count <= TOP).map(until);
      next = Math.min(next, lastCycle + Math.min(until(0), ...matches) * divider);
    }
    return next;
  }
}
