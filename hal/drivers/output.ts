import { gpio_configure, gpio_read, gpio_write, PinMode } from "../generated/bindings";

/** The two levels of a pin. */
export enum Level {
  Low = 0,
  High = 1,
}

/**
 * A push-pull output. The handle is the pin's number, so it takes no
 * memory of its own; whoever keeps it keeps a word.
 */
@unmanaged
export class Output {
  /**
   * Makes `pin` an output.
   * @param pin logical pin number, as the board counts.
   * @param level the level it has from the first instant.
   */
  static at(pin: u16, level: Level = 0): Output {
    gpio_configure(pin, level == Level.High ? PinMode.OutputHigh : PinMode.OutputLow);
    return changetype<Output>(<usize>pin);
  }

  high(): void {
    this.set(Level.High);
  }

  low(): void {
    this.set(Level.Low);
  }

  set(level: Level): void {
    gpio_write(<i32>changetype<usize>(this), level);
  }

  /** Inverts what the pin shows now. */
  toggle(): void {
    this.set(this.read() == Level.Low ? Level.High : Level.Low);
  }

  /** The level of the pin's net, which is what was written unless something overpowers it. */
  read(): Level {
    return <Level>gpio_read(<i32>changetype<usize>(this));
  }
}
