/**
 * Room for one waiter. If another comes, `OVERWRITES` says what happens: it takes the place, and the first is
 * forgotten, as with an AtomicWaker; or the first is woken to come again, as in embassy's registration.
 */
import { wake } from "./lifo";
import { OVERWRITES } from "./shape";
import { Task } from "./task";

@unmanaged
export class Slot {
  waiter: usize;
  has: u32;
  value: u32;

  signal(value: u32): void {
    this.value = value;
    this.has = 1;
    const waiter = this.waiter;
    this.waiter = 0;
    if (waiter) wake(changetype<Task>(waiter));
  }

  /** @returns whether there is a value, which is taken; if not, the task is registered. */
  take(task: Task): bool {
    if (this.has) {
      this.has = 0;
      return true;
    }
    const before = this.waiter;
    this.waiter = changetype<usize>(task);
    if (!OVERWRITES && before && before != changetype<usize>(task)) wake(changetype<Task>(before));
    return false;
  }
}

export function slotAt(address: usize): Slot {
  return changetype<Slot>(address);
}
