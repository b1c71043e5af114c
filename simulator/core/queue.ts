/**
 * The event queue: a binary heap ordered by (time, sequence). The sequence number makes events at
 * one instant run in the order they were scheduled; a heap alone would shuffle them.
 *
 * A cancelled event stays in the heap as a husk and is dropped when it comes to the top, so that
 * cancelling is O(1) and needs no search. Husks are swept when they outnumber the living: an alarm
 * that is set and cancelled for ever must not grow the heap.
 */

interface Entry {
  readonly time: bigint;
  readonly sequence: number;
  /** Null once it has run or was cancelled. */
  action: (() => void) | null;
}

export interface QueuedEvent {
  /** In nanoseconds. */
  readonly time: bigint;
  readonly action: () => void;
}

function before(a: Entry, b: Entry): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}

export class EventQueue {
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
   * Adds an event. Events of equal time come out in the order they went in.
   * @returns cancels the event; harmless after it came out.
   */
  push(time: bigint, action: () => void): () => void {
    const entry: Entry = { time, sequence: this.#sequence++, action };
    this.#heap.push(entry);
    this.#up(this.#heap.length - 1);
    return () => {
      if (entry.action === null) return;
      entry.action = null;
      this.#husks++;
      if (this.#husks > 32 && this.#husks * 2 > this.#heap.length) this.#sweep();
    };
  }

  /** Takes out the first event. */
  pop(): QueuedEvent | undefined {
    this.#skipHusks();
    const entry = this.#take();
    if (!entry) return undefined;
    const event = { time: entry.time, action: entry.action! };
    entry.action = null;
    return event;
  }

  #skipHusks(): void {
    while (this.#heap.length > 0 && this.#heap[0]!.action === null) {
      this.#take();
      this.#husks--;
    }
  }

  #sweep(): void {
    // Sorted is a heap already, and the sequence keeps the order of equals.
    this.#heap = this.#heap
      .filter((entry) => entry.action !== null)
      .sort((a, b) => (before(a, b) ? -1 : 1));
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
