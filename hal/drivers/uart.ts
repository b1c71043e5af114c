/**
 * Serial ports. The host keeps what was received and what is to be sent, so nothing is lost between two waits
 * unless its buffer is full, and the driver needs no buffer of its own.
 *
 * Readers take turns, and so do writers: who came first is served until it has what it wants, so that neither a
 * line that is read nor one that is written is mixed with another's.
 */
import { WaitList } from "../../firmware/executor/wait-list";
import { panic } from "../../firmware/report/panic";
import { uart_close, uart_open, uart_read, UartEvent } from "../generated/bindings";
import { UartFlag } from "./uart-sets";
import { UartFlush, UartRead, UartReadInto, UartReadUntil, UartWrite } from "./uart-waits";

/** Head of the list of those that are open. No static memory, which firmware without serial ports would have, too. */
let ports: usize = 0;

/**
 * A serial port: `const uart = Uart.open(0, 9600)` at the top of a file. 26 bytes. What is read is told with
 * what was wrong with it, and counted.
 */
@unmanaged
export class Uart {
  /**
   * Opens a serial port. Its pins are the board's: on an Uno 0 is RX and 1 is TX.
   * @param port number of the port, from 0.
   * @param baud bits a second: 9600 and 115200 are usual. Both ends must have the same.
   * @param frame a set of `UartFrame`; 0 is eight bits, no parity and one stop bit, as nearly all have it.
   */
  static open(home: Uart, port: u16, baud: u32, frame: u32 = 0): Uart {
    if (!home.isOpen) memory.fill(changetype<usize>(home), 0, offsetof<Uart>());
    home.port = port;
    home.tune(baud, frame);
    return home;
  }

  /** The next one that is open. */
  private link: usize;
  private waitingReaders: usize;
  private waitingWriters: usize;
  private waitingFlushes: usize;
  /** Its number. */
  port: u16;
  /** Bytes that came without a stop bit, modulo 65,536: the baud rates differ. */
  framingErrors: u16;
  /** Bytes that came with a wrong parity bit, modulo 65,536. */
  parityErrors: u16;
  /** How often bytes were lost because nobody read them in time, modulo 65,536. */
  overruns: u16;
  /** How often the line was low for longer than a byte takes, modulo 65,536. */
  breaks: u16;

  /** Whether it was not closed. */
  get isOpen(): bool {
    let at = ports;
    while (at && at != changetype<usize>(this)) at = changetype<Uart>(at).link;
    return at != 0;
  }

  /**
   * Changes baud rate and frame, from the next byte on: `flush` first what is to go out as before. A port that was
   * closed is open again.
   */
  tune(baud: u32, frame: u32 = 0): void {
    if (!this.isOpen) {
      for (let at = ports; at; at = changetype<Uart>(at).link) {
        const isTaken = changetype<Uart>(at).port == this.port;
        if (isTaken) panic("this serial port is open already: share the one object");
      }
      this.link = ports;
      ports = changetype<usize>(this);
    }
    uart_open(this.port, baud, frame);
  }

  /** Gives its pins back. Nobody may wait at it; what is not sent or read is gone. */
  close(): void {
    if (!ASC_NO_ASSERT) {
      const isFree = this.readers.isEmpty && this.writers.isEmpty && this.flushes.isEmpty;
      assert(isFree, "a serial port was closed while something waits for it");
    }
    uart_close(this.port);
    const self = changetype<usize>(this);
    if (ports == self) ports = this.link;
    for (let at = ports; at; at = changetype<Uart>(at).link) {
      const other = changetype<Uart>(at);
      if (other.link == self) other.link = this.link;
    }
  }

  /** All that went wrong in receiving, modulo 65,536. */
  get errors(): u16 {
    return this.framingErrors + this.parityErrors + this.overruns;
  }

  /** Waits for a byte. */
  read(place: UartRead): UartRead {
    return place.begin(this);
  }

  /** As `read`: `for await (const byte of uart)`. */
  next(place: UartRead): UartRead {
    return place.begin(this);
  }

  /** Waits for bytes, and takes those that are there, `most` at most. The output is how many. */
  readInto(place: UartReadInto, address: usize, most: u32): UartReadInto {
    return place.begin(this, address, most);
  }

  /**
   * Reads up to a byte, such as the line feed (10) at the end of a line. It is taken, but not kept. The output is
   * how many bytes are kept; of what is longer than `most` the rest is taken, and `isCut` tells it.
   */
  readUntil(place: UartReadUntil, end: u8, address: usize, most: u32): UartReadUntil {
    return place.begin(this, end, address, most);
  }

  /** Writes a byte, when there is room. */
  write(place: UartWrite, byte: u8): UartWrite {
    return place.one(this, byte);
  }

  /** Writes all of some bytes, waiting for room as often as it takes. */
  writeAll(place: UartWrite, address: usize, count: u32): UartWrite {
    return place.begin(this, address, count, 1);
  }

  /**
   * Writes a text that is written in place: `await uart.print("ready\n")`. ASCII only. It takes two bytes of RAM
   * a letter, and 20 for each text.
   */
  print(place: UartWrite, text: string): UartWrite {
    return place.begin(this, changetype<usize>(text), text.length, 2);
  }

  /** Waits until all is sent that was written, the last stop bit included. */
  flush(place: UartFlush): UartFlush {
    return place.begin(this);
  }

  /** @internal */
  get readers(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Uart>("waitingReaders"));
  }

  /** @internal */
  get writers(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Uart>("waitingWriters"));
  }

  /** @internal */
  get flushes(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Uart>("waitingFlushes"));
  }

  /**
   * The oldest byte that nobody has taken, with its flags; -1 if there is none, and then the first reader is
   * woken when there is.
   * @internal
   */
  take(): i32 {
    const got = uart_read(this.port);
    if (got > 0xff) {
      if (got & UartFlag.Framing) this.framingErrors++;
      if (got & UartFlag.Parity) this.parityErrors++;
      if (got & UartFlag.Overrun) this.overruns++;
      if (got & UartFlag.Break) this.breaks++;
    }
    return got;
  }

  private tell(events: i32): void {
    if (events & UartEvent.Received) wakeFirst(this.readers);
    if (events & UartEvent.Room) wakeFirst(this.writers);
    if (!(events & UartEvent.Sent)) return;
    const list = this.flushes;
    for (let node = list.first; node; node = list.after(node))
      changetype<UartFlush>(node).waker.wake();
  }

  /**
   * Called by the interrupt table: something happened at a port.
   * @internal
   */
  static deliver(port: i32, events: i32, _time: i64): void {
    for (let at = ports; at; at = changetype<Uart>(at).link) {
      if (<i32>changetype<Uart>(at).port == port) changetype<Uart>(at).tell(events);
    }
  }

  /**
   * Called by the interrupt table: events were lost. Those who wait look for themselves.
   * @internal
   */
  static resync(_time: i64): void {
    for (let at = ports; at; at = changetype<Uart>(at).link) {
      changetype<Uart>(at).tell(UartEvent.Received | UartEvent.Room | UartEvent.Sent);
    }
  }
}

/** Whoever is first in line goes on. */
function wakeFirst(list: WaitList): void {
  if (list.first) changetype<UartFlush>(list.first).waker.wake();
}
