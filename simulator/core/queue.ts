/**
 * The event queue: a binary heap ordered by (time, late, sequence). The sequence number makes events at
 * one instant run in the order they were scheduled; a heap alone would shuffle them. Late events wait until
 * their instant has no other left.
 *
 * A cancelled event stays in the heap as a husk and is dropped when it comes to the top, so that
 * cancelling is O(1) and needs no search. Husks are swept when they outnumber the living: an alarm
 * that is set and cancelled for ever must not grow the heap.
 *
 * A snapshot keeps the entries themselves, so what cancels one still does after it was put back.
 */
import type { Snapshotted } from "./snapshotted.ts";

interface Entry extends QueuedEvent {
  readonly sequence: number;
  readonly late: boolean;
  /** Until it has run or was cancelled. */
  live: boolean;
}

export interface QueuedEvent {
  /** In nanoseconds. */
  readonly time: bigint;
  readonly action: () => void;
}

export interface QueueState {
  /** Those to run, as a heap. */
  readonly entries: readonly Entry[];
  readonly sequence: number;
}

function before(a: Entry, b: Entry): boolean {
  if (a.time !== b.time) return a.time < b.time;
  return a.late === b.late ? a.sequence < b.sequence : b.late;
}

export class EventQueue implements Snapshotted<QueueState> {
  #heap: Entry[] = [];
  #sequence = 0;
  #husks = 0;

  /** How many events are still to run. */
  get size(): number {
    return this.#heap.length - this.#husks;
  }

  /** Time of the next event in nanoseconds, or undefined if there is none. */
  get nextTime(): bigint | undefined {
    this.#skipHusks();
    return this.#heap[0]?.time;
  }

  /**
   * Adds an event. Events of equal time come out in the order they went in, and the late ones among them
   * after all others.
   * @returns cancels the event; harmless after it came out.
   */
  push(time: bigint, action: () => void, late = false): () => void {
    return this.#add({ time, sequence: this.#sequence++, late, action, live: true });
  }

  /**
   * Keeps a place in the order of events for one whose time is not known yet.
   * @returns adds the event; among those of its time it comes out as if it had gone in now.
   */
  reserve(): (time: bigint, action: () => void) => void {
    const sequence = this.#sequence++;
    return (time, action) => void this.#add({ time, sequence, late: false, action, live: true });
  }

  #add(entry: Entry): () => void {
    this.#heap.push(entry);
    this.#up(this.#heap.length - 1);
    return () => {
      if (!entry.live) return;
      entry.live = false;
      this.#husks++;
      if (this.#husks > 32 && this.#husks * 2 > this.#heap.length) this.#sweep();
    };
  }

  /** Takes out the first event. */
  pop(): QueuedEvent | undefined {
    this.#skipHusks();
    const entry = this.#take();
    if (entry) entry.live = false;
    return entry;
  }

  save(): QueueState {
    if (this.#husks > 0) this.#sweep();
    return { entries: [...this.#heap], sequence: this.#sequence };
  }

  restore({ entries, sequence }: QueueState): void {
    // What was scheduled since is not to run, and cancelling it must not count a husk.
    for (const entry of this.#heap) entry.live = false;
    for (const entry of entries) entry.live = true;
    this.#heap = [...entries];
    this.#husks = 0;
    this.#sequence = sequence;
  }

  #skipHusks(): void {
    while (this.#heap.length > 0 && !this.#heap[0]!.live) {
      this.#take();
      this.#husks--;
    }
  }

  #sweep(): void {
    // Sorted is a heap already, and the sequence keeps the order of equals.
    this.#heap = this.#heap.filter((entry) => entry.live).sort((a, b) => (before(a, b) ? -1 : 1));
    this.#husks = 0;
  }

  #take(): Entry | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (this.#heap.length > 0) {
      this.#heap[0] = last!;
      this.#down(0);
    }
    return first;
  }

  #up(index: number): void {
    const heap = this.#heap;
    const entry = heap[index]!;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = entry;
  }

  #down(index: number): void {
    const heap = this.#heap;
    const entry = heap[index]!;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, entry)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = entry;
  }
}
