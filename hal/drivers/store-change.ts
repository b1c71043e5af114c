import { Waiting } from "../../firmware/executor/wait-list";
import { Waker } from "../../firmware/executor/waker";
import { VALUE } from "./store-format";
import { Store, StoreResult } from "./store";

/**
 * A change of a store; its output is a `StoreResult`. Begin it with `set`, `save` or `remove` of a `Store`. Changes
 * take turns, first come first served.
 *
 * **Cancel safety:** cancel safe. One whose turn has not come changes nothing. One whose turn has come is finished
 * if it is a `set` or `remove`, and given up if it is a `save`: old or new, and nothing else.
 */
@unmanaged
export class StoreChange extends Waiting<StoreResult> {
  /** @internal */
  store: Store;
  /**
   * The first word of its record.
   * @internal
   */
  head: u32;
  /** @internal */
  value: u32;
  /**
   * Where the words of a record lie; 0 for a number.
   * @internal
   */
  from: usize;
  /**
   * Bytes there.
   * @internal
   */
  bytes: u32;
  /** @internal */
  result: StoreResult;
  private begun: bool;

  begin(store: Store, key: u16, what: u32, value: u32, from: usize, bytes: u32): StoreChange {
    this.clear();
    this.store = store;
    const words = what == VALUE ? (bytes + 3) >> 2 : 0;
    this.head = what | (min<u32>(words, 255) << 16) | key;
    this.value = value;
    this.from = from;
    this.bytes = bytes;
    this.begun = false;
    return this;
  }

  poll(): bool {
    if (this.isLinked) {
      this.waker = Waker.current();
      return false;
    }
    if (this.begun) return true;
    this.begun = true;
    return this.store.ask(this);
  }

  output(): StoreResult {
    return this.result;
  }

  drop(): void {
    if (this.isLinked) this.store.giveUp(this);
  }
}
