import { gpio_configure, gpio_read, PinMode } from "../generated/bindings";
import { makeInput, Pull } from "./input";
import { Level } from "./output";

/**
 * A pin that pulls low or lets go, as on a line that several sides share: what holds it high is a resistor, the
 * chip's own or one outside. The handle is a number, so it takes no memory.
 */
@unmanaged
export class OpenDrain {
  /**
   * Makes `pin` one that lets go of its line.
   * @param pin logical pin number, as the board counts.
   * @param pull what holds the line while nobody pulls it low.
   */
  static at(pin: u16, pull: Pull = 1): OpenDrain {
    const made = changetype<OpenDrain>(((<usize>pull) << 16) | pin);
    made.release();
    return made;
  }

  /** Pulls the line low. */
  low(): void {
    gpio_configure(<i32>(changetype<usize>(this) & 0xffff), PinMode.OutputLow);
  }

  /** Lets go of the line. */
  release(): void {
    makeInput(<u16>changetype<usize>(this), <Pull>(changetype<usize>(this) >> 16));
  }

  /** The level of the line, which others may pull low. */
  read(): Level {
    return <Level>gpio_read(<i32>(changetype<usize>(this) & 0xffff));
  }
}
