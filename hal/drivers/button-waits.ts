/** What can be waited for at a button. */
import { WaitList, Waiting } from "../../firmware/executor/wait-list";
import { Waker } from "../../firmware/executor/waker";
import { now } from "../../firmware/time/clock";
import { Duration, Instant, NEVER } from "../../firmware/time/duration";
import { Timed } from "../../firmware/time/timed";
import { Button } from "./button";
import { Want } from "./edge-counter";

export enum GestureKind {
  Press,
  Release,
  Hold,
  Clicks,
}

/** A node in the list of those who wait; it has no poll of its own. */
@unmanaged
class Node extends Waiting<void> {}

/**
 * The base of all waits at a button: a timer node, for what no edge tells, and a node in the button's
 * list.
 */
@unmanaged
export abstract class Gesture<T> extends Timed<T> {
  private next: usize;
  private prev: usize;
  private listWaker: usize;
  protected button: Button;
  protected span: Duration;
  /** Clicks so far. */
  private count: u32;
  /** Clicks of those that ended last. */
  protected clicks: u32;
  protected kind: GestureKind;

  /** The wait whose node is in a button's list. */
  @inline static ofNode(node: usize): Press {
    return changetype<Press>(node - offsetof<Press>("next"));
  }

  @inline private get node(): Node {
    return changetype<Node>(changetype<usize>(this) + offsetof<this>("next"));
  }

  @inline private get list(): WaitList {
    return this.button.list;
  }

  protected start(button: Button, kind: GestureKind, span: Duration): void {
    this.timer.fresh(0);
    this.node.clear();
    this.button = button;
    this.kind = kind;
    this.span = span;
    this.count = 0;
  }

  /** @internal */
  wake(): void {
    this.node.waker.wake();
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    const button = this.button;
    const node = this.node;
    const time = now();
    const self = changetype<usize>(node);
    button.settle(time, self);
    const due = this.look(time);
    if (due == 0) {
      this.leave();
      return true;
    }
    if (node.isLinked) node.waker = Waker.current();
    else this.list.append(self);
    const next = button.nextLook > time ? min(due, button.nextLook) : due;
    this.timer.arm(next);
    return false;
  }

  /** @returns 0 if it is ready, else when it will be if nothing happens. */
  private look(time: Instant): Instant {
    const button = this.button;
    if (this.kind == GestureKind.Hold) {
      const due = button.holdsAt(this.span);
      if (due > time) return min(due, NEVER);
      button.tellHold(this.span);
      return 0;
    }
    if (this.kind == GestureKind.Clicks) return this.gathered(time);
    const edges = button.found(this.want);
    if (edges < 0 || !this.isNext()) return NEVER;
    button.take(edges);
    return 0;
  }

  @inline private get want(): Want {
    return this.kind == GestureKind.Release ? Want.Falling : Want.Rising;
  }

  private gathered(time: Instant): Instant {
    const button = this.button;
    // A press is taken with its release, so one that is held is still there for who waits for that.
    while (button.pending && this.isNext()) {
      const edges = button.before ? 1 : 2;
      if (<i32>button.pending < edges) break;
      button.take(edges);
      if (edges == 2) this.count++;
    }
    if (this.count == 0 || button.pending) return NEVER;
    const due = button.restsAt(this.span);
    if (due > time) return due;
    this.clicks = this.count;
    this.count = 0;
    return 0;
  }

  /** Those who wait longer for the same come first. */
  private isNext(): bool {
    const button = this.button;
    const list = this.list;
    for (let at = list.first; at; at = list.after(at)) {
      if (at == changetype<usize>(this.node)) return true;
      const other = Gesture.ofNode(at);
      if (other.kind != GestureKind.Hold && button.found(other.want) > 0) return false;
    }
    return true;
  }

  /** What is left may be for another. */
  private leave(): void {
    this.timer.drop();
    if (this.node.isLinked) this.list.remove(changetype<usize>(this.node));
    if (this.button.pending) this.button.notify(0);
  }

  drop(): void {
    if (this.node.isLinked) this.leave();
  }
}

/**
 * A wait for a press or a release. Begin it with `Button.pressed` or `Button.released`.
 *
 * **Cancel safety:** cancel safe. What it waits for is taken in the poll that says ready; a wait dropped
 * before that leaves it to the next.
 */
@unmanaged
export class Press extends Gesture<void> {
  begin(button: Button, kind: GestureKind): Press {
    this.start(button, kind, 0);
    return this;
  }
}

/**
 * A wait for a button that is held down. Begin it with `Button.held`.
 *
 * **Cancel safety:** cancel safe. The time counts from the press, and not from the wait.
 */
@unmanaged
export class Hold extends Gesture<void> {
  hold(button: Button, span: Duration): Hold {
    this.start(button, GestureKind.Hold, span);
    return this;
  }
}

/**
 * A wait for clicks; its output is their number. Begin it with `Button.clicked`.
 *
 * **Cancel safety:** restarts: the clicks it has counted are gone.
 */
@unmanaged
export class Clicks extends Gesture<u32> {
  gather(button: Button, gap: Duration): Clicks {
    this.start(button, GestureKind.Clicks, gap);
    return this;
  }

  output(): u32 {
    return this.clicks;
  }
}
