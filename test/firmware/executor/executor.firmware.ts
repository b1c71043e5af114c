/** Tasks whose polls are played by the host, so that it sees every poll and decides every wake. */
import { claim, Future, Join, JoinHandle, Sleep, spawn, tryClaim, Waker, YieldNow } from "wakeful";
import { timers } from "wakeful/firmware/executor/timers";

declare function polled(id: i32): i32;
declare function dropped(id: i32): void;
declare function joined(id: i32, hasValue: bool, isAborted: bool, value: u32): void;

@task({ pool: 3 })
class Probe extends Future<u32> {
  private value: u32;
  private id: i32;

  begin(id: i32): Probe {
    this.id = id;
    return this;
  }

  poll(): bool {
    this.value = this.id * 100;
    return polled(this.id) != 0;
  }

  drop(): void {
    dropped(this.id);
  }
}

@task({ pool: 2, priority: 5 })
class Urgent extends Future<void> {
  private id: i32;

  begin(id: i32): Urgent {
    this.id = id;
    return this;
  }

  poll(): bool {
    return polled(this.id) != 0;
  }
}

@task({ pool: 2 })
class Joins extends Future<void> {
  private id: i32;
  @embed private end: Join<u32>;

  begin(id: i32, handle: JoinHandle<u32>): Joins {
    this.id = id;
    handle.join(this.end);
    return this;
  }

  poll(): bool {
    if (!this.end.poll()) return false;
    joined(this.id, this.end.hasValue, this.end.isAborted, this.end.output());
    return true;
  }

  drop(): void {
    this.end.drop();
  }
}

@task({ pool: 3 })
class Naps extends Future<void> {
  private id: i32;
  @embed private nap: Sleep;

  begin(id: i32, span: u64): Naps {
    this.id = id;
    this.nap.after(span);
    return this;
  }

  poll(): bool {
    polled(this.id);
    return this.nap.poll();
  }

  drop(): void {
    this.nap.drop();
  }
}

@task
class Yields extends Future<void> {
  private id: i32;
  @embed private turn: YieldNow;

  begin(id: i32): Yields {
    this.id = id;
    this.turn.begin();
    return this;
  }

  poll(): bool {
    polled(this.id);
    return this.turn.poll();
  }
}

/** 0 if the pool is full. */
export function spawnProbe(id: i32): usize {
  const probe = tryClaim<Probe>();
  return probe ? changetype<usize>(spawn(probe.begin(id))) : 0;
}

export function claimProbe(id: i32): usize {
  return changetype<usize>(spawn(claim<Probe>().begin(id)));
}

export function spawnUrgent(id: i32): usize {
  return changetype<usize>(spawn(claim<Urgent>().begin(id)));
}

export function spawnJoins(id: i32, handle: usize): usize {
  return changetype<usize>(spawn(claim<Joins>().begin(id, changetype<JoinHandle<u32>>(handle))));
}

export function spawnNaps(id: i32, span: u64): usize {
  return changetype<usize>(spawn(claim<Naps>().begin(id, span)));
}

export function spawnYields(id: i32): usize {
  return changetype<usize>(spawn(claim<Yields>().begin(id)));
}

export function waker(): usize {
  return changetype<usize>(Waker.current());
}

export function wake(waker: usize): void {
  changetype<Waker>(waker).wake();
}

export function abort(handle: usize): void {
  changetype<JoinHandle<u32>>(handle).abort();
}

export function detach(handle: usize): void {
  changetype<JoinHandle<u32>>(handle).detach();
}

export function isFinished(handle: usize): bool {
  return changetype<JoinHandle<u32>>(handle).isFinished;
}

export function isTimerQueueEmpty(): bool {
  return !timers.first;
}
