/** What can be waited for at a serial port. */
import { WaitList, Waiting } from "../../firmware/executor/wait-list";
import { Waker } from "../../firmware/executor/waker";
import { uart_flush, uart_write } from "../generated/bindings";
import { Uart } from "./uart";

/** The base of all waits at a serial port: first come, first served. */
@unmanaged
export abstract class UartWait<T> extends Waiting<T> {
  protected uart: Uart;

  protected start(uart: Uart): void {
    this.clear();
    this.uart = uart;
  }

  /** Whether nobody has waited longer. */
  protected isNext(list: WaitList): bool {
    return list.isEmpty || list.first == changetype<usize>(this);
  }

  protected wait(list: WaitList): bool {
    if (this.isLinked) this.waker = Waker.current();
    else list.append(changetype<usize>(this));
    return false;
  }

  /** Its turn is over: the next one looks for itself. */
  protected leave(list: WaitList): bool {
    const self = changetype<usize>(this);
    if (this.isLinked) list.remove(self);
    if (list.first) changetype<UartFlush>(list.first).waker.wake();
    return true;
  }
}

/**
 * A wait for a byte; its output is the byte. Begin it with `Uart.read`.
 *
 * **Cancel safety:** cancel safe. The byte is taken in the poll that says ready; a wait dropped before that
 * leaves it to the next.
 */
@unmanaged
export class UartRead extends UartWait<u8> {
  private taken: i32;

  begin(uart: Uart): UartRead {
    this.start(uart);
    return this;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  /** Bytes have no end. */
  get hasValue(): bool {
    return true;
  }

  poll(): bool {
    const list = this.uart.readers;
    if (!this.isNext(list)) return this.wait(list);
    this.taken = this.uart.take();
    return this.taken < 0 ? this.wait(list) : this.leave(list);
  }

  output(): u8 {
    return <u8>this.taken;
  }

  /** What was wrong with the byte, a set of `UartFlag`; 0 if nothing. */
  get flags(): i32 {
    return this.taken & ~0xff;
  }

  drop(): void {
    if (this.isLinked) this.leave(this.uart.readers);
  }
}

/**
 * A wait for bytes; its output is how many were taken. Begin it with `Uart.readInto`.
 *
 * **Cancel safety:** cancel safe. Bytes are taken in the poll that says ready.
 */
@unmanaged
export class UartReadInto extends UartWait<u32> {
  private address: usize;
  private most: u32;
  /** Bytes that were taken. */
  count: u32;
  /** What was wrong with any of the bytes, a set of `UartFlag`; 0 if nothing. */
  flags: i32;

  begin(uart: Uart, address: usize, most: u32): UartReadInto {
    this.start(uart);
    this.address = address;
    this.most = most;
    this.count = 0;
    this.flags = 0;
    return this;
  }

  poll(): bool {
    const list = this.uart.readers;
    if (!this.isNext(list)) return this.wait(list);
    while (this.count < this.most) {
      const got = this.uart.take();
      if (got < 0) {
        if (this.count == 0) return this.wait(list);
        break;
      }
      this.flags |= got & ~0xff;
      store<u8>(this.address + this.count++, <u8>got);
    }
    return this.leave(list);
  }

  output(): u32 {
    return this.count;
  }

  drop(): void {
    if (this.isLinked) this.leave(this.uart.readers);
  }
}

/**
 * A wait for bytes up to a certain one; its output is how many are kept. Begin it with `Uart.readUntil`.
 *
 * **Cancel safety:** restarts: bytes that it has taken lie in the buffer, and `count` tells how many. Those it
 * has not taken stay for the next.
 */
@unmanaged
export class UartReadUntil extends UartWait<u32> {
  private address: usize;
  private most: u32;
  /** Bytes that are kept so far. */
  count: u32;
  /** What was wrong with any of the bytes, a set of `UartFlag`; 0 if nothing. */
  flags: i32;
  private end: u8;
  /** Whether there were more bytes than the buffer keeps. */
  isCut: bool;

  begin(uart: Uart, end: u8, address: usize, most: u32): UartReadUntil {
    this.start(uart);
    this.address = address;
    this.most = most;
    this.end = end;
    this.count = 0;
    this.flags = 0;
    this.isCut = false;
    return this;
  }

  poll(): bool {
    const list = this.uart.readers;
    while (this.isNext(list)) {
      const got = this.uart.take();
      if (got < 0) break;
      this.flags |= got & ~0xff;
      if (got == this.end) return this.leave(list);
      if (this.count < this.most) store<u8>(this.address + this.count++, <u8>got);
      else this.isCut = true;
    }
    return this.wait(list);
  }

  output(): u32 {
    return this.count;
  }

  drop(): void {
    if (this.isLinked) this.leave(this.uart.readers);
  }
}

/**
 * Ready when all its bytes are in the buffer of what is to be sent. Begin it with `Uart.write`, `writeAll` or
 * `print`.
 *
 * **Cancel safety:** restarts: bytes that went in before it was dropped will be sent, and `written` tells how
 * many.
 */
@unmanaged
export class UartWrite extends UartWait<void> {
  private address: usize;
  private count: u32;
  /** Bytes that are in so far. */
  written: u32;
  /** From one byte to the next in memory. */
  private step: u8;
  private byte: u8;

  begin(uart: Uart, address: usize, count: u32, step: u8): UartWrite {
    this.start(uart);
    this.address = address;
    this.count = count;
    this.written = 0;
    this.step = step;
    return this;
  }

  one(uart: Uart, byte: u8): UartWrite {
    this.byte = byte;
    return this.begin(uart, changetype<usize>(this) + offsetof<UartWrite>("byte"), 1, 1);
  }

  poll(): bool {
    const list = this.uart.writers;
    if (!this.isNext(list)) return this.wait(list);
    while (this.written < this.count) {
      const byte = load<u8>(this.address + this.written * this.step);
      if (!uart_write(this.uart.port, byte)) return this.wait(list);
      this.written++;
    }
    return this.leave(list);
  }

  drop(): void {
    if (this.isLinked) this.leave(this.uart.writers);
  }
}

/**
 * Ready when all is sent. Begin it with `Uart.flush`.
 *
 * **Cancel safety:** cancel safe. What is being sent goes on.
 */
@unmanaged
export class UartFlush extends UartWait<void> {
  begin(uart: Uart): UartFlush {
    this.start(uart);
    return this;
  }

  poll(): bool {
    const list = this.uart.flushes;
    return uart_flush(this.uart.port) ? this.leave(list) : this.wait(list);
  }

  drop(): void {
    if (this.isLinked) this.leave(this.uart.flushes);
  }
}
