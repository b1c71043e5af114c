/** A contact of a switch that stays where it is put, and bounces when it is moved. */
import type { Random } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { drawBounces } from "./bounce.ts";
import type { PartContext } from "./part.ts";

export interface ContactState {
  readonly closed: boolean;
  readonly cancel: () => void;
  readonly random: unknown;
}

export class Contact implements Snapshotted<ContactState> {
  readonly #context: PartContext;
  readonly #switch: string;
  readonly #random: Random;
  readonly #bounces: boolean;
  #closed = false;
  #cancel = (): void => undefined;

  /**
   * @param id of the switch on the board.
   * @param random stream of the part.
   */
  constructor(context: PartContext, id: string, random: Random, bounces: boolean) {
    this.#context = context;
    this.#switch = id;
    this.#random = random.fork(id);
    this.#bounces = bounces;
  }

  /** Where it is put; it may be bouncing meanwhile. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Closes or opens it without a bounce: how it stands when the simulation begins. */
  place(closed: boolean): void {
    this.#closed = closed;
    this.#context.circuit.setSwitch(this.#switch, closed);
  }

  /** Closes or opens it now. A bounce that goes on ends there. */
  move(closed: boolean): void {
    if (closed === this.#closed) return;
    this.#cancel();
    const { now } = this.#context.clock;
    if (this.#bounces) this.#bounce(drawBounces(this.#random, now), 0, !closed);
    this.place(closed);
  }

  save(): ContactState {
    return { closed: this.#closed, cancel: this.#cancel, random: this.#random.save() };
  }

  restore({ closed, cancel, random }: ContactState): void {
    this.#closed = closed;
    this.#cancel = cancel;
    this.#random.restore(random);
  }

  /** The number of instants is even, so the last one leaves the contact as it was put. */
  #bounce(instants: readonly bigint[], i: number, closed: boolean): void {
    if (i === instants.length) return;
    const { clock, circuit } = this.#context;
    this.#cancel = clock.at(instants[i]!, () => {
      this.#bounce(instants, i + 1, !closed);
      circuit.setSwitch(this.#switch, closed);
    });
  }
}
