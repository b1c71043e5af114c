/** Hobby servos: the width of a pulse says where to turn, fifty times a second. */
import { pwm_set, pwm_stop } from "../generated/bindings";
import { Level } from "./output";

/** 50 Hz. In nanoseconds. */
const FRAME: u32 = 20_000_000;

/** Pulses at 0° and at 180°, in microseconds: those of Arduino's library. */
const AT_0: u32 = 544;
const AT_180: u32 = 2400;

/**
 * `const arm = Servo.at(9)`. The handle is the pin's number, so it takes no memory of its own. The servo turns on
 * for some tenths of a second after it is told where.
 */
@unmanaged
export class Servo {
  /**
   * Makes `pin` an output, without pulses until an angle is given: until then the servo stays where it is.
   * @param pin logical pin number, as the board counts.
   */
  static at(pin: u16): Servo {
    pwm_stop(pin, Level.Low);
    return changetype<Servo>(<usize>pin);
  }

  /** Turns to so many degrees, 0 to 180; what is more is taken for 180. */
  angle(degrees: u16): void {
    this.pulse(AT_0 + (min<u32>(degrees, 180) * (AT_180 - AT_0)) / 180);
  }

  /** As `angle`, by the width of the pulse in microseconds, for servos with other ends than 544 and 2400. */
  pulse(micros: u32): void {
    pwm_set(<i32>changetype<usize>(this), FRAME, min<u32>(micros, FRAME / 1000) * 1000);
  }

  /** No more pulses, at once: most servos let go of their arm then. */
  stop(): void {
    pwm_stop(<i32>changetype<usize>(this), Level.Low);
  }
}
