/** The smallest useful firmware: two LEDs, each in its own time. What sizes are quoted for. */
import { claim, Future, millis, Output, Sleep, spawn } from "wakeful";

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

export function main(): void {
  spawn(claim<Blink>().begin(13, 500));
  spawn(claim<Blink>().begin(12, 300));
}
