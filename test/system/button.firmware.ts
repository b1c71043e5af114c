/** Counts a button's edges, one by one, and shows its level on an LED. */
import {
  claim,
  Future,
  Input,
  log,
  lostInterrupts,
  Output,
  PinWait,
  Pull,
  seconds,
  Sleep,
  spawn,
} from "wakeful";

@task
class Count extends Future<void> {
  private led: Output;
  private edges: u32;
  private rising: u32;
  @embed private button: Input;
  @embed private edge: PinWait;
  @embed private report: Sleep;

  begin(): Count {
    this.led = Output.at(11);
    this.button.begin(4, Pull.Up).anyEdge(this.edge);
    this.report.after(seconds(600));
    return this;
  }

  poll(): bool {
    while (this.edge.poll()) {
      this.edges++;
      this.led.set(this.button.read());
      this.button.anyEdge(this.edge);
    }
    if (this.report.poll()) {
      log("{} edges taken, {} seen, {} lost", this.edges, this.button.edgeCount, lostInterrupts());
      return true;
    }
    return false;
  }

  drop(): void {
    this.edge.drop();
    this.button.drop();
    this.report.drop();
  }
}

export function main(): void {
  spawn(claim<Count>().begin());
}
