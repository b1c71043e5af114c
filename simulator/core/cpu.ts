/**
 * The processor: when the firmware is polled, and when it sleeps.
 *
 * ```
 *                 interrupt in the ring, or deadline reached
 *      asleep ─────────────────────────────────────────────► waking
 *        ▲                                                     │ wakeLatency, up to the next µs
 *        │ nothing is ready, the ring is empty,                ▼
 *        │ and the deadline lies ahead                       turn: raise() what is in the ring,
 *        └─────────────────────────── settled ◄── turnTime ──  then poll()
 *                                        │                     ▲
 *                                        └─────────────────────┘ otherwise
 * ```
 *
 * This is the idle contract of every port. Between `settled` and `asleep` no event can come, as on a
 * chip with interrupts off, so no wake-up falls between looking at the ring and sleeping.
 *
 * With a meter a turn takes what its instructions take, and time passes in it: see meter.ts. A turn is never
 * cut; other events run in between, at the calls of the host, and find the processor awake.
 *
 * The firmware's clock has whole microseconds, so a turn begins at a whole one: then `now()` is exact
 * and a sleep is never too short. With a meter nothing is exact to the microsecond, as on a chip, and turns
 * begin when they can. Turns are events on the simulator's queue like all others, put
 * there when the wake-up happens, so that one turn sees all stimuli of its instant. To model another
 * processor, replace this file: it alone decides when `poll` is called.
 */
import type { Clock } from "./context.ts";
import {
  NEVER,
  type CpuListener,
  type CpuOptions,
  type Program,
  type TurnReason,
} from "./cpu-border.ts";
import type { Deliver, InterruptRing } from "./interrupts.ts";
import { LocalClock, type LocalClockState } from "./local-clock.ts";
import { ResetSignal } from "./reset-signal.ts";
import type { Snapshotted } from "./snapshotted.ts";
import { Wakes, type WakeCause, type WakesState } from "./wakes.ts";

/** So many turns before their limit the listener is told, to see who takes part in them. */
const LATE_TURNS = 32;

export interface CpuState {
  readonly wakes: WakesState;
  readonly asleep: boolean;
  readonly booted: boolean;
  readonly alarm: bigint | null;
  readonly cancelAlarm: () => void;
  readonly cancelTurn: () => void;
  readonly off: boolean;
  readonly local: LocalClockState;
  readonly polls: number;
  readonly awakeSince: bigint;
  readonly awakeNs: bigint;
  readonly micros: bigint;
  readonly turnInstant: bigint | null;
  readonly turnsAtInstant: number;
}

export class Cpu implements Snapshotted<CpuState> {
  readonly #program: Program;
  readonly #clock: Clock;
  readonly #ring: InterruptRing;
  readonly #options: CpuOptions;
  readonly #listener: CpuListener;
  readonly #deliver: Deliver;
  readonly #wakes = new Wakes();
  #asleep = true;
  #booted = false;
  /** Deadline of the sleep, in the firmware's microseconds. */
  #alarm: bigint | null = null;
  #cancelAlarm = (): void => undefined;
  /** Of the next turn, or of the end of the one at hand. */
  #cancelTurn = (): void => undefined;
  #inTurn = false;
  #off = false;
  readonly #local = new LocalClock();
  #polls = 0;
  #awakeSince = 0n;
  #awakeNs = 0n;
  #micros: bigint;
  #turnInstant: bigint | null = null;
  #turnsAtInstant = 0;

  constructor(
    program: Program,
    clock: Clock,
    ring: InterruptRing,
    options: CpuOptions,
    listener: CpuListener,
  ) {
    this.#program = program;
    this.#clock = clock;
    this.#ring = ring;
    this.#options = options;
    this.#listener = listener;
    this.#deliver = (source, value, time) => program.raise(source, value, time);
    this.#micros = this.#local.micros(clock.now);
  }

  /** The firmware's clock: microseconds at the beginning of the turn; with a meter, at this call. */
  get micros(): bigint {
    return this.#options.meter ? this.#local.micros(this.#clock.now) : this.#micros;
  }

  /** When it last woke: then it had slept until then. */
  get awakeSince(): bigint {
    return this.#awakeSince;
  }

  get time(): bigint {
    return this.#local.micros(this.#clock.now);
  }

  get asleep(): boolean {
    return this.#asleep;
  }

  get polls(): number {
    return this.#polls;
  }

  get wakes(): Readonly<Record<WakeCause, number>> {
    return this.#wakes.causes;
  }

  /** How often an interrupt of each source ended a sleep. */
  get wakeSources(): ReadonlyMap<number, number> {
    return this.#wakes.sources;
  }

  /** When the firmware's clock shows so many microseconds. */
  instantOf(micros: bigint): bigint {
    return this.#local.when(micros);
  }

  /** Time spent awake up to now, in nanoseconds: latency, turns, and what lies between them. */
  get awakeNs(): bigint {
    const now = this.#clock.now;
    const current = this.#asleep || now < this.#awakeSince ? 0n : now - this.#awakeSince;
    return this.#awakeNs + current;
  }

  /**
   * Schedules the reset. It runs `start()` and the first `poll()` in one go: a stimulus then finds it listening.
   */
  reset(): void {
    this.#awaken("reset", this.#local.ceil(this.#clock.now));
  }

  /** Whether the firmware runs at this moment. */
  get inTurn(): boolean {
    return this.#inTurn;
  }

