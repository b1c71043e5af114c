/**
 * Buses of two wires, to which any number of devices is connected, each with an address of 7 bits.
 *
 * Tasks take turns at a bus, first come first served, a whole transfer each:
 *
 * ```
 *                  raise                            raise: Cancelled
 *   Idle ──► Running ──► Idle         Draining ───────────────────────► Idle
 *               └── the transfer is dropped ──► Draining
 * ```
 *
 * While the bus drains, it ends what was dropped with STOP, and the next in line waits for that.
 */
import { Answer, WaitList } from "../../firmware/executor/wait-list";
import { panic } from "../../firmware/report/panic";
import { Duration, millis } from "../../firmware/time/duration";
import { i2c_cancel, i2c_open, I2cStatus } from "../generated/bindings";
import { BUSES, slotOf } from "./i2c-table";
import { I2cRegister, I2cTransfer } from "./i2c-transfer";

const enum State {
  Idle,
  Running,
  Draining,
}

/** A bus: `const bus = I2c.open(0, 400_000)` at the top of a file. 8 bytes. */
@unmanaged
export class I2c {
  /**
   * Opens a bus at the pins that the board has for it, with the chip's pull-ups on.
   * @param bus its number: 0, or 1 where there are two.
   * @param hz clock cycles a second: 100,000 works with everything, 400,000 with most.
   * @param stretch for how long a device may hold the clock, or the bus be busy, before it is an error; 35 minutes
   *   at most.
   */
  static open(home: I2c, bus: u32 = 0, hz: u32 = 100_000, stretch: Duration = millis(25)): I2c {
    if (bus >= BUSES) panic("there are I2C buses 0 and 1");
    const slot = slotOf(bus);
    if (load<usize>(slot)) panic("this I2C bus is open already: share the one object");
    store<usize>(slot, changetype<usize>(home));
    home.waiters = 0;
    home.index = <u8>bus;
    home.state = <u8>State.Idle;
    i2c_open(bus, hz, <i32>min<u64>(stretch, i32.MAX_VALUE));
    return home;
  }

  private waiters: usize;
  /** @internal */
  index: u8;
  private state: u8;

  /** @internal */
  @inline get list(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<I2c>("waiters"));
  }

  /**
   * Writes bytes to a device.
   * @param address of the device, 7 bits.
   * @param from where they lie, such as `memory.data(8)`.
   * @param count how many.
   */
  write(place: I2cTransfer, address: u8, from: usize, count: u32): I2cTransfer {
    return place.begin(this, address, from, count, 0, 0);
  }

  /**
   * Reads bytes from a device.
   * @param address of the device, 7 bits.
   * @param to where they are to lie.
   * @param count how many.
   */
  read(place: I2cTransfer, address: u8, to: usize, count: u32): I2cTransfer {
    return place.begin(this, address, 0, 0, to, count);
  }

  /** Writes bytes to a device, and then reads some from it, without letting go of the bus. */
  writeRead(
    place: I2cTransfer,
    address: u8,
    from: usize,
    count: u32,
    to: usize,
    most: u32,
  ): I2cTransfer {
    return place.begin(this, address, from, count, to, most);
  }

  /** Asks whether a device has the address: then it is `Done`, else `AddressNack`. */
  probe(place: I2cTransfer, address: u8): I2cTransfer {
    return place.begin(this, address, 0, 0, 0, 0);
  }

  /** Reads one register of a device: its byte, or less than 0, which is `-I2cStatus`. */
  readRegister(place: I2cRegister, address: u8, register: u8): I2cRegister {
    return place.ask(this, address, register);
  }

  /** Reads `count` registers that follow each other. */
  readRegisters(place: I2cRegister, address: u8, register: u8, to: usize, count: u32): I2cRegister {
    return place.fetch(this, address, register, to, count);
  }

  /** Writes one register of a device: 0, or less, which is `-I2cStatus`. */
  writeRegister(place: I2cRegister, address: u8, register: u8, value: u8): I2cRegister {
    return place.set(this, address, register, value);
  }

  /** Writes `count` registers that follow each other. */
  writeRegisters(
    place: I2cRegister,
    address: u8,
    register: u8,
    from: usize,
    count: u32,
  ): I2cRegister {
    return place.put(this, address, register, from, count);
  }

  /**
   * Frees a bus whose data line a device holds low, since it was interrupted in the middle of a byte: up to
   * nine clocks, and STOP. It is `Done`, or `BusStuck` if the line is still held.
   */
  recover(place: I2cTransfer): I2cTransfer {
    return place.recover(this);
  }

  /** @internal */
  startNext(): void {
    const first = this.list.first;
    if (!first || this.state != State.Idle) return;
    this.state = <u8>State.Running;
    changetype<I2cTransfer>(first).go(0);
  }

  /** @internal */
  leave(node: usize): void {
    const isRunning = this.state == State.Running && this.list.first == node;
    this.list.remove(node);
    if (isRunning) this.drain();
  }

  private drain(): void {
    this.state = <u8>State.Draining;
    i2c_cancel(this.index);
  }

  private end(value: i32): void {
    const status = value & 0xff;
    if (this.state == State.Draining) {
      if (status != I2cStatus.Cancelled) return;
      this.state = <u8>State.Idle;
    } else {
      const first = this.list.first;
      // One that is cancelled twice, since events were lost, ends twice.
      if (this.state == State.Idle || status == I2cStatus.Cancelled) return;
      if (!changetype<I2cTransfer>(first).advance(status)) return;
      this.state = <u8>State.Idle;
      this.list.grant(first, Answer.Granted);
    }
    this.startNext();
  }

  /** The end of what runs may be among the events that were lost. */
  private look(): void {
    if (this.state == State.Running) {
      const first = this.list.first;
      changetype<I2cTransfer>(first).status = <u8>I2cStatus.Cancelled;
      this.list.grant(first, Answer.Granted);
      this.drain();
    } else if (this.state == State.Draining) i2c_cancel(this.index);
  }

  /**
   * Called by the interrupt table: a transaction is over.
   * @internal
   */
  static deliver(bus: i32, value: i32, _time: i64): void {
    const home = load<usize>(slotOf(bus));
    if (home) changetype<I2c>(home).end(value);
  }

  /**
   * Called by the interrupt table: events were lost.
   * @internal
   */
  static resync(_time: i64): void {
    for (let bus: u32 = 0; bus < BUSES; bus++) {
      const home = load<usize>(slotOf(bus));
      if (home) changetype<I2c>(home).look();
    }
  }
}
