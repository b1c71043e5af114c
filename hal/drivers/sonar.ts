/**
 * Distance by ultrasound: HC-SR04 and modules like it.
 *
 * A pulse of 10 µs at the trigger begins a measurement; the echo pin is high for as long as the sound is under way,
 * there and back, and its two edges carry the time at which they came. ElecFreaks, HC-SR04 User Guide: trigger of 10 µs,
 * 2 cm to 4 m, 60 ms from one measurement to the next.
 */
import { now } from "../../firmware/time/clock";
import { Instant, later } from "../../firmware/time/duration";
import { makeInput, Pull } from "./input";
import { Output } from "./output";
import { ListenerKind, PinListener } from "./pin-listener";
import { Inquiry, Sensor } from "./sensor";

const TRIGGER: u64 = 10;
const CYCLE: u64 = 60_000;
/** An echo that is longer comes from nowhere: sound needs 23.3 ms for 4 m there and back. */
const FARTHEST: i32 = 30_000;

/** A distance sensor: `const sonar = Sonar.at(3, 2)` in an async function or at the top of a file. 56 bytes. */
@unmanaged
export class Sonar extends Sensor {
  private rose: Instant;
  /** How long the echo was; 0: it is not over. */
  private echo: i32;
  private trigger: u16;
  /**
   * Whether the last measurement got no answer at all: the sensor is not there, or has no power. Where nothing is in
   * range it answers.
   */
  isSilent: bool;

  /**
   * Makes one pin the output and another one the input of a sensor.
   * @param trigger logical pin number, as the board counts.
   * @param echo of the other one.
   */
  static at(home: Sonar, trigger: u16, echo: u16): Sonar {
    memory.fill(changetype<usize>(home), 0, offsetof<Sonar>());
    home.trigger = trigger;
    home.listener.pin = echo;
    Output.at(trigger);
    makeInput(echo, Pull.None);
    return home;
  }

  /**
   * Measures, and gives the distance in millimetres, in air of 20 °C; -1 if nothing is in range, or the sensor does not
   * answer. Begins 60 ms after the last measurement or later.
   */
  measure(place: Measure): Measure {
    return place.begin(this);
  }

  /** @internal */
  shoot(): void {
    const listener = this.listener;
    this.echo = 0;
    this.isSilent = true;
    listener.known = listener.attach(ListenerKind.Sonar);
    changetype<Output>(<usize>this.trigger).high();
    this.opens = later(now(), CYCLE);
  }

  /** @internal */
  release(): void {
    changetype<Output>(<usize>this.trigger).low();
  }

  /** @internal */
  stop(): void {
    this.release();
    if (this.listener.isListening) this.listener.detach();
  }

  /**
   * Whether the echo is over.
   * @internal
   */
  get isHeard(): bool {
    return this.echo > 0;
  }

  /** @internal */
  get distance(): i32 {
    const echo = this.echo;
    // 343.2 m/s, there and back.
    return echo > 0 && echo < FARTHEST ? (echo * 1716 + 5000) / 10_000 : -1;
  }

  private edge(level: u8, time: Instant): void {
    if (level == this.listener.known) return;
    this.listener.known = level;
    if (level) {
      this.rose = time;
      this.isSilent = false;
    } else if (!this.isSilent && this.echo == 0) {
      this.echo = <i32>max<u64>(time - this.rose, 1);
      this.tell();
    }
  }

  /**
   * Called by the interrupt table: an edge on `pin`.
   * @internal
   */
  static deliver(pin: i32, level: i32, time: i64): void {
    for (let at = PinListener.all; at; at = changetype<PinListener>(at).nextListener) {
      const listener = changetype<PinListener>(at);
      if (listener.isAt(ListenerKind.Sonar, pin))
        changetype<Sonar>(at).edge(<u8>(level != 0), time);
    }
  }

  /**
   * Called by the interrupt table: events were lost. An echo with an edge that nobody saw is none.
   * @internal
   */
  static resync(_time: i64): void {
    for (let at = PinListener.first(ListenerKind.Sonar); at;) {
      const sonar = changetype<Sonar>(at);
      sonar.echo = FARTHEST;
      sonar.tell();
      at = sonar.listener.nextOf(ListenerKind.Sonar);
    }
  }
}

/**
 * A measurement; its output is the distance in millimetres, or -1. Begin it with `Sonar.measure`.
 *
 * **Cancel safety:** restarts. The sensor finishes by itself what was begun, and the next one waits for that.
 */
@unmanaged
export class Measure extends Inquiry {
  begin(sonar: Sonar): Measure {
    this.ask(sonar);
    return this;
  }

  poll(): bool {
    const sonar = changetype<Sonar>(this.sensor);
    if (this.stage == 0) {
      if (!this.hasTurn()) return false;
      this.stage = 1;
    }
    if (this.stage == 1) {
      if (now() < sonar.opens) {
        this.until(sonar.opens);
        return false;
      }
      sonar.shoot();
      this.stage = 2;
      this.until(later(now(), TRIGGER));
      return false;
    }
    if (this.stage == 2) {
      if (now() < this.timer.deadline) {
        this.until(this.timer.deadline);
        return false;
      }
      sonar.release();
      this.stage = 3;
    }
    if (!sonar.isHeard && now() < sonar.opens) {
      this.until(sonar.opens);
      return false;
    }
    this.result = sonar.distance;
    this.drop();
    return true;
  }

  drop(): void {
    if (this.stage >= 2) changetype<Sonar>(this.sensor).stop();
    this.stage = 0;
    this.finish();
  }
}
