import { claim, Future, Input, Output, PinWait, Pull, seconds, Sleep, spawn } from "wakeful";

@task
class Lamp extends Future<void> {
  private lamp: Output;
  @embed private button: Input;
  @embed private press: PinWait;
  @embed private timeout: Sleep;

  begin(lamp: u16, button: u16): Lamp {
    this.lamp = Output.at(lamp);
    this.button.begin(button, Pull.Up).fallingEdge(this.press);
    this.timeout.after(0);
    return this;
  }

  poll(): bool {
    while (this.press.poll()) {
      this.lamp.high();
      this.timeout.after(seconds(2));
      this.button.fallingEdge(this.press);
    }
    if (this.timeout.poll()) this.lamp.low();
    return false;
  }

  drop(): void {
    this.press.drop();
    this.button.drop();
    this.timeout.drop();
  }
}

export function main(): void {
  spawn(claim<Lamp>().begin(11, 4));
}
