/**
 * Shifts bytes out onto a line. The edges of a byte are where its bits begin, and of bytes that follow each other
 * without a gap they count from the first one's start, so that they never drift.
 */
import type { Clock } from "../../core/context.ts";
import type { Snapshotted } from "../../core/snapshotted.ts";
import { framed, halfBits, isSameFormat, type Format } from "./format.ts";

/** Who owns the sender. */
export interface SenderHooks {
  drive(level: 0 | 1): void;
  /** Another byte is on its way out: the queue has become shorter. */
  onTaken(): void;
  /** The last stop bit is over. */
  onIdle(): void;
}

interface SenderState {
  readonly queue: readonly number[];
  readonly format: Format | undefined;
  /** Of the byte on its way. */
  readonly sending: Format;
  readonly bits: number;
  /** 0 while nothing is on its way. */
  readonly count: number;
  readonly position: number;
  readonly origin: bigint;
  readonly before: number;
  readonly cancel: () => void;
}

const NOWHERE: Format = { baud: 1, frame: 0 };

export class Sender implements Snapshotted<SenderState> {
  readonly #clock: Clock;
  readonly #hooks: SenderHooks;
  /** Bytes that wait. */
  #queue: number[] = [];
  /** Of bytes to come; without one they wait. */
  #format: Format | undefined;
  #sending = NOWHERE;
  #bits = 0;
  #count = 0;
  #position = 0;
  /** When the first byte of those without a gap began. */
  #origin = 0n;
  /** Bits since then, up to the start of the byte on its way. */
  #before = 0;
  #cancel = (): void => undefined;

  constructor(clock: Clock, hooks: SenderHooks) {
    this.#clock = clock;
    this.#hooks = hooks;
  }

  /** How many bytes wait, without the one on its way. */
  get waiting(): number {
    return this.#queue.length;
  }

  get idle(): boolean {
    return this.#count === 0;
  }

  get format(): Format | undefined {
    return this.#format;
  }

  set format(format: Format | undefined) {
    this.#format = format;
    if (this.idle) this.#next();
  }

  send(byte: number): void {
    this.#queue.push(byte & 0xff);
    if (this.idle) this.#next();
  }

  /** Forgets all, also the byte on its way. */
  clear(): void {
    this.#cancel();
    this.#queue = [];
    this.#count = 0;
  }

  save(): SenderState {
    return {
      queue: [...this.#queue],
      format: this.#format,
      sending: this.#sending,
      bits: this.#bits,
      count: this.#count,
      position: this.#position,
      origin: this.#origin,
      before: this.#before,
      cancel: this.#cancel,
    };
  }

  restore(state: SenderState): void {
    this.#queue = [...state.queue];
    this.#format = state.format;
    this.#sending = state.sending;
    this.#bits = state.bits;
    this.#count = state.count;
    this.#position = state.position;
    this.#origin = state.origin;
    this.#before = state.before;
    this.#cancel = state.cancel;
  }

  /** The next byte begins, now. */
  #next(): void {
    const format = this.#format;
    const wasSending = this.#count > 0;
    if (format === undefined || this.#queue.length === 0) {
      this.#count = 0;
      if (wasSending) this.#hooks.onIdle();
      return;
    }
    const byte = this.#queue.shift()!;
    if (wasSending && isSameFormat(format, this.#sending)) this.#before += this.#count;
    else {
      this.#origin = this.#clock.now;
      this.#before = 0;
    }
    this.#sending = format;
    const { bits, count } = framed(byte, format);
    this.#bits = bits;
    this.#count = count;
    this.#position = 0;
    this.#hooks.drive(0);
    this.#schedule();
    this.#hooks.onTaken();
  }

  #level(position: number): 0 | 1 {
    return ((this.#bits >> position) & 1) as 0 | 1;
  }

  /** Bits that are like the one before make no event. */
  #schedule(): void {
    const level = this.#level(this.#position);
    do this.#position++;
    while (this.#position < this.#count && this.#level(this.#position) === level);
    const halves = 2n * BigInt(this.#before + this.#position);
    this.#cancel = this.#clock.at(this.#origin + halfBits(halves, this.#sending), this.#tick);
  }

  readonly #tick = (): void => {
    if (this.#position === this.#count) {
      this.#next();
      return;
    }
    this.#hooks.drive(this.#level(this.#position));
    this.#schedule();
  };
}
