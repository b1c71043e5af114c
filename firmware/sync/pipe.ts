/**
 * A stream of bytes between tasks. Each write arrives whole and in one piece; a read takes what is there,
 * one byte at least.
 */
import { Answer, WaitList, Waiting } from "../executor/wait-list";

/** `const out = Pipe.create(64)` at the top of a file. 24 bytes, and its capacity. */
@unmanaged
export class Pipe {
  private waitingReaders: usize;
  private waitingWriters: usize;
  private head: u32;
  /** Bytes in it now. */
  length: u32;
  /** Most bytes it holds at a time. */
  capacity: u16;
  private isPromised: bool;
  /** Whether it was closed: nothing more goes in. */
  isClosed: bool;

  /**
   * Makes an empty pipe.
   * @param capacity most bytes it holds at a time, 1 to 65,535; a constant.
   */
  static create(home: Pipe, capacity: u32): Pipe {
    memory.fill(changetype<usize>(home), 0, offsetof<Pipe>());
    home.capacity = <u16>capacity;
    return home;
  }

  /** @internal */
  get readers(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Pipe>("waitingReaders"));
  }

  /** @internal */
  get writers(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Pipe>("waitingWriters"));
  }

  /** Writes all of some bytes, waiting for room as often as it takes. */
  write(place: PipeWrite, address: usize, count: u32): PipeWrite {
    return place.begin(this, address, count);
  }

  /** Waits for bytes, and takes those that are there, `most` at most. */
  read(place: PipeRead, address: usize, most: u32): PipeRead {
    return place.begin(this, address, most);
  }

  /** Lets nothing more in. Writers that wait are told so; readers get what is left. */
  close(): void {
    this.isClosed = true;
    this.writers.grantAll(Answer.Gone);
    this.readers.grantAll(Answer.Gone);
  }

  /** Whether there are bytes that are not promised to somebody. */
  get hasBytes(): bool {
    return this.length > 0 && !this.isPromised;
  }

  /** @internal */
  put(address: usize, count: u32): u32 {
    const moved = min<u32>(count, <u32>this.capacity - this.length);
    const data = changetype<usize>(this) + offsetof<Pipe>();
    for (let i: u32 = 0; i < moved; i++) {
      let at = this.head + this.length;
      if (at >= this.capacity) at -= this.capacity;
      store<u8>(data + at, load<u8>(address + i));
      this.length++;
    }
    this.settleReaders();
    return moved;
  }

  /** @internal */
  take(address: usize, most: u32): u32 {
    const moved = min(most, this.length);
    const data = changetype<usize>(this) + offsetof<Pipe>();
    for (let i: u32 = 0; i < moved; i++) {
      store<u8>(address + i, load<u8>(data + this.head));
      this.head = this.head + 1 == this.capacity ? 0 : this.head + 1;
    }
    this.length -= moved;
    this.settleReaders();
    this.settleWriters();
    if (this.isClosed && this.length == 0) this.readers.grantAll(Answer.Gone);
    return moved;
  }

  /** @internal */
  usePromise(): void {
    this.isPromised = false;
  }

  /** @internal */
  settleReaders(): void {
    if (this.hasBytes) this.isPromised = this.readers.grantFirst();
  }

  /**
   * The first in line goes on writing, if there is room.
   * @internal
   */
  settleWriters(): void {
    const first = this.writers.first;
    if (first && this.length < this.capacity) changetype<PipeWrite>(first).waker.wake();
  }
}

/**
 * Ready when some bytes were read, or the pipe has ended; the output is how many, 0 at the end.
 *
 * **Cancel safety:** cancel safe. Bytes are taken in the poll that says ready.
 */
@unmanaged
export class PipeRead extends Waiting<u32> {
  private pipe: Pipe;
  private address: usize;
  /** Most it may read; then, how many it has. */
  private count: u32;

  begin(pipe: Pipe, address: usize, most: u32): PipeRead {
    this.clear();
    this.pipe = pipe;
    this.address = address;
    this.count = most;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const pipe = this.pipe;
    if (this.takeGrant()) pipe.usePromise();
    else if (!pipe.hasBytes && !(pipe.isClosed && pipe.length == 0)) {
      pipe.readers.append(changetype<usize>(this));
      return false;
    }
    this.count = pipe.take(this.address, this.count);
    return true;
  }

  output(): u32 {
    return this.count;
  }

  drop(): void {
    if (!this.pipe.readers.remove(changetype<usize>(this))) return;
    this.pipe.usePromise();
    this.pipe.settleReaders();
  }
}

/**
 * Ready when all its bytes are in the pipe, or the pipe is closed; the output is how many are in. Writers
 * take turns, so that what one writes is not mixed with what another does.
 *
 * **Cancel safety:** restarts: bytes that went in before it was dropped stay in. `written` tells how
 * many.
 */
@unmanaged
export class PipeWrite extends Waiting<u32> {
  private pipe: Pipe;
  private address: usize;
  private count: u32;
  /** Bytes that are in so far. */
  written: u32;

  begin(pipe: Pipe, address: usize, count: u32): PipeWrite {
    this.clear();
    this.pipe = pipe;
    this.address = address;
    this.count = count;
    this.written = 0;
    return this;
  }

  poll(): bool {
    const pipe = this.pipe;
    const list = pipe.writers;
    const self = changetype<usize>(this);
    if (pipe.isClosed) return true;
    // It stays first in line until it is done.
    const isFirst = list.isEmpty || list.first == self;
    if (isFirst) {
      this.written += pipe.put(this.address + this.written, this.count - this.written);
      if (this.written == this.count) {
        list.remove(self);
        pipe.settleWriters();
        return true;
      }
    }
    if (!this.isLinked) list.append(self);
    return false;
  }

  output(): u32 {
    return this.written;
  }

  drop(): void {
    this.pipe.writers.remove(changetype<usize>(this));
    this.pipe.settleWriters();
  }
}
