/**
 * A UART (datasheet 4.2): a FIFO of 32 bytes or of one, and a line that takes its time. In rp2040js the FIFO is never
 * full and a byte is gone at once, so a firmware that waits for room, or that sends more than a line can carry, would
 * pass there and fail on a board. What comes has no errors, and is lost to a full FIFO as it is on the chip.
 */
import { BasePeripheral, type RP2040 } from "rp2040js";
import type { Alarm, ChipClock } from "./clock.ts";

const IRQ = [20, 21];
const TX_PINS = [0, 4];
const FIFO_BYTES = 32;
const CLOCK_HZ = 125e6;
const FUNCSEL_UART = 2;

const DR = 0x00;
const FR = 0x18;
const IBRD = 0x24;
const FBRD = 0x28;
const LCR_H = 0x2c;
const CR = 0x30;
const IMSC = 0x38;
const RIS = 0x3c;
const ICR = 0x44;
const BUSY = 1 << 3;
const RXFE = 1 << 4;
const TXFF = 1 << 5;
const RXFF = 1 << 6;
const TXFE = 1 << 7;
const RXIM = 1 << 4;
const TXIM = 1 << 5;
const OVERRUN = 1 << 11;
const PARITY = 1 << 1;
const TWO_STOP_BITS = 1 << 3;
const FIFOS = 1 << 4;

/** A byte that went out. */
export interface SentByte {
  /** When its start bit began, in nanoseconds of the chip's clock. */
  readonly nanos: number;
  readonly byte: number;
}

export class Uart extends BasePeripheral {
  /** What a listener at its pin has read. */
  text = "";
  readonly sent: SentByte[] = [];
  readonly #clock: ChipClock;
  readonly #number: number;
  readonly #fifo: number[] = [];
  readonly #received: number[] = [];
  readonly #line: Alarm;
  readonly #registers = new Map<number, number>();
  #sending: SentByte | undefined;
  #raised = 0;

  constructor(rp2040: RP2040, clock: ChipClock, number: 0 | 1) {
    super(rp2040, `UART${number}`);
    this.#clock = clock;
    this.#number = number;
    this.#line = clock.createAlarm(() => this.#sent());
  }

  /** Nanoseconds of a bit. */
  get bitNanos(): number {
    const divider = this.#register(IBRD) + this.#register(FBRD) / 64;
    return ((16 * divider) / CLOCK_HZ) * 1e9;
  }

  /** Nanoseconds of a byte: start bit, data, parity, stop bits. */
  get byteNanos(): number {
    return Math.round(this.#bits * this.bitNanos);
  }

  get #bits(): number {
    const control = this.#register(LCR_H);
    const data = 5 + ((control >> 5) & 3);
    return 2 + data + Number((control & PARITY) !== 0) + Number((control & TWO_STOP_BITS) !== 0);
  }

  get #room(): number {
    return this.#register(LCR_H) & FIFOS ? FIFO_BYTES : 1;
  }

  #register(offset: number): number {
    return this.#registers.get(offset) ?? 0;
  }

  /** A byte's start bit begins, at its receiving pin. */
  receive(byte: number): void {
    const middleOfStop = Math.round((this.#bits - 0.5) * this.bitNanos);
    this.#clock.at(this.#clock.nanos + middleOfStop, () => {
      if (this.#received.length === this.#room) this.#received[this.#room - 1]! |= OVERRUN;
      else this.#received.push(byte);
      // With FIFOs the chip would wait for more; the port has them off where it receives.
      this.#raised |= RXIM;
      this.#update();
    });
  }

  override readUint32(offset: number): number {
    switch (offset) {
      case DR: {
        const value = this.#received.shift() ?? 0;
        if (this.#received.length === 0) this.#raised &= ~RXIM;
        this.#update();
        return value;
      }
      case FR:
        return (
          (this.#received.length === 0 ? RXFE : 0) |
          (this.#received.length === this.#room ? RXFF : 0) |
          (this.#sending === undefined ? 0 : BUSY) |
          (this.#fifo.length === 0 ? TXFE : 0) |
          (this.#fifo.length === this.#room ? TXFF : 0)
        );
      case RIS:
        return this.#raised;
      case IBRD:
      case FBRD:
      case LCR_H:
      case CR:
      case IMSC:
        return this.#register(offset);
      default:
        return super.readUint32(offset);
    }
  }

  override writeUint32(offset: number, value: number): void {
    switch (offset) {
      case DR:
        if (this.#fifo.length === this.#room) this.error("a byte is written to a full FIFO");
        this.#fifo.push(value & 0xff);
        if (this.#fifo.length > this.#room >> 1) this.#raised &= ~TXIM;
        this.#send();
        break;
      case ICR:
        this.#raised &= ~value;
        break;
      case IBRD:
      case FBRD:
      case LCR_H:
      case CR:
      case IMSC:
        this.#registers.set(offset, value);
        break;
      default:
        super.writeUint32(offset, value);
    }
    this.#update();
  }

  #send(): void {
    if (this.#sending !== undefined || this.#fifo.length === 0) return;
    this.#sending = { nanos: this.#clock.nanos, byte: this.#fifo.shift()! };
    // Where the transmit interrupt is raised when the FIFO drains to it: half, after reset.
    if (this.#fifo.length === this.#room >> 1) this.#raised |= TXIM;
    this.#line.schedule(this.byteNanos);
  }

  #sent(): void {
    const pin = this.rp2040.gpio[TX_PINS[this.#number]!]!;
    if (pin.functionSelect === FUNCSEL_UART) {
      this.text += String.fromCharCode(this.#sending!.byte);
      this.sent.push(this.#sending!);
    }
    this.#sending = undefined;
    this.#send();
    this.#update();
  }

  #update(): void {
    const asked = (this.#raised & this.#register(IMSC)) !== 0;
    this.rp2040.setInterrupt(IRQ[this.#number]!, asked);
  }
}
