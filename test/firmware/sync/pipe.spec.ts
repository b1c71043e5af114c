import { beforeAll, expect, test } from "vitest";
import { type Duelist, play, SECOND } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import {
  lent,
  Line,
  type PlainExecutor,
  type PlainFuture,
  select,
  until,
  Waiter,
} from "../../support/plain.ts";

interface Firmware extends Duelist {
  spawnWrites(id: number, first: number, count: number): number;
  spawnReads(id: number, most: number): number;
  length(): number;
  close(): void;
}

const CAPACITY = 5;

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/pipe.firmware.ts");
});

class PlainPipe {
  readonly #readers: Line;
  readonly #writers: Line;
  readonly inside: number[] = [];
  /** Whether a reader was woken to take what is there. */
  isPromised = false;
  isClosed = false;

  constructor(executor: PlainExecutor) {
    this.#readers = new Line(executor);
    this.#writers = new Line(executor);
  }

  close(): void {
    this.isClosed = true;
    this.#writers.grantAll("end");
    this.#readers.grantAll("end");
  }

  /** Wakes the reader in line to take what is there. */
  #promise(): void {
    if (this.inside.length > 0 && !this.isPromised) this.isPromised = this.#readers.grantFirst();
  }

  #settle(): void {
    this.#promise();
    if (this.inside.length < CAPACITY) this.#writers.waiters[0]?.task!.wake();
    if (this.isClosed && this.inside.length === 0) this.#readers.grantAll("end");
  }

  read(most: number): PlainFuture & { bytes: number[] } {
    const waiter = new Waiter();
    const read = {
      bytes: [] as number[],
      poll: () => {
        if (this.#readers.has(waiter)) return false;
        const isOurs = waiter.answer === "granted";
        waiter.answer = undefined;
        const hasEnded = this.isClosed && this.inside.length === 0;
        const isFree = this.inside.length > 0 && !this.isPromised;
        if (isOurs) this.isPromised = false;
        else if (!isFree && !hasEnded) {
          this.#readers.add(waiter);
          return false;
        }
        read.bytes = this.inside.splice(0, most);
        this.#settle();
        return true;
      },
      drop: () => {
        if (this.#readers.remove(waiter) !== "granted") return;
        this.isPromised = false;
        // It took nothing, so there is no more room for a writer than before.
        this.#promise();
      },
    };
    return read;
  }

  write(bytes: readonly number[]): PlainFuture & { written: number } {
    const waiter = new Waiter();
    const write = {
      written: 0,
      poll: () => {
        if (this.isClosed) return true;
        if (this.#writers.waiters.length === 0) this.#writers.add(waiter);
        if (this.#writers.waiters[0] === waiter) {
          const end = write.written + CAPACITY - this.inside.length;
          const moved = bytes.slice(write.written, end);
          this.inside.push(...moved);
          write.written += moved.length;
          const isDone = write.written === bytes.length;
          if (isDone) this.#writers.remove(waiter);
          this.#promise();
          if (isDone && this.inside.length < CAPACITY) this.#writers.waiters[0]?.task!.wake();
          return isDone;
        }
        if (!this.#writers.has(waiter)) this.#writers.add(waiter);
        return false;
      },
      drop: () => {
        this.#writers.remove(waiter);
        if (this.inside.length < CAPACITY) this.#writers.waiters[0]?.task!.wake();
      },
    };
    return write;
  }
}

test("bytes come out as they went in, each write in one piece, whoever is cut off", () => {
  play<Firmware, "write" | "read" | "close">(
    parts,
    ["write", "write", "write", "read", "read", "read", "close"],
    (duel) => {
      const { firmware } = duel;
      const pipe = new PlainPipe(duel.executor);
      let next = 1;
      let closings = 0;
      const acts = {
        write: (n: number) => {
          const bytes = Array.from({ length: 1 + n }, (_, i) => (next + i) % 256);
          duel.start(
            (id) => firmware.spawnWrites(id, next, bytes.length),
            function* (id) {
              const write = pipe.write(bytes);
              try {
                const which = yield* select(duel.gates.of(id + SECOND), lent(write));
                duel.tell(id, which, write.written);
                if (id % 2 === 1) yield* until(duel.gates.of(id));
              } finally {
                write.drop();
              }
            },
          );
          next += bytes.length;
        },
        read: (n: number) => {
          const most = 1 + (n % 6);
          duel.start(
            (id) => firmware.spawnReads(id, most),
            function* (id) {
              const read = pipe.read(most);
              if ((yield* select(duel.gates.of(id + SECOND), read)) === 0) {
                duel.tell(id, 0, 99);
                return;
              }
              duel.tell(id, 2, read.bytes.length);
              for (const byte of read.bytes) duel.tell(id, 3, byte);
            },
          );
        },
        // Only the third one counts, or most runs would be over soon.
        close: () => {
          if (++closings < 3) return;
          firmware.close();
          pipe.close();
        },
      };
      return {
        act: (name, n) => {
          acts[name](n);
          expect(firmware.length()).toBe(pipe.inside.length);
        },
        gone: () => {
          acts.read(11);
          acts.write(6);
          duel.settle();
          for (let i = 0; i < 3; i++) acts.close();
          duel.settle();
        },
      };
    },
    { numRuns: 500 },
  );
});
