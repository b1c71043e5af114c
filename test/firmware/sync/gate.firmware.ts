/** Holds a task until the host lets it go on. */
import { JoinHandle, Waiting, WaitList } from "wakeful";

const lists = memory.data(64, 4);

function listOf(id: u32): WaitList {
  return changetype<WaitList>(lists + <usize>(id & 15) * 4);
}

@unmanaged
export class Gate extends Waiting<void> {
  private list: WaitList;

  static of(place: Gate, id: u32): Gate {
    place.clear();
    place.list = listOf(id);
    return place;
  }

  poll(): bool {
    if (this.isLinked) return false;
    if (this.takeGrant()) return true;
    this.list.append(changetype<usize>(this));
    return false;
  }

  drop(): void {
    this.list.remove(changetype<usize>(this));
  }
}

/** Lets whoever waits at a gate go on. */
export function open(id: u32): void {
  listOf(id).grantAll();
}

export function abort(handle: usize): void {
  changetype<JoinHandle<void>>(handle).abort();
}
