/** Tones, for a buzzer or a loudspeaker: a square wave of PWM. */
import { now } from "../../firmware/time/clock";
import { Duration, later } from "../../firmware/time/duration";
import { Timed } from "../../firmware/time/timed";
import { pwm_set, pwm_stop } from "../generated/bindings";
import { Frequency, nanosOf } from "./frequency";
import { Level } from "./output";

/** `const tone = Tone.at(8)`, in an async function or at the top of a file. 8 bytes. */
@unmanaged
export class Tone {
  /** The note that sounds. Only compared. */
  private note: usize;
  private pin: u16;

  /**
   * Makes `pin` an output, silent and low.
   * @param pin logical pin number, as the board counts.
   */
  static at(place: Tone, pin: u16): Tone {
    return place.begin(pin);
  }

  /** As `at`, for hand-written futures that embed one. */
  begin(pin: u16): Tone {
    this.pin = pin;
    this.stop();
    return this;
  }

  /**
   * Sounds for so long, and is silent after it; it begins when it is awaited. Another note that begins meanwhile
   * takes its place.
   * @param frequency in hertz, 440 is A; 0 is a rest.
   */
  play(place: Note, frequency: Frequency, span: Duration): Note {
    return place.begin(this, frequency, span);
  }

  /** Sounds until `stop`, or until a note is over. */
  start(frequency: Frequency): void {
    this.note = 0;
    this.sound(frequency);
  }

  /** Silent at once. */
  stop(): void {
    this.note = 0;
    pwm_stop(this.pin, Level.Low);
  }

  private sound(frequency: Frequency): void {
    if (frequency == 0) {
      pwm_stop(this.pin, Level.Low);
      return;
    }
    const period = nanosOf(frequency);
    pwm_set(this.pin, period, period >> 1);
  }

  /** @internal */
  take(note: usize, frequency: Frequency): void {
    this.note = note;
    this.sound(frequency);
  }

  /** @internal */
  isOf(note: usize): bool {
    return this.note == note;
  }
}

/**
 * Ready when the note is over, or its time is while another sounds. See `Tone.play`.
 *
 * **Cancel safety:** cancel safe. The tone ends with it, unless another one has taken its place.
 */
@unmanaged
export class Note extends Timed<void> {
  private tone: Tone;
  private frequency: Frequency;
  private span: Duration;
  private isBegun: bool;

  begin(tone: Tone, frequency: Frequency, span: Duration): Note {
    this.timer.fresh(0);
    this.tone = tone;
    this.frequency = frequency;
    this.span = span;
    this.isBegun = false;
    return this;
  }

  poll(): bool {
    if (!this.isBegun) {
      this.isBegun = true;
      this.timer.until(later(now(), this.span));
      this.tone.take(changetype<usize>(this), this.frequency);
    }
    if (!this.timer.poll()) return false;
    this.end();
    return true;
  }

  private end(): void {
    if (this.isBegun && this.tone.isOf(changetype<usize>(this))) this.tone.stop();
    this.isBegun = false;
  }

  drop(): void {
    this.timer.drop();
    this.end();
  }
}
