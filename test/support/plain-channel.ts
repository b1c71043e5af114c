/** A channel in plain TypeScript. See plain.ts. */
import { Line, type PlainExecutor, type PlainFuture, Waiter } from "./plain.ts";

/** What is ready has a value, or has ended. */
export interface PlainStream extends PlainFuture {
  value: number | undefined;
}

export interface PlainSend extends PlainFuture {
  isIn: boolean;
}

export interface PlainPlace extends PlainFuture {
  readonly isKept: boolean;
  send(value: number): void;
}

export class PlainChannel {
  readonly #receivers: Line;
  readonly #senders: Line;
  inside: number[] = [];
  /** Values that receivers who were woken will take. */
  #promised = 0;
  /** Places that senders who were woken, or reserved them, will fill. */
  #kept = 0;
  #isClosed = false;
  lost = 0;

  constructor(
    executor: PlainExecutor,
    readonly capacity: number,
  ) {
    this.#receivers = new Line(executor);
    this.#senders = new Line(executor);
  }

  get hasValue(): boolean {
    return this.inside.length > this.#promised;
  }

  get hasRoom(): boolean {
    return this.inside.length + this.#kept < this.capacity;
  }

  trySend(value: number): boolean {
    if (this.#isClosed || !this.hasRoom) return false;
    this.#put(value);
    return true;
  }

  forceSend(value: number): boolean {
    if (this.trySend(value)) return true;
    this.lost++;
    if (this.#isClosed || this.inside.length === 0) return false;
    this.inside.shift();
    this.#put(value);
    return false;
  }

  tryReceive(): number {
    if (!this.hasValue) return 0;
    const value = this.inside.shift()!;
    this.#settle();
    return value;
  }

  clear(): void {
    this.inside.length = this.#promised;
    this.#settle();
  }

  close(): void {
    this.#isClosed = true;
    this.#senders.grantAll("end");
    this.#settle();
  }

  #put(value: number): void {
    this.inside.push(value);
    this.#settle();
  }

  #settle(): void {
    while (this.hasValue && this.#receivers.grantFirst()) this.#promised++;
    while (this.hasRoom && this.#senders.grantFirst()) this.#kept++;
    if (this.#hasEnded) this.#receivers.grantAll("end");
  }

  get #hasEnded(): boolean {
    return this.#isClosed && !this.hasValue && this.#kept === 0;
  }

  receive(): PlainStream {
    const waiter = new Waiter();
    const receive: PlainStream = {
      value: undefined,
      poll: () => {
        if (this.#receivers.has(waiter)) return false;
        if (waiter.answer === "granted") this.#promised--;
        else if (!this.hasValue) {
          receive.value = undefined;
          if (!this.#hasEnded) this.#receivers.add(waiter);
          return this.#hasEnded;
        }
        waiter.answer = undefined;
        receive.value = this.inside.shift();
        this.#settle();
        return true;
      },
      drop: () => {
        if (this.#receivers.remove(waiter) !== "granted") return;
        this.#promised--;
        this.#settle();
      },
    };
    return receive;
  }

  send(value: number): PlainSend {
    const place = this.reserve();
    const send: PlainSend = {
      isIn: false,
      poll: () => {
        if (!place.poll()) return false;
        send.isIn = place.isKept;
        if (send.isIn) place.send(value);
        return true;
      },
      drop: () => place.drop(),
    };
    return send;
  }

  reserve(): PlainPlace {
    const waiter = new Waiter();
    return {
      get isKept() {
        return waiter.answer === "granted";
      },
      poll: () => {
        if (this.#senders.has(waiter)) return false;
        if (waiter.answer === "granted" || this.#isClosed) return true;
        if (this.hasRoom) {
          this.#kept++;
          waiter.answer = "granted";
          return true;
        }
        this.#senders.add(waiter);
        return false;
      },
      send: (value) => {
        waiter.answer = undefined;
        this.#kept--;
        this.#put(value);
      },
      drop: () => {
        if (this.#senders.remove(waiter) !== "granted") return;
        this.#kept--;
        this.#settle();
      },
    };
  }
}
