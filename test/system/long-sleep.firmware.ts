/** Lights an LED after 200 years. */
import { claim, Future, Output, seconds, Sleep, spawn } from "wakeful";

@task
class Patient extends Future<void> {
  private led: Output;
  @embed private nap: Sleep;

  begin(): Patient {
    this.led = Output.at(13);
    this.nap.after(seconds(200 * 365 * 86_400));
    return this;
  }

  poll(): bool {
    if (!this.nap.poll()) return false;
    this.led.high();
    return true;
  }
}

export function main(): void {
  spawn(claim<Patient>().begin());
}