  /** Stops it, whatever it was about to do; until `release` nothing wakes it. Not within a turn. */
  hold(): void {
    const { now } = this.#clock;
    this.#cancelAlarm();
    this.#cancelTurn();
    if (!this.#asleep && now > this.#awakeSince) this.#awakeNs += now - this.#awakeSince;
    this.#asleep = true;
    this.#booted = false;
    this.#alarm = null;
    this.#off = false;
    this.#ring.clear();
  }

  /** Switches it off at the end of the turn at hand; then it is held, until `release`. */
  switchOff(): void {
    this.#off = true;
  }

  /** Boots it once more; its clock begins at 0. */
  release(): void {
    this.#local.restart(this.#clock.now);
    this.reset();
  }

  /** Changes how its clock goes; an alarm comes when the clock shows its time. */
  adjust(change: (clock: LocalClock, now: bigint) => void): void {
    change(this.#local, this.#clock.now);
    if (!this.#asleep || this.#alarm === null) return;
    this.#cancelAlarm();
    this.#setAlarm(this.#local.when(this.#alarm));
  }

  /** An interrupt happens now. One that is held takes no notice of it. */
  interrupt(source: number, value: number): void {
    if (this.#asleep && !this.#booted) return;
    this.#ring.push(source, value, this.#local.micros(this.#clock.now));
    if (!this.#asleep) return;
    this.#wakes.countInterrupt(source);
    this.#wake("interrupt");
  }

  save(): CpuState {
    return {
      wakes: this.#wakes.save(),
      asleep: this.#asleep,
      booted: this.#booted,
      alarm: this.#alarm,
      cancelAlarm: this.#cancelAlarm,
      cancelTurn: this.#cancelTurn,
      off: this.#off,
      local: this.#local.save(),
      polls: this.#polls,
      awakeSince: this.#awakeSince,
      awakeNs: this.#awakeNs,
      micros: this.#micros,
      turnInstant: this.#turnInstant,
      turnsAtInstant: this.#turnsAtInstant,
    };
  }

  restore(state: CpuState): void {
    this.#wakes.restore(state.wakes);
    this.#asleep = state.asleep;
    this.#booted = state.booted;
    this.#alarm = state.alarm;
    this.#cancelAlarm = state.cancelAlarm;
    this.#cancelTurn = state.cancelTurn;
    this.#off = state.off;
    this.#local.restore(state.local);
    this.#polls = state.polls;
    this.#awakeSince = state.awakeSince;
    this.#awakeNs = state.awakeNs;
    this.#micros = state.micros;
    this.#turnInstant = state.turnInstant;
    this.#turnsAtInstant = state.turnsAtInstant;
  }

  #wake(cause: WakeCause): void {
    this.#cancelAlarm();
    this.#awaken(cause, this.#turnFrom(this.#clock.now + this.#options.wakeLatency));
  }

  #awaken(cause: WakeCause, time: bigint): void {
    this.#asleep = false;
    this.#wakes.count(cause);
    // Waiting for the microsecond is no work: an ideal processor is never awake.
    this.#awakeSince = cause === "reset" ? time : time - this.#options.wakeLatency;
    this.#cancelTurn = this.#clock.at(time, this.#turn);
  }

  readonly #turn = (): void => {
    this.#inTurn = true;
    try {
      this.#runTurn();
    } catch (error) {
      if (!(error instanceof ResetSignal)) throw error;
      this.#options.meter?.abort();
      this.#inTurn = false;
      this.#listener.onReset?.(error);
    } finally {
      this.#inTurn = false;
    }
  };

  #runTurn(): void {
    const now = this.#clock.now;
    this.#micros = this.#local.micros(now);
    if (this.#turnInstant !== now) {
      this.#turnInstant = now;
      this.#turnsAtInstant = 0;
    }
    this.#turnsAtInstant++;
    const { meter, turnTime } = this.#options;
    meter?.begin();
    if (!this.#booted) {
      this.#booted = true;
      this.#program.start();
    }
    this.#ring.drain(this.#deliver);
    this.#polls++;
    const deadline = this.#program.poll();
    const end = meter ? meter.end() : now + turnTime;
    if (end === now) this.#settle(deadline);
    else this.#cancelTurn = this.#clock.at(end, () => this.#settle(deadline));
  }

  /** When a turn begins that could begin at `time`. */
  #turnFrom(time: bigint): bigint {
    return this.#options.meter ? time : this.#local.ceil(time);
  }

  #settle(deadline: bigint): void {
    if (this.#off) {
      this.hold();
      this.#listener.onOff?.();
      return;
    }
    const now = this.#clock.now;
    const alarm = deadline === NEVER ? null : this.#local.when(deadline);
    const again = deadline === 0n ? "ready" : this.#another(alarm, now);
    if (again) {
      const left = this.#options.turnLimit - this.#turnsAtInstant;
      if (left < LATE_TURNS && this.#turnInstant === now) {
        this.#listener.onLateTurn?.();
        if (left <= 0) this.#listener.onLivelock(again);
      }
      this.#cancelTurn = this.#clock.at(this.#turnFrom(now), this.#turn);
      return;
    }
    this.#asleep = true;
    if (now > this.#awakeSince) this.#awakeNs += now - this.#awakeSince;
    this.#alarm = alarm === null ? null : deadline;
    if (alarm !== null) this.#setAlarm(alarm);
    this.#listener.onSleep(alarm);
  }

  #setAlarm(time: bigint): void {
    this.#cancelAlarm = this.#clock.at(time, () => this.#wake("timer"));
  }

  #another(alarm: bigint | null, now: bigint): TurnReason | null {
    if (!this.#ring.isEmpty) return "interrupt";
    return alarm !== null && alarm <= now ? "past-deadline" : null;
  }
}
