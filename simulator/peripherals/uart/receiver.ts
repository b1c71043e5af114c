/**
 * Samples a line in the middle of each bit, counted from the edge at which a byte begins. What is low no longer
 * than half a bit is no start bit. Of two stop bits only the first is looked at.
 */
import { UartFlag } from "../../../hal/generated/border.ts";
import type { Clock } from "../../core/context.ts";
import type { Snapshotted } from "../../core/snapshotted.ts";
import { dataBits, halfBits, hasParity, parityBit, type Format } from "./format.ts";

/** Who owns the receiver. */
export interface ReceiverHooks {
  /** The level of the line now. */
  read(): 0 | 1;
  /** A byte came, with what of `UartFlag` can be said of it; at the middle of its stop bit. */
  onByte(byte: number): void;
}

interface ReceiverState {
  readonly format: Format | undefined;
  readonly level: 0 | 1;
  readonly receiving: Format | undefined;
  readonly start: bigint;
  readonly position: number;
  readonly bits: number;
  readonly cancel: () => void;
}

export class Receiver implements Snapshotted<ReceiverState> {
  readonly #clock: Clock;
  readonly #hooks: ReceiverHooks;
  #format: Format | undefined;
  #level: 0 | 1 = 0;
  /** Of the byte that is coming in; undefined between bytes. */
  #receiving: Format | undefined;
  #start = 0n;
  #position = 0;
  #bits = 0;
  #cancel = (): void => undefined;

  constructor(clock: Clock, hooks: ReceiverHooks) {
    this.#clock = clock;
    this.#hooks = hooks;
  }

  get format(): Format | undefined {
    return this.#format;
  }

  /** Of bytes that begin from now on; without one it is off. */
  set format(format: Format | undefined) {
    if (this.#format === undefined) this.#level = this.#hooks.read();
    this.#format = format;
    if (format === undefined) this.#stop();
  }

  /** The level of the line may have changed. */
  look(): void {
    const level = this.#hooks.read();
    const fell = level === 0 && this.#level === 1;
    this.#level = level;
    if (!fell || this.#receiving !== undefined || this.#format === undefined) return;
    this.#receiving = this.#format;
    this.#start = this.#clock.now;
    this.#position = 0;
    this.#bits = 0;
    this.#schedule();
  }

  save(): ReceiverState {
    return {
      format: this.#format,
      level: this.#level,
      receiving: this.#receiving,
      start: this.#start,
      position: this.#position,
      bits: this.#bits,
      cancel: this.#cancel,
    };
  }

  restore(state: ReceiverState): void {
    this.#format = state.format;
    this.#level = state.level;
    this.#receiving = state.receiving;
    this.#start = state.start;
    this.#position = state.position;
    this.#bits = state.bits;
    this.#cancel = state.cancel;
  }

  #stop(): void {
    this.#cancel();
    this.#receiving = undefined;
  }

  #schedule(): void {
    const halves = 2n * BigInt(this.#position) + 1n;
    this.#cancel = this.#clock.at(this.#start + halfBits(halves, this.#receiving!), this.#sample);
  }

  readonly #sample = (): void => {
    const format = this.#receiving!;
    const level = this.#hooks.read();
    if (this.#position === 0 && level === 1) {
      this.#receiving = undefined;
      return;
    }
    this.#bits |= level << this.#position;
    const width = dataBits(format);
    const stop = 1 + width + Number(hasParity(format));
    if (this.#position < stop) {
      this.#position++;
      this.#schedule();
      return;
    }
    this.#receiving = undefined;
    const byte = (this.#bits >> 1) & ((1 << width) - 1);
    const parity = (this.#bits >> (1 + width)) & 1;
    let flags = 0;
    if (this.#bits === 0) flags = UartFlag.Break;
    else {
      if (level === 0) flags |= UartFlag.Framing;
      if (hasParity(format) && parity !== parityBit(byte, format)) flags |= UartFlag.Parity;
    }
    this.#hooks.onByte(byte | flags);
  };
}
