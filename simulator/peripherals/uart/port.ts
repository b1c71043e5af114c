/** A serial port: what of it lies in the chip. */
import { PinMode, UartEvent, UartFlag } from "../../../hal/generated/border.ts";
import type { Clock } from "../../core/context.ts";
import type { Snapshotted } from "../../core/snapshotted.ts";
import type { Circuit } from "../../nets/circuit.ts";
import type { Format } from "./format.ts";
import { Receiver } from "./receiver.ts";
import { Sender } from "./sender.ts";

/** As the Arduino library has them on an Uno; the byte on its way out is not among them. */
export const BUFFER_BYTES = 64;

export interface PortHooks {
  raise(events: number): void;
  /** A byte came, or would have if there had been room. */
  onReceived(byte: number): void;
}

interface PortState {
  readonly wanted: number;
  readonly overrun: boolean;
  readonly buffer: readonly number[];
  readonly sender: unknown;
  readonly receiver: unknown;
}

export class Port implements Snapshotted<PortState> {
  readonly number: number;
  readonly tx: number;
  readonly rx: number;
  readonly #circuit: Circuit;
  readonly #hooks: PortHooks;
  readonly #sender: Sender;
  readonly #receiver: Receiver;
  /** Events to raise when they come: a set of `UartEvent`. */
  #wanted = 0;
  /** Whether bytes were lost after the newest in the buffer. */
  #overrun = false;
  #buffer: number[] = [];

  constructor(
    number: number,
    { tx, rx }: { readonly tx: number; readonly rx: number },
    { clock, circuit }: { readonly clock: Clock; readonly circuit: Circuit },
    hooks: PortHooks,
  ) {
    this.number = number;
    this.tx = tx;
    this.rx = rx;
    this.#circuit = circuit;
    this.#hooks = hooks;
    this.#sender = new Sender(clock, {
      drive: (level) => circuit.write(tx, level),
      onTaken: () => this.#tell(UartEvent.Room),
      onIdle: () => this.#tell(UartEvent.Sent),
    });
    this.#receiver = new Receiver(clock, {
      read: () => circuit.read(rx),
      onByte: (byte) => this.#keep(byte),
    });
  }

  /** Undefined while it is closed. */
  get format(): Format | undefined {
    return this.#sender.format;
  }

  /** Whether bytes are on their way, or wait for it. */
  get isSending(): boolean {
    return !this.#sender.idle;
  }

  /** Whether it has still to raise something. */
  get listening(): boolean {
    return this.#wanted !== 0;
  }

  open(format: Format): void {
    if (this.format === undefined) {
      this.#circuit.configure(this.tx, PinMode.OutputHigh);
      this.#circuit.configure(this.rx, PinMode.InputPullUp);
    }
    this.#sender.format = format;
    this.#receiver.format = format;
  }

  close(): void {
    if (this.format === undefined) return;
    this.#sender.clear();
    this.#sender.format = undefined;
    this.#receiver.format = undefined;
    this.#buffer = [];
    this.#wanted = 0;
    this.#overrun = false;
    this.#circuit.configure(this.tx, PinMode.Input);
    this.#circuit.configure(this.rx, PinMode.Input);
  }

  /** The level of the RX pin may have changed. */
  look(): void {
    this.#receiver.look();
  }

  /** @returns whether there was room. */
  write(byte: number): boolean {
    if (this.#sender.waiting >= BUFFER_BYTES) {
      this.#wanted |= UartEvent.Room;
      return false;
    }
    this.#sender.send(byte);
    return true;
  }

  /** @returns the oldest byte and its flags, or -1. */
  read(): number {
    const byte = this.#buffer.shift();
    if (byte !== undefined) return byte;
    this.#wanted |= UartEvent.Received;
    return -1;
  }

  /** @returns whether all is sent. */
  flush(): boolean {
    if (this.#sender.idle) return true;
    this.#wanted |= UartEvent.Sent;
    return false;
  }

  save(): PortState {
    return {
      wanted: this.#wanted,
      overrun: this.#overrun,
      buffer: [...this.#buffer],
      sender: this.#sender.save(),
      receiver: this.#receiver.save(),
    };
  }

  restore(state: PortState): void {
    this.#wanted = state.wanted;
    this.#overrun = state.overrun;
    this.#buffer = [...state.buffer];
    this.#sender.restore(state.sender as ReturnType<Sender["save"]>);
    this.#receiver.restore(state.receiver as ReturnType<Receiver["save"]>);
  }

  #keep(byte: number): void {
    if (this.#buffer.length >= BUFFER_BYTES) {
      this.#overrun = true;
      this.#hooks.onReceived(byte | UartFlag.Overrun);
      return;
    }
    this.#buffer.push(this.#overrun ? byte | UartFlag.Overrun : byte);
    this.#overrun = false;
    this.#hooks.onReceived(byte);
    this.#tell(UartEvent.Received);
  }

  #tell(event: number): void {
    if (!(this.#wanted & event)) return;
    this.#wanted &= ~event;
    this.#hooks.raise(event);
  }
}
