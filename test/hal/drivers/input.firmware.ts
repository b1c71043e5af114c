/** Inputs whose pin the host plays, and tasks that wait for their edges and levels. */
import { claim, Future, Input, JoinHandle, lostInterrupts, PinWait, Pull, spawn } from "wakeful";

declare function found(id: i32, pending: i32): void;

const inputs: usize = memory.data(64, 8);

function input(index: i32): Input {
  return changetype<Input>(inputs + <usize>index * 32);
}

@task({ pool: 8 })
class Waits extends Future<void> {
  private id: i32;
  private source: Input;
  private left: i32;
  private want: i32;
  @embed private wait: PinWait;

  begin(id: i32, source: Input, want: i32, times: i32): Waits {
    this.id = id;
    this.source = source;
    this.want = want;
    this.left = times;
    this.again();
    return this;
  }

  private again(): void {
    if (this.want == 0) this.source.risingEdge(this.wait);
    else if (this.want == 1) this.source.fallingEdge(this.wait);
    else if (this.want == 2) this.source.anyEdge(this.wait);
    else if (this.want == 3) this.source.high(this.wait);
    else this.source.low(this.wait);
  }

  poll(): bool {
    while (this.wait.poll()) {
      found(this.id, this.source.pending);
      if (--this.left == 0) return true;
      this.again();
    }
    return false;
  }

  drop(): void {
    this.wait.drop();
  }
}

export function inputBytes(): i32 {
  return offsetof<Input>();
}

export function begin(index: i32, pin: u16): void {
  input(index).begin(pin, Pull.Up);
}

export function listen(index: i32): void {
  input(index).listen();
}

export function drop(index: i32): void {
  input(index).drop();
}

export function pending(index: i32): u32 {
  return input(index).pending;
}

export function edges(index: i32): u32 {
  return input(index).edgeCount;
}

export function lastEdge(index: i32): u64 {
  return input(index).lastEdge;
}

export function wait(id: i32, index: i32, want: i32, times: i32): usize {
  return changetype<usize>(spawn(claim<Waits>().begin(id, input(index), want, times)));
}

export function abort(handle: usize): void {
  changetype<JoinHandle<void>>(handle).abort();
}

export function lost(): u32 {
  return lostInterrupts();
}
