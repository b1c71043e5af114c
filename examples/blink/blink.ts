/**
 * Two LEDs that blink at once, each in its own time, and a third that follows a button. No task
 * knows of the others, and none of them looks at the clock.
 */
import {
  Duration,
  Future,
  Input,
  Level,
  millis,
  Output,
  PinWait,
  Pull,
  Sleep,
  claim,
  log,
  spawn,
} from "wakeful";

/** Toggles an LED for ever. */
@task({ pool: 2 })
class Blink extends Future<void> {
  private led: Output;
  private period: u32;
  @embed private nap: Sleep;

  begin(pin: u16, period: u32): Blink {
    this.led = Output.at(pin);
    this.period = period;
    this.nap.after(millis(period));
    return this;
  }

  poll(): bool {
    while (this.nap.poll()) {
      this.led.toggle();
      this.nap.after(millis(this.period));
    }
    return false;
  }

  drop(): void {
    this.nap.drop();
  }
}

/** Shows on an LED whether a button, which pulls its pin low, is pressed. */
@task
class Follow extends Future<void> {
  private led: Output;
  private presses: u32;
  @embed private button: Input;
  @embed private change: PinWait;

  begin(pin: u16, button: u16): Follow {
    this.led = Output.at(pin);
    this.button.begin(button, Pull.Up).anyEdge(this.change);
    return this;
  }

  poll(): bool {
    while (this.change.poll()) {
      const pressed = this.button.read() == Level.Low;
      this.led.set(pressed ? Level.High : Level.Low);
      if (pressed) log("edge {} shows the button down", ++this.presses);
      this.button.anyEdge(this.change);
    }
    return false;
  }

  drop(): void {
    this.change.drop();
    this.button.drop();
  }
}

export function main(): void {
  spawn(claim<Blink>().begin(13, 500));
  spawn(claim<Blink>().begin(12, 300));
  spawn(claim<Follow>().begin(11, 4));
}
