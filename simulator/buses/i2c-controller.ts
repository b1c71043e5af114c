/**
 * The side of a two-wire bus that gives the clock, bit by bit:
 *
 * ```
 *   SCL  ────────┐          ┌─────────┐          ┌───
 *                └──────────┘         └──────────┘
 *        │ start │  low     │  high   │
 *        │ hold  │
 *   SDA  ┐          ╳ bit 7              ╳ bit 6
 *        └────────── hold ──
 * ```
 *
 * The clock is high from when it reads high, and not from when it is let go of: a device that holds it low is
 * waited for. A one that reads as zero while the clock is high is another controller's.
 */
import type { Clock } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { I2cStatus } from "../../hal/generated/border.ts";
import type { I2cLines } from "./i2c-line.ts";
import { DATA_HOLD, type I2cSpeed } from "./i2c-timing.ts";
import type { ControllerState, Cycle, Phase, Seen } from "./i2c-controller-state.ts";
import { I2cTransaction, type I2cJob } from "./i2c-transaction.ts";

/**
 * SMBus 3.2, 4.2.3, tHIGH:MAX: wires that are high for so long are free, though no STOP was seen.
 */
const IDLE = 50_000n;

export class I2cController implements Snapshotted<ControllerState> {
  readonly #clock: Clock;
  readonly #lines: I2cLines;
  readonly #onEnd: (status: number, moved: number) => void;
  readonly #work = new I2cTransaction();
  #speed: I2cSpeed;
  #phase: Phase = "idle";
  #cycle: Cycle = "bit";
  #bit: 0 | 1 = 1;
  /** The clock is kept low between two transactions. */
  #isHeld = false;
  #seen: Seen;
  /** Clocks of a recovery that are left; 0 outside one. */
  #clocks = 0;
  #cancel: () => void = () => undefined;
  #cancelPatience: () => void = () => undefined;

  constructor(
    clock: Clock,
    lines: I2cLines,
    speed: I2cSpeed,
    onEnd: (status: number, moved: number) => void,
  ) {
    this.#clock = clock;
    this.#lines = lines;
    this.#speed = speed;
    this.#onEnd = onEnd;
    const { now } = clock;
    const { sda, scl } = lines;
    this.#seen = { sda, scl, changedAt: now, freeSince: now, isTaken: false };
  }

  get isBusy(): boolean {
    return this.#phase !== "idle";
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** What was read and not fetched yet. */
  get received(): number[] {
    return this.#work.received;
  }

  set speed(speed: I2cSpeed) {
    this.#speed = speed;
  }

  run(job: I2cJob): void {
    const { isHeld } = this;
    const next = this.#work.begin(job, isHeld);
    if (!isHeld) this.#await();
    else this.#turn(next);
  }

  /** Clocks until the data line is free, nine at most, and STOP. */
  recover(): void {
    this.#work.beginEmpty();
    this.#isHeld = false;
    this.#clocks = 9;
    this.#lines.pullSda(1);
    this.#lines.pullScl(0);
    this.#go("bit", 1);
  }

  /** Ends what runs or is held with STOP, as soon as the protocol allows. */
  cancel(): void {
    this.#work.give(I2cStatus.Cancelled);
    if (this.#phase === "free") this.#end(I2cStatus.Cancelled);
    else if (this.#phase === "idle") {
      if (!this.#isHeld) return this.#end(I2cStatus.Cancelled);
      this.#turn(this.#work.release());
    }
  }

  /** Lets go of everything at once: the processor was reset. */
  reset(): void {
    this.#stopTimers();
    this.#phase = "idle";
    this.#isHeld = false;
    this.#clocks = 0;
    this.#work.beginEmpty();
    this.#see({ freeSince: this.#clock.now, isTaken: false });
  }

  /** To be called after any change of a wire. */
  update(): void {
    const { sda, scl } = this.#lines;
    const { sda: oldSda, scl: oldScl } = this.#seen;
    if (sda === oldSda && scl === oldScl) return;
    this.#see({ sda, scl, changedAt: this.#clock.now });
    if (scl === 1 && oldScl === 1) this.#condition(sda);
    if (this.#phase === "rise" && scl === 1) this.#risen();
    else if (this.#phase === "high" && scl === 0) this.#fallen();
    else if (this.#phase === "free") this.#await();
  }

  save(): ControllerState {
    return {
      phase: this.#phase,
      cycle: this.#cycle,
      bit: this.#bit,
      isHeld: this.#isHeld,
      seen: this.#seen,
      speed: this.#speed,
      clocks: this.#clocks,
      cancel: this.#cancel,
      cancelPatience: this.#cancelPatience,
      work: this.#work.save(),
    };
  }

  restore(state: ControllerState): void {
    this.#phase = state.phase;
    this.#cycle = state.cycle;
    this.#bit = state.bit;
    this.#isHeld = state.isHeld;
    this.#seen = state.seen;
    this.#speed = state.speed;
    this.#clocks = state.clocks;
    this.#cancel = state.cancel;
    this.#cancelPatience = state.cancelPatience;
    this.#work.restore(state.work);
  }

  #after(span: bigint, action: () => void): void {
    this.#cancel();
    this.#cancel = this.#clock.at(this.#clock.now + span, action);
  }

  #stopTimers(): void {
    this.#cancel();
    this.#cancelPatience();
  }

  #see(seen: Partial<Seen>): void {
    this.#seen = { ...this.#seen, ...seen };
  }

  /** A change of the data line while the clock is high. */
  #condition(sda: 0 | 1): void {
    if (sda === 1) this.#see({ isTaken: false, freeSince: this.#clock.now });
    else if (this.#phase === "idle" || this.#phase === "free") this.#see({ isTaken: true });
  }

  /** Begins as soon as the bus is free; gives up if it is not within its patience. */
  #await(): void {
    const isNew = this.#phase !== "free";
    const { timing, patience } = this.#speed;
    const { sda, scl } = this.#lines;
    this.#phase = "free";
    if (isNew) {
      this.#cancelPatience = this.#clock.at(this.#clock.now + patience, () => {
        const isMoving = this.#seen.changedAt + patience > this.#clock.now;
        this.#end(isMoving ? I2cStatus.ArbitrationLost : I2cStatus.BusStuck);
      });
    }
    this.#cancel();
    if (sda === 0 || scl === 0) return;
    const { isTaken, changedAt, freeSince } = this.#seen;
    const from = isTaken ? changedAt + IDLE : freeSince + timing.free;
    const { now } = this.#clock;
    if (from > now) this.#after(from - now, () => this.#start());
    else this.#start();
  }

