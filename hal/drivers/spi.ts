/**
 * The serial peripheral interface. Devices share a bus and have a chip select each, an output that is low while
 * the bus is theirs. Transfers take turns, first come, first served; the first in the list has the bus.
 */
import { WaitList, Waiting } from "../../firmware/executor/wait-list";
import { Waker } from "../../firmware/executor/waker";
import { panic } from "../../firmware/report/panic";
import { spi_get, spi_open, spi_put, spi_run } from "../generated/bindings";
import { Level, Output } from "./output";

/** Head of the list of buses. */
@lazy
const open: usize = memory.data(4, 4);

/**
 * When data is taken and how the clock rests: it is in the device's datasheet, as a number or as polarity (CPOL)
 * and phase (CPHA). `SpiMode.Mode0 | SpiMode.LsbFirst` sends the lowest bit first.
 */
export enum SpiMode {
  /** The clock rests low; data is taken when it rises. */
  Mode0 = 0,
  /** The clock rests low; data is taken when it falls. */
  Mode1 = 1,
  /** The clock rests high; data is taken when it falls. */
  Mode2 = 2,
  /** The clock rests high; data is taken when it rises. */
  Mode3 = 3,
  LsbFirst = 4,
}

/** A bus: `const bus = Spi.open(0, 1_000_000)` at the top of a file. 28 bytes. */
@unmanaged
export class Spi {
  private link: usize;
  private waiters: usize;
  /** Clock periods a second, unless a device has its own. */
  hz: u32;
  /** As it was opened last. */
  private nowHz: u32;
  private nowMode: u8;
  /** @internal */
  mode: u8;
  /** @internal */
  index: u8;
  /**
   * Whether the host's transfer goes on.
   * @internal
   */
  isBusy: bool;
  /** Behind the chip select of a transfer that was dropped while it went on; 0: none was. */
  private dropped: u32;
  /** A byte that was fetched early, and 256; 0: none was. */
  private early: u32;

  /**
   * Takes the pins of a bus.
   * @param bus number of the bus, from 0; the board says which pins it has.
   * @param hz most clock periods a second.
   * @param mode that of devices which say no other.
   */
  static open(home: Spi, bus: u32, hz: u32, mode: SpiMode = 0): Spi {
    for (let at = load<usize>(open); at; at = changetype<Spi>(at).link) {
      if (changetype<Spi>(at).index == bus) {
        panic("this SPI bus is open already: share the one object");
      }
    }
    // As the author gave them, for the host to judge.
    spi_open(bus, <i32>hz, mode);
    memory.fill(changetype<usize>(home), 0, offsetof<Spi>());
    home.link = load<usize>(open);
    store<usize>(open, changetype<usize>(home));
    home.index = <u8>bus;
    home.hz = home.nowHz = hz;
    home.mode = home.nowMode = <u8>mode;
    return home;
  }

  /**
   * A device of the bus. Make all of them before the first transfer, so that none takes part in what is meant
   * for another.
   * @param select the pin of its chip select, which is low while the device is meant.
   * @param hz most clock periods a second; 0: those of the bus.
   * @param mode a `SpiMode`; without it, that of the bus.
   */
  device(place: SpiDevice, select: u16, hz: u32 = 0, mode: i32 = -1): SpiDevice {
    Output.at(select, Level.High);
    place.bus = this;
    place.hz = hz ? hz : this.hz;
    place.select = select;
    place.mode = mode < 0 ? this.mode : <u8>mode;
    return place;
  }

  /** @internal */
  @inline get list(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Spi>("waiters"));
  }

  /** @internal */
  setUp(hz: u32, mode: u8): void {
    if (hz == this.nowHz && mode == this.nowMode) return;
    this.nowHz = hz;
    this.nowMode = mode;
    spi_open(this.index, <i32>hz, mode);
  }

  /** @internal */
  fetch(): u8 {
    const early = this.early;
    this.early = 0;
    return <u8>(early ? early : spi_get(this.index));
  }

  /** @internal */
  run(): void {
    this.early = 0;
    this.isBusy = true;
    spi_run(this.index);
  }

  /** The next in line looks whether it is its turn. */
  private call(): void {
    const first = this.list.first;
    if (first) changetype<SpiTransfer>(first).waker.wake();
  }

  /**
   * The first in line gives up its turn.
   * @internal
   */
  pass(select: u16, wasSelected: bool): void {
    if (wasSelected) {
      if (this.isBusy) {
        this.dropped = <u32>select + 1;
        return;
      }
      gpioHigh(select);
    }
    this.call();
  }

  private over(): void {
    this.isBusy = false;
    if (this.dropped) gpioHigh(<u16>(this.dropped - 1));
    this.dropped = 0;
    this.call();
  }

  /**
   * Called by the interrupt table: a transfer of a bus is over.
   * @internal
   */
  static deliver(index: i32, _count: i32, _time: i64): void {
    for (let at = load<usize>(open); at; at = changetype<Spi>(at).link) {
      const bus = changetype<Spi>(at);
      if (bus.index == index && bus.isBusy) bus.over();
    }
  }

  /**
   * Called by the interrupt table: events were lost. A byte that is there says that the transfer is over.
   * @internal
   */
  static resync(_time: i64): void {
    for (let at = load<usize>(open); at; at = changetype<Spi>(at).link) {
      const bus = changetype<Spi>(at);
      if (!bus.isBusy) continue;
      const byte = spi_get(bus.index);
      if (byte < 0) continue;
      bus.early = byte | 256;
      bus.over();
    }
  }
}

