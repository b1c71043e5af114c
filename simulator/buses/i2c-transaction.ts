/** What is sent and received in a transaction on a two-wire bus, one clock after the other. */
import { I2cStatus } from "../../hal/generated/border.ts";

export interface I2cJob {
  /** 7 bits. */
  readonly address: number;
  readonly write: readonly number[];
  /** Bytes to read. */
  readonly read: number;
  /** Whether it ends without STOP. */
  readonly hold: boolean;
  /** Whether it goes on with what was held, without START. */
  readonly resume: boolean;
}

/** What follows a clock: a bit, the end, or another address. */
export type Next = 0 | 1 | "restart" | "stop" | "held";

export interface TransactionState {
  readonly job: I2cJob;
  readonly stage: Stage;
  readonly byte: number;
  readonly count: number;
  readonly written: number;
  readonly left: number;
  readonly moved: number;
  readonly status: number;
  readonly wantsMore: boolean;
  readonly received: readonly number[];
}

type Stage = "address+w" | "address+r" | "write" | "read";

const NOTHING: I2cJob = { address: 0, write: [], read: 0, hold: false, resume: false };

export class I2cTransaction {
  #job = NOTHING;
  #stage: Stage = "write";
  /** The byte at hand, and how many of its nine clocks are over. */
  #byte = 0;
  #count = 0;
  #written = 0;
  #left = 0;
  #moved = 0;
  /** Whether the last byte read was acknowledged. */
  #wantsMore = false;
  #status: number = I2cStatus.Done;
  received: number[] = [];

  get moved(): number {
    return this.#moved;
  }

  get status(): number {
    return this.#status;
  }

  /** Whether the bit at hand is this side's to give: no acknowledge of a device, nor its data. */
  get isOwn(): boolean {
    const isAck = this.#count === 8;
    return this.#stage === "read" ? isAck : !isAck;
  }

  beginEmpty(): void {
    this.#job = NOTHING;
    this.#status = I2cStatus.Done;
    this.#moved = 0;
    this.received = [];
  }

  /** @returns what follows if the bus is held. */
  begin(job: I2cJob, isHeld: boolean): Next {
    const wasReading = this.#stage === "read";
    this.#job = job;
    this.#written = this.#moved = this.#count = 0;
    this.#left = job.read;
    this.#status = I2cStatus.Done;
    this.received = [];
    if (isHeld && job.resume) {
      if (job.write.length > 0) return this.#send("write", job.write[0]!);
      if (job.read > 0 && wasReading) return this.#receive();
      return this.#afterWrite();
    }
    this.#stage = job.write.length > 0 || job.read === 0 ? "address+w" : "address+r";
    return "restart";
  }

  /** The first bit after START. */
  firstBit(): 0 | 1 {
    const isRead = this.#stage === "address+r";
    return this.#send(this.#stage, (this.#job.address << 1) | Number(isRead));
  }

  /** Has it end as soon as it can, with this status. */
  give(status: number): void {
    if (this.#status === I2cStatus.Done) this.#status = status;
  }

  /** What ends a transaction that is held. */
  release(): Next {
    return this.#stage === "read" ? this.#receive() : "stop";
  }

  /** @returns the status with which it ended. */
  ended(status: number): number {
    if (this.#status === I2cStatus.Cancelled) return this.#status;
    return (this.#status = status);
  }

  /** A clock is over in which the data line read so. */
  clocked(read: 0 | 1): Next {
    if (this.#count < 8) {
      if (this.#stage === "read") this.#byte = (this.#byte << 1) | read;
      this.#count++;
      return this.#count < 8 ? this.#bit() : this.#acknowledge();
    }
    if (this.#stage === "read") {
      this.received.push(this.#byte);
      this.#moved++;
      this.#left--;
      // Who was promised another byte has the line, and gives it back after that byte only.
      if (this.#isOver) return this.#wantsMore ? this.#receive() : "stop";
      return this.#left > 0 ? this.#receive() : this.#job.hold ? "held" : "stop";
    }
    if (read === 1) {
      this.give(this.#stage === "write" ? I2cStatus.DataNack : I2cStatus.AddressNack);
      return "stop";
    }
    if (this.#stage === "write") {
      this.#moved++;
      this.#written++;
    }
    if (this.#stage === "address+r") return this.#receive();
    if (this.#isOver) return "stop";
    const next = this.#job.write[this.#written];
    return next === undefined ? this.#afterWrite() : this.#send("write", next);
  }

  save(): TransactionState {
    return {
      job: this.#job,
      stage: this.#stage,
      byte: this.#byte,
      count: this.#count,
      written: this.#written,
      left: this.#left,
      moved: this.#moved,
      status: this.#status,
      wantsMore: this.#wantsMore,
      received: [...this.received],
    };
  }

  restore(state: TransactionState): void {
    this.#job = state.job;
    this.#stage = state.stage;
    this.#byte = state.byte;
    this.#count = state.count;
    this.#written = state.written;
    this.#left = state.left;
    this.#moved = state.moved;
    this.#status = state.status;
    this.#wantsMore = state.wantsMore;
    this.received = [...state.received];
  }

  get #isOver(): boolean {
    return this.#status !== I2cStatus.Done;
  }

  #afterWrite(): Next {
    if (this.#left > 0) {
      this.#stage = "address+r";
      return "restart";
    }
    if (!this.#job.hold) return "stop";
    this.#stage = "write";
    return "held";
  }

  #send(stage: Stage, byte: number): 0 | 1 {
    this.#stage = stage;
    this.#byte = byte;
    this.#count = 0;
    return this.#bit();
  }

  #receive(): 1 {
    this.#stage = "read";
    this.#byte = this.#count = 0;
    return 1;
  }

  #bit(): 0 | 1 {
    if (this.#stage === "read") return 1;
    return ((this.#byte >> (7 - this.#count)) & 1) as 0 | 1;
  }

  /** The ninth bit: this side acknowledges what it reads, but for the last byte. */
  #acknowledge(): 0 | 1 {
    if (this.#stage !== "read") return 1;
    this.#wantsMore = !this.#isOver && (this.#left > 1 || this.#job.hold);
    return this.#wantsMore ? 0 : 1;
  }
}