  #start(): void {
    this.#cancelPatience();
    this.#see({ isTaken: false });
    this.#phase = "start";
    this.#lines.pullSda(0);
    this.#after(this.#speed.timing.startHold, () => {
      this.#lines.pullScl(0);
      this.#go("bit", this.#work.firstBit());
    });
  }

  /** The clock is low: a cycle begins. */
  #go(cycle: Cycle, bit: 0 | 1): void {
    this.#cycle = cycle;
    this.#bit = bit;
    this.#phase = "hold";
    this.#after(DATA_HOLD, () => {
      this.#phase = "low";
      this.#lines.pullSda(bit);
      this.#after(this.#speed.low - DATA_HOLD, () => this.#letRise());
    });
  }

  #letRise(): void {
    this.#phase = "rise";
    this.#cancelPatience();
    this.#cancelPatience = this.#clock.at(this.#clock.now + this.#speed.patience, () => {
      this.#lines.pullSda(1);
      this.#end(this.#clocks > 0 ? I2cStatus.BusStuck : I2cStatus.StretchTimeout);
    });
    this.#lines.pullScl(1);
    // With nobody to hold it, it has risen within the call.
    if (this.#phase === "rise" && this.#lines.scl === 1) this.#risen();
  }

  #risen(): void {
    this.#cancelPatience();
    this.#phase = "high";
    const { timing, high } = this.#speed;
    if (this.#cycle === "restart") {
      if (this.#lines.sda === 0) return this.#lost();
      this.#after(timing.startSetup, () => this.#start());
    } else if (this.#cycle === "stop") {
      this.#after(timing.stopSetup, () => this.#stop());
    } else {
      const read = this.#lines.sda;
      if (this.#clocks === 0 && this.#work.isOwn && this.#bit === 1 && read === 0) {
        return this.#lost();
      }
      this.#after(high, () => {
        this.#phase = "hold";
        this.#lines.pullScl(0);
        this.#clocked(read);
      });
    }
  }

  /** Another controller has ended the high half of the cycle. */
  #fallen(): void {
    if (this.#cycle !== "bit") return this.#lost();
    this.#cancel();
    this.#phase = "hold";
    this.#lines.pullScl(0);
    this.#clocked(this.#seen.sda);
  }

  #clocked(read: 0 | 1): void {
    if (this.#clocks === 0) return this.#turn(this.#work.clocked(read));
    this.#clocks--;
    if (read === 1 || this.#clocks === 0) {
      this.#clocks = 0;
      this.#work.give(read === 1 ? I2cStatus.Done : I2cStatus.BusStuck);
      this.#go("stop", 0);
    } else this.#go("bit", 1);
  }

  #turn(next: "restart" | "stop" | "held" | 0 | 1): void {
    this.#isHeld = false;
    if (next === "held") {
      this.#isHeld = true;
      this.#end(this.#work.status);
    } else if (next === "restart") this.#go("restart", 1);
    else if (next === "stop") this.#go("stop", 0);
    else this.#go("bit", next);
  }

  #stop(): void {
    this.#lines.pullSda(1);
    this.#end(this.#lines.sda === 1 ? this.#work.status : I2cStatus.BusStuck);
  }

  #lost(): void {
    this.#lines.pullSda(1);
    this.#see({ isTaken: true });
    this.#end(I2cStatus.ArbitrationLost);
  }

  #end(status: number): void {
    this.#stopTimers();
    this.#phase = "idle";
    this.#clocks = 0;
    this.#onEnd(this.#work.ended(status), this.#work.moved);
  }
}
