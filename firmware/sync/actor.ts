/**
 * A task that owns something, and others that ask it. Questions are answered one at a time, in the order
 * in which they came; a question is forgotten when who asked it no longer waits.
 *
 * ```
 *   ask ──► append to clients ──► next() gives the first question
 *                 │                        │
 *                 │  drop: unlinked        ▼
 *                 └───────────────► reply(answer): into the client's own memory, and wakes it
 * ```
 *
 * ```ts
 * const thermometer = Actor.create<Channel, f32>();     // questions are channels, answers degrees
 *
 * for await (const channel of thermometer) thermometer.reply(await convert(channel));
 * ```
 */
import { kept, none, Receiving } from "../executor/value";
import { Answer, WaitList } from "../executor/wait-list";

/** `const store = Actor.create<Question, Answer>()` at the top of a file. 16 bytes. */
@unmanaged
export class Actor<Q, R> {
  private clients: usize;
  private servers: usize;
  /** The client whose question is being answered, or 0. */
  private serving: usize;
  /** Whether it was closed: nobody answers any more. */
  isClosed: bool;

  /** Makes one that nobody serves yet. */
  static create<Q, R>(home: Actor<Q, R>): Actor<Q, R> {
    memory.fill(changetype<usize>(home), 0, offsetof<Actor<Q, R>>());
    return home;
  }

  /** @internal */
  get asking(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Actor<Q, R>>("clients"));
  }

  /** @internal */
  get idle(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Actor<Q, R>>("servers"));
  }

  /** Asks, and waits for the answer. */
  ask(place: Ask<Q, R>, question: Q): Ask<Q, R> {
    return place.begin(this, question);
  }

  /** For the owner: waits for the next question. One that it has not replied to goes unanswered. */
  next(place: Question<Q, R>): Question<Q, R> {
    return place.begin(this);
  }

  /**
   * For the owner: answers the question at hand.
   * @returns false if nobody waits for the answer any more.
   */
  reply(answer: R): bool {
    const client = this.serving;
    if (!client) return false;
    changetype<Ask<Q, R>>(client).take(answer);
    this.serving = 0;
    this.asking.grant(client, Answer.Granted);
    return true;
  }

  /** Leaves all questions unanswered, now and later. */
  close(): void {
    this.isClosed = true;
    this.serving = 0;
    this.asking.grantAll(Answer.Gone);
    this.idle.grantAll(Answer.Idle);
  }

  /**
   * Takes up the next question.
   * @returns the client, or 0 if nobody asks.
   * @internal
   */
  takeUp(): usize {
    const before = this.serving;
    if (before) this.asking.grant(before, Answer.Gone);
    this.serving = this.asking.first;
    return this.serving;
  }

  /** @internal */
  forget(client: usize): void {
    if (this.serving == client) this.serving = 0;
  }
}

/**
 * Ready when the question is answered, or never will be; the output is the answer.
 *
 * **Cancel safety:** cancel safe until the answer is there: the question is forgotten. An answer that
 * came between the last poll and a drop is lost.
 */
@unmanaged
export class Ask<Q, R> extends Receiving<R> {
  private question: Q;

  begin(actor: Actor<Q, R>, question: Q): Ask<Q, R> {
    this.clear();
    this.owner = changetype<usize>(actor);
    this.question = question;
    this.value = none<R>();
    return this;
  }

  /** False if nobody answered. */
  get hasValue(): bool {
    return this.isGranted;
  }

  /** @internal */
  get asked(): Q {
    return this.question;
  }

  /** @internal */
  take(answer: R): void {
    this.value = kept<Ask<Q, R>, R>(this, answer);
  }

  poll(): bool {
    if (this.isLinked) return false;
    if (this.answer != Answer.Idle) return true;
    const actor = changetype<Actor<Q, R>>(this.owner);
    if (actor.isClosed) {
      this.prev = Answer.Gone;
      return true;
    }
    actor.asking.append(changetype<usize>(this));
    actor.idle.grantAll(Answer.Idle);
    return false;
  }

  drop(): void {
    const actor = changetype<Actor<Q, R>>(this.owner);
    actor.forget(changetype<usize>(this));
    actor.asking.remove(changetype<usize>(this));
  }
}

/**
 * Ready when there is a question, or the actor was closed; the output is the question.
 *
 * **Cancel safety:** cancel safe. A question is taken up in the poll that says ready.
 */
@unmanaged
export class Question<Q, R> extends Receiving<Q> {
  /** False if the actor was closed. */
  hasValue: bool;

  begin(actor: Actor<Q, R>): Question<Q, R> {
    this.clear();
    this.owner = changetype<usize>(actor);
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const actor = changetype<Actor<Q, R>>(this.owner);
    const client = actor.takeUp();
    this.hasValue = client != 0;
    if (client) {
      this.value = kept<Question<Q, R>, Q>(this, changetype<Ask<Q, R>>(client).asked);
      return true;
    }
    this.value = none<Q>();
    if (actor.isClosed) return true;
    actor.idle.append(changetype<usize>(this));
    return false;
  }

  drop(): void {
    changetype<Actor<Q, R>>(this.owner).idle.remove(changetype<usize>(this));
  }
}
