/**
 * One answer to one question. The asker opens it, and hands the `Reply` to whoever is to answer, as a
 * value in a message. A reply answers once, and only the question it was opened for: an answer that
 * comes after the next `open` goes nowhere.
 */
import { Holding, kept, none, Receiving } from "../executor/value";
import { WaitList } from "../executor/wait-list";
import { panic } from "../report/panic";

/** Bits of a `Reply` that are the address, in words. */
const ADDRESS: u32 = 20;

namespace Stage {
  export const Idle: u8 = 0;
  export const Open: u8 = 1;
  export const Full: u8 = 2;
  export const Closed: u8 = 3;
}

/** `const answer = Oneshot.create<u32>()` at the top of a file. 8 bytes, and those of the value. */
@unmanaged
export class Oneshot<T> extends Holding<T> {
  private waiters: usize;
  /** @internal */
  value: T;
  private generation: u16;
  private stage: u8;
  private isPromised: bool;

  /** Makes one that nobody can answer yet. */
  static create<T>(home: Oneshot<T>): Oneshot<T> {
    memory.fill(changetype<usize>(home), 0, offsetof<Oneshot<T>>());
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Oneshot<T>>("waiters"));
  }

  /** Begins a question: what an earlier one was or will be answered is forgotten. */
  open(): Reply<T> {
    if (changetype<usize>(this) >> (ADDRESS + 2)) panic("a Oneshot lies beyond 4 MiB of memory");
    this.generation = (this.generation + 1) & 0xfff;
    // Who was promised the earlier answer will find that it has to wait for this one.
    this.stage = Stage.Open;
    return changetype<Reply<T>>(
      (changetype<usize>(this) >> 2) | ((<u32>this.generation) << ADDRESS),
    );
  }

  /** Waits for the answer. */
  receive(place: Answered<T>): Answered<T> {
    return place.begin(this);
  }

  /** Whether the answer is there, or will never come. */
  get isDone(): bool {
    return this.stage >= Stage.Full && !this.isPromised;
  }

  /** @internal */
  expects(generation: u32): bool {
    return this.stage == Stage.Open && this.generation == generation;
  }

  /** @internal */
  answer(value: T): void {
    this.value = kept<Oneshot<T>, T>(this, value);
    this.stage = Stage.Full;
    this.settle();
  }

  /** @internal */
  giveUp(): void {
    this.stage = Stage.Closed;
    this.settle();
  }

  /**
   * Ends the question.
   * @returns whether there is an answer.
   * @internal
   */
  finish(): bool {
    const hasValue = this.stage == Stage.Full;
    this.stage = Stage.Idle;
    return hasValue;
  }

  /** @internal */
  usePromise(): void {
    this.isPromised = false;
  }

  /** @internal */
  settle(): void {
    if (this.isDone) this.isPromised = this.waiting.grantFirst();
  }
}

/** The right to answer, as a value: it takes no memory, and can lie in a message. */
@unmanaged
export class Reply<T> {
  private get oneshot(): Oneshot<T> {
    return changetype<Oneshot<T>>((changetype<u32>(this) & ((1 << ADDRESS) - 1)) << 2);
  }

  /** Whether an answer is still expected. */
  get isOpen(): bool {
    return this.oneshot.expects(changetype<u32>(this) >> ADDRESS);
  }

  /**
   * Answers.
   * @returns false if no answer is expected any more.
   */
  send(value: T): bool {
    if (!this.isOpen) return false;
    this.oneshot.answer(value);
    return true;
  }

  /** Says that no answer will come. */
  close(): void {
    if (this.isOpen) this.oneshot.giveUp();
  }
}

/**
 * Ready when the answer is there, or the reply was closed; the output is the answer.
 *
 * **Cancel safety:** cancel safe. The answer is taken in the poll that says ready; the next
 * `receive` finds it, until `open`.
 */
@unmanaged
export class Answered<T> extends Receiving<T> {
  /** False if the reply was closed without an answer. */
  hasValue: bool;

  begin(oneshot: Oneshot<T>): Answered<T> {
    this.clear();
    this.owner = changetype<usize>(oneshot);
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const oneshot = changetype<Oneshot<T>>(this.owner);
    if (this.takeGrant()) oneshot.usePromise();
    if (!oneshot.isDone) {
      oneshot.waiting.append(changetype<usize>(this));
      return false;
    }
    this.hasValue = oneshot.finish();
    this.value = this.hasValue ? kept<Answered<T>, T>(this, oneshot.value) : none<T>();
    return true;
  }

  drop(): void {
    const oneshot = changetype<Oneshot<T>>(this.owner);
    if (!oneshot.waiting.remove(changetype<usize>(this))) return;
    oneshot.usePromise();
    oneshot.settle();
  }
}
