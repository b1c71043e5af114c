/** A wait list by itself, and tasks that wait in it. */
import { claim, Future, JoinHandle, spawn, WaitList, Waiting } from "wakeful";

declare function polled(id: i32, ready: bool): void;

const list: usize = memory.data(4, 4);
const nodes: usize = memory.data(16 * 64, 8);

function waiters(): WaitList {
  return changetype<WaitList>(list);
}

@unmanaged
class Turn extends Waiting<void> {
  poll(): bool {
    if (this.takeGrant()) return true;
    if (!this.isLinked) waiters().append(changetype<usize>(this));
    return false;
  }

  drop(): void {
    // Hands a grant on to the next in line.
    if (waiters().remove(changetype<usize>(this))) waiters().grantFirst();
  }
}

@task({ pool: 8 })
class Waits extends Future<void> {
  private id: i32;
  @embed private turn: Turn;

  begin(id: i32): Waits {
    this.id = id;
    return this;
  }

  poll(): bool {
    const ready = this.turn.poll();
    polled(this.id, ready);
    return ready;
  }

  drop(): void {
    this.turn.drop();
  }
}

function node(index: i32): usize {
  return nodes + <usize>index * 16;
}

export function spawnWaits(id: i32): usize {
  return changetype<usize>(spawn(claim<Waits>().begin(id)));
}

export function abort(handle: usize): void {
  changetype<JoinHandle<void>>(handle).abort();
}

export function append(index: i32): void {
  waiters().append(node(index));
}

export function remove(index: i32): bool {
  return waiters().remove(node(index));
}

export function grantFirst(): bool {
  return waiters().grantFirst();
}

export function grantAll(): void {
  waiters().grantAll();
}

export function answer(index: i32): i32 {
  const turn = changetype<Turn>(node(index));
  return turn.isLinked ? -1 : <i32>turn.answer;
}

export function first(): i32 {
  const at = waiters().first;
  return at ? <i32>((at - nodes) / 16) : -1;
}

export function after(index: i32): i32 {
  const at = waiters().after(node(index));
  return at ? <i32>((at - nodes) / 16) : -1;
}
