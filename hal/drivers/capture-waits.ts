/** What can be waited for at a capture. */
import { now } from "../../firmware/time/clock";
import { Duration, Instant, later } from "../../firmware/time/duration";
import { Capture } from "./capture";
import { Level } from "./output";
import { nodeOffset, TimedWait } from "./timed-wait";

/** Neither of the two levels: any pulse will do. */
const ANY: u8 = 2;

/** The base of waits at a capture. */
@unmanaged
export abstract class CaptureWait extends TimedWait<i32> {
  protected capture: Capture;
  private deadlineAt: Instant;
  /** Which pulses it waits for: a level, or all. */
  protected want: u8;
  /** How many of them there must be. */
  protected least: u16;
  protected result: i32;

  /** @internal */
  @inline static ofNode(node: usize): CaptureWait {
    return changetype<CaptureWait>(node - nodeOffset());
  }

  protected start(capture: Capture, want: u8, least: u16, timeout: Duration): void {
    this.blank();
    this.capture = capture;
    this.want = want;
    this.least = least;
    this.deadlineAt = later(now(), timeout);
  }

  /**
   * A pulse has ended.
   * @internal
   */
  onPulse(level: Level, count: u16): void {
    if (count >= this.least && (this.want == ANY || this.want == <u8>level)) this.wake();
  }

  protected get isLate(): bool {
    return now() >= this.deadlineAt;
  }

  protected sleepOn(): void {
    this.wait(this.capture.list);
    this.timer.arm(this.deadlineAt);
  }

  output(): i32 {
    return this.result;
  }

  drop(): void {
    this.leave(this.capture.list);
  }
}

/**
 * A wait for some number of pulses; its output is how many there are. Begin it with `Capture.pulses`.
 *
 * **Cancel safety:** cancel safe. The pulses stay where they are.
 */
@unmanaged
export class Pulses extends CaptureWait {
  gather(capture: Capture, count: u16, timeout: Duration): Pulses {
    this.start(capture, ANY, count, timeout);
    return this;
  }

  poll(): bool {
    this.result = this.capture.count;
    if (this.result < <i32>this.least && !this.isLate) {
      this.sleepOn();
      return false;
    }
    this.drop();
    return true;
  }
}

/**
 * A wait for a pulse of a level; its output is the width in microseconds. Begin it with `Capture.pulse`.
 *
 * **Cancel safety:** cancel safe. A pulse is taken in the poll that says ready.
 */
@unmanaged
export class Pulse extends CaptureWait {
  next(capture: Capture, level: Level, timeout: Duration): Pulse {
    this.start(capture, <u8>level, 1, timeout);
    return this;
  }

  poll(): bool {
    this.result = this.capture.take(<Level>this.want);
    if (this.result < 0 && !this.isLate) {
      this.sleepOn();
      return false;
    }
    this.drop();
    return true;
  }
}
