/** What tasks wait for at a two-wire bus. */
import { Waiting } from "../../firmware/executor/wait-list";
import { Waker } from "../../firmware/executor/waker";
import { panic } from "../../firmware/report/panic";
import { i2c_get, i2c_put, i2c_recover, i2c_run, I2cFlag, I2cStatus } from "../generated/bindings";
import { I2c } from "./i2c";

/** What is at the front of a transfer. */
const enum Head {
  /** Nothing. */
  None,
  /** The register's number, until it is written. */
  Register,
  /** There is no transfer: the bus is to be freed. */
  Recovery,
}

/** Bytes that every host can read at a time. */
const CHUNK: u32 = 32;

/**
 * The base of what waits at a bus: its place in line, and what is still to be moved. 36 bytes. Transfers of
 * more bytes than the host holds are made of several, between which the bus is kept.
 */
@unmanaged
export abstract class I2cWait<T> extends Waiting<T> {
  protected bus: I2c;
  private from: usize;
  private to: usize;
  private fromLeft: u16;
  private toLeft: u16;
  private address: u8;
  /** @internal */
  status: u8;
  /** A `Head`. */
  protected head: u8;
  protected register: u8;
  /** Bytes read so far. */
  protected got: u16;

  protected start(bus: I2c, address: u8, from: usize, count: u32, to: usize, most: u32): void {
    if ((count | most) > u16.MAX_VALUE) panic("an I2C transfer has 65,535 bytes at most");
    this.clear();
    this.bus = bus;
    this.address = address;
    this.from = from;
    this.fromLeft = <u16>count;
    this.to = to;
    this.toLeft = <u16>most;
    this.got = 0;
    this.head = <u8>Head.None;
  }

  poll(): bool {
    if (this.isLinked) {
      this.waker = Waker.current();
      return false;
    }
    if (this.takeGrant()) return true;
    const bus = this.bus;
    bus.list.append(changetype<usize>(this));
    bus.startNext();
    return false;
  }

  /**
   * Begins, or goes on.
   * @internal
   */
  go(flags: i32): void {
    const index = this.bus.index;
    if (this.head == Head.Recovery) {
      i2c_recover(index);
      return;
    }
    if (this.head == Head.Register) i2c_put(index, this.register);
    this.head = <u8>Head.None;
    while (this.fromLeft && i2c_put(index, load<u8>(this.from))) {
      this.from++;
      this.fromLeft--;
    }
    const read: u32 = this.fromLeft ? 0 : min<u32>(this.toLeft, CHUNK);
    if (this.fromLeft || <u32>this.toLeft > read) flags |= I2cFlag.Hold;
    i2c_run(index, this.address, read, flags);
  }

  /**
   * A part of it is over.
   * @returns whether it was the last.
   * @internal
   */
  advance(status: i32): bool {
    for (;;) {
      const byte = this.toLeft ? i2c_get(this.bus.index) : -1;
      if (byte < 0) break;
      store<u8>(this.to++, <u8>byte);
      this.toLeft--;
      this.got++;
    }
    if (status == I2cStatus.Done && (this.fromLeft || this.toLeft)) {
      this.go(I2cFlag.Resume);
      return false;
    }
    this.status = <u8>status;
    return true;
  }

  drop(): void {
    if (this.isLinked) this.bus.leave(changetype<usize>(this));
  }
}

/**
 * A transfer; its output is how it ended. Begin it with one of the methods of `I2c`.
 *
 * **Cancel safety:** restarts. A transfer that is dropped while it has the bus ends with STOP at the next byte;
 * the device keeps what it has got by then, and the next in line waits for that STOP. One that waits for its
 * turn leaves no trace. Its buffers are not touched once it is dropped.
 */
@unmanaged
export class I2cTransfer extends I2cWait<I2cStatus> {
  begin(bus: I2c, address: u8, from: usize, count: u32, to: usize, most: u32): I2cTransfer {
    this.start(bus, address, from, count, to, most);
    return this;
  }

  /** Frees the bus: see `I2c.recover`. */
  recover(bus: I2c): I2cTransfer {
    this.start(bus, 0, 0, 0, 0, 0);
    this.head = <u8>Head.Recovery;
    return this;
  }

  output(): I2cStatus {
    return <I2cStatus>this.status;
  }
}

/**
 * A transfer of registers; its output is the byte read, or 0 if none or several were, and `-I2cStatus` if it
 * failed. Begin it with one of the methods of `I2c`.
 *
 * **Cancel safety:** restarts, as `I2cTransfer`. A register may have been written, or read, when it is dropped.
 */
@unmanaged
export class I2cRegister extends I2cWait<i32> {
  private value: u8;

  /** Reads one. */
  ask(bus: I2c, address: u8, register: u8): I2cRegister {
    return this.fetch(bus, address, register, this.own, 1);
  }

  /** Reads several. */
  fetch(bus: I2c, address: u8, register: u8, to: usize, count: u32): I2cRegister {
    this.value = 0;
    this.start(bus, address, 0, 0, to, count);
    return this.behind(register);
  }

  /** Writes one. */
  set(bus: I2c, address: u8, register: u8, value: u8): I2cRegister {
    this.put(bus, address, register, this.own, 1);
    this.value = value;
    return this;
  }

  /** Writes several. */
  put(bus: I2c, address: u8, register: u8, from: usize, count: u32): I2cRegister {
    this.start(bus, address, from, count, 0, 0);
    return this.behind(register);
  }

  private behind(register: u8): I2cRegister {
    this.register = register;
    this.head = <u8>Head.Register;
    return this;
  }

  @inline private get own(): usize {
    return changetype<usize>(this) + offsetof<I2cRegister>("value");
  }

  output(): i32 {
    if (this.status) return -(<i32>this.status);
    return this.got == 1 ? this.value : 0;
  }
}