function gpioHigh(pin: u16): void {
  changetype<Output>(<usize>pin).high();
}

/** A device on a bus: `const chip = bus.device(10)`. 12 bytes. */
@unmanaged
export class SpiDevice {
  /** @internal */
  bus: Spi;
  /** @internal */
  hz: u32;
  /** @internal */
  select: u16;
  /** @internal */
  mode: u8;

  /**
   * Sends bytes, and puts those that come in meanwhile in their place.
   * @param buffer address of the first byte: of `memory.data(4)`, say.
   */
  transfer(place: SpiTransfer, buffer: usize, count: u32): SpiTransfer {
    return place.begin(this, buffer, count, true);
  }

  /**
   * Sends bytes. What comes in is passed over.
   * @param buffer address of the first byte.
   */
  write(place: SpiTransfer, buffer: usize, count: u32): SpiTransfer {
    return place.begin(this, buffer, count, false);
  }
}

/** The base of transfers; the device is selected for all of one. */
@unmanaged
export abstract class Transfer extends Waiting<void> {
  /** First behind the node: where hosts look for it. */
  protected bus: Spi;
  protected device: SpiDevice;
  protected buffer: usize;
  protected count: u32;
  /** Bytes that are over. */
  private done: u32;
  /** Bytes of the piece that goes on. */
  private piece: u32;
  private keeps: bool;
  protected isSelected: bool;

  protected start(device: SpiDevice, buffer: usize, count: u32, keeps: bool): void {
    this.clear();
    this.bus = device.bus;
    this.device = device;
    this.buffer = buffer;
    this.count = count;
    this.done = 0;
    this.piece = 0;
    this.keeps = keeps;
    this.isSelected = false;
  }

  /** Whether it has the bus; if not, it is woken when it may. */
  protected hasTurn(): bool {
    const list = this.bus.list;
    if (this.isLinked) this.waker = Waker.current();
    else list.append(changetype<usize>(this));
    return list.first == changetype<usize>(this) && !this.bus.isBusy;
  }

  /** Goes on, as who has the turn. @returns whether all is over. */
  protected move(): bool {
    const bus = this.bus;
    const device = this.device;
    const select = device.select;
    if (!this.isSelected) {
      this.isSelected = true;
      bus.setUp(device.hz, device.mode);
      changetype<Output>(<usize>select).low();
    }
    let at = this.buffer + this.done;
    if (this.keeps) for (let i: u32 = 0; i < this.piece; i++) store<u8>(at + i, bus.fetch());
    at += this.piece;
    this.done += this.piece;
    const left = this.count - this.done;
    let piece: u32 = 0;
    while (piece < left && spi_put(bus.index, load<u8>(at + piece))) piece++;
    this.piece = piece;
    if (piece) {
      bus.run();
      return false;
    }
    bus.list.remove(changetype<usize>(this));
    bus.pass(select, true);
    return true;
  }

  drop(): void {
    if (!this.isLinked) return;
    const bus = this.bus;
    const wasFirst = bus.list.first == changetype<usize>(this);
    bus.list.remove(changetype<usize>(this));
    if (wasFirst) bus.pass(this.device.select, this.isSelected);
  }
}

/**
 * Ready when all bytes are over and the device is no longer selected. What is longer than the host's buffer goes in
 * pieces, between which the clock rests. The buffer must stay as it is meanwhile.
 *
 * **Cancel safety:** restarts: the device has got the bytes of the pieces that were begun, and is selected until the
 * last of them is over; then the bus is free. Nothing is written to the buffer any more.
 */
@unmanaged
export class SpiTransfer extends Transfer {
  begin(device: SpiDevice, buffer: usize, count: u32, keeps: bool): SpiTransfer {
    this.start(device, buffer, count, keeps);
    return this;
  }

  poll(): bool {
    return this.hasTurn() && this.move();
  }
}
