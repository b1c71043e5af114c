/**
 * Sensors that answer one question at a time, at some distance from each other: who asks waits for its turn, then
 * until the sensor may be asked again, and then for the answer.
 */
import { WaitList } from "../../firmware/executor/wait-list";
import { Instant } from "../../firmware/time/duration";
import { PinListener } from "./pin-listener";
import { nodeOffset, TimedWait } from "./timed-wait";

/** 32 bytes, at the start of a driver's object. */
@unmanaged
export abstract class Sensor {
  private listener1: u32;
  private listener2: u32;
  private waiters: usize;
  /** The node of who asks now, or 0. */
  private asker: usize;
  /**
   * From when on it may be asked.
   * @internal
   */
  opens: Instant;

  /** @internal */
  @inline get listener(): PinListener {
    return changetype<PinListener>(this);
  }

  /** @internal */
  @inline get list(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Sensor>("waiters"));
  }

  /**
   * There is news for who asks.
   * @internal
   */
  tell(): void {
    if (this.asker) changetype<Inquiry>(this.asker - nodeOffset()).wake();
  }

  /** @internal */
  isAskedBy(node: usize): bool {
    return this.asker == node;
  }

  /**
   * Gives the turn to one who wants it.
   * @returns false if another has it, or waits for it.
   * @internal
   */
  admit(node: usize): bool {
    if (this.asker == node) return true;
    if (this.asker || !this.list.isEmpty) return false;
    this.asker = node;
    return true;
  }

  /**
   * The turn is over: it goes to who has waited longest.
   * @internal
   */
  pass(): void {
    this.asker = this.list.first;
    if (this.asker) this.list.grant(this.asker, 1);
  }
}

/** The base of questions to a sensor. */
@unmanaged
export abstract class Inquiry extends TimedWait<i32> {
  protected sensor: Sensor;
  /** How far it has come; 0: it waits for its turn. */
  protected stage: u8;
  protected result: i32;

  protected ask(sensor: Sensor): void {
    this.blank();
    this.sensor = sensor;
    this.stage = 0;
  }

  /** Whether it is this one's turn. If not, it waits for it. */
  protected hasTurn(): bool {
    if (this.sensor.admit(this.node)) return true;
    this.wait(this.sensor.list);
    return false;
  }

  /** Waits until `time`, or until the sensor tells something. */
  protected until(time: Instant): void {
    this.keepWaker();
    this.timer.arm(time);
  }

  /** Lets go of the turn, or of the place in the line. */
  protected finish(): void {
    const sensor = this.sensor;
    this.leave(sensor.list);
    if (sensor.isAskedBy(this.node)) sensor.pass();
  }

  output(): i32 {
    return this.result;
  }
}
