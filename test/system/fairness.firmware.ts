/** A task that yields for ever at the highest priority, beside a ticker at the lowest. */
import { claim, Future, millis, now, Output, Sleep, spawn, YieldNow } from "wakeful";

@task({ priority: 7 })
class Greedy extends Future<void> {
  @embed private turn: YieldNow;

  poll(): bool {
    while (this.turn.poll()) this.turn.begin();
    return false;
  }
}

@task({ priority: 0 })
class Ticker extends Future<void> {
  private led: Output;
  @embed private nap: Sleep;

  begin(): Ticker {
    this.led = Output.at(13);
    this.nap.until(now() + millis(1));
    return this;
  }

  poll(): bool {
    while (this.nap.poll()) {
      this.led.toggle();
      this.nap.until(this.nap.deadline + millis(1));
    }
    return false;
  }
}

export function main(): void {
  spawn(claim<Greedy>());
  spawn(claim<Ticker>().begin());
}
