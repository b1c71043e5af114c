/**
 * UART0's sending half (datasheet 4.2): a FIFO of 32 bytes, and a line that takes its time. In rp2040js the FIFO
 * is never full and a byte is gone at once, so a firmware that waits for room, or that sends more than a line can
 * carry, would pass there and fail on a board.
 */
import { BasePeripheral, type RP2040 } from "rp2040js";
import type { Alarm, ChipClock } from "./clock.ts";

const IRQ = 20;
const FIFO_BYTES = 32;
/** Where the transmit interrupt is raised when the FIFO drains to it: half, after reset. */
const TRIGGER = 16;
const CLOCK_HZ = 125e6;
const FUNCSEL_UART = 2;

const DR = 0x00;
const FR = 0x18;
const IBRD = 0x24;
const FBRD = 0x28;
const LCR_H = 0x2c;
const CR = 0x30;
const IMSC = 0x38;
const ICR = 0x44;
const BUSY = 1 << 3;
const RXFE = 1 << 4;
const TXFF = 1 << 5;
const TXFE = 1 << 7;
const TXIM = 1 << 5;

export class Uart extends BasePeripheral {
  /** What a listener at GPIO0 has read. */
  text = "";
  readonly #fifo: number[] = [];
  readonly #line: Alarm;
  readonly #registers = new Map<number, number>();
  #sending: number | undefined;
  #raised = false;

  constructor(rp2040: RP2040, clock: ChipClock) {
    super(rp2040, "UART0");
    this.#line = clock.createAlarm(() => this.#sent());
  }

  /** Nanoseconds of a byte: start bit, eight bits, stop bit. */
  get byteNanos(): number {
    const divider = this.#register(IBRD) + this.#register(FBRD) / 64;
    return Math.round(((10 * 16 * divider) / CLOCK_HZ) * 1e9);
  }

  #register(offset: number): number {
    return this.#registers.get(offset) ?? 0;
  }

  override readUint32(offset: number): number {
    switch (offset) {
      case FR:
        return (
          RXFE |
          (this.#sending === undefined ? 0 : BUSY) |
          (this.#fifo.length === 0 ? TXFE : 0) |
          (this.#fifo.length === FIFO_BYTES ? TXFF : 0)
        );
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
        if (this.#fifo.length === FIFO_BYTES) this.error("a byte is written to a full FIFO");
        this.#fifo.push(value & 0xff);
        if (this.#fifo.length > TRIGGER) this.#raised = false;
        this.#send();
        break;
      case ICR:
        if (value & TXIM) this.#raised = false;
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
    this.#sending = this.#fifo.shift()!;
    if (this.#fifo.length === TRIGGER) this.#raised = true;
    this.#line.schedule(this.byteNanos);
  }

  #sent(): void {
    const isHeard = this.rp2040.gpio[0]!.functionSelect === FUNCSEL_UART;
    if (isHeard) this.text += String.fromCharCode(this.#sending!);
    this.#sending = undefined;
    this.#send();
    this.#update();
  }

  #update(): void {
    this.rp2040.setInterrupt(IRQ, this.#raised && (this.#register(IMSC) & TXIM) !== 0);
  }
}
