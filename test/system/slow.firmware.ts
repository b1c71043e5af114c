/** Toggles an LED once a minute. */
import { claim, Future, Output, seconds, Sleep, spawn } from "wakeful";

@task
class Slow extends Future<void> {
  private led: Output;
  @embed private nap: Sleep;

  begin(): Slow {
    this.led = Output.at(13);
    this.nap.after(seconds(60));
    return this;
  }

  poll(): bool {
    while (this.nap.poll()) {
      this.led.toggle();
      this.nap.after(seconds(60));
    }
    return false;
  }
}

export function main(): void {
  spawn(claim<Slow>().begin());
}
