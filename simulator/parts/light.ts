/** A LED inside another part: one colour, one segment. */
import { Journal, NEWEST_KEPT, type JournalState } from "../core/journal.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { Listeners } from "../nets/listeners.ts";
import { dutyOf } from "./duty.ts";
import type { LedChange } from "./led.ts";
import type { PartContext } from "./part.ts";

/**
 * What the eye takes for one picture, in nanoseconds: lights that go on and off 50 times a second or more seem to be
 * on all the time.
 */
export const FRAME = 20_000_000n;

export interface LightState {
  readonly on: boolean;
  readonly changes: JournalState<LedChange>;
}

export class Light implements Snapshotted<LightState> {
  readonly #context: PartContext;
  readonly #part: string;
  readonly #anode: string;
  readonly #cathode: string;
  readonly #listeners = new Listeners<() => void>();
  readonly #changes: Journal<LedChange>;
  readonly #start: bigint;
  readonly #initial: boolean;
  #on: boolean;

  /** @param part its id, for messages; `anode` and `cathode` are terminals. */
  constructor(context: PartContext, part: string, anode: string, cathode: string) {
    this.#context = context;
    this.#part = part;
    this.#anode = anode;
    this.#cathode = cathode;
    this.#changes = new Journal(context.record === false ? NEWEST_KEPT : Infinity);
    this.#start = context.clock.now;
    this.#initial = this.#on = this.#isLit();
    context.circuit.watch([anode, cathode], () => this.#update());
    if (this.#on) this.#checkCurrent();
  }

  get on(): boolean {
    return this.#on;
  }

  /** Every change since the simulation began, in order; with `record: false` only the newest. */
  get changes(): readonly LedChange[] {
    return this.#changes.items;
  }

  /** Tells of each change. @returns removes the listener. */
  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /**
   * For what part of the time it was on, from 0 to 1.
   * @param window the time looked at, in nanoseconds, up to now; what lies before the beginning does not count.
   */
  duty(window: bigint = FRAME): number {
    const { now } = this.#context.clock;
    const { on, changes } = this;
    return dutyOf({ on, changes, start: this.#start, initial: this.#initial, now }, window);
  }

  save(): LightState {
    return { on: this.#on, changes: this.#changes.save() };
  }

  restore({ on, changes }: LightState): void {
    this.#on = on;
    this.#changes.restore(changes);
  }

  #isLit(): boolean {
    const { circuit } = this.#context;
    return circuit.levelAt(this.#anode) === 1 && circuit.levelAt(this.#cathode) === 0;
  }

  #update(): void {
    const on = this.#isLit();
    if (on === this.#on) return;
    this.#on = on;
    if (on) this.#checkCurrent();
    this.#changes.push({ time: this.#context.clock.now, on });
    for (const listener of this.#listeners.list) listener();
  }

  #checkCurrent(): void {
    const { circuit } = this.#context;
    if (circuit.ohmsAt(this.#anode) + circuit.ohmsAt(this.#cathode) > 0) return;
    circuit.report(
      "led-without-resistor",
      `${this.#part} is lit with no resistor in its loop`,
      "Put a resistor in series with each of its lights, such as 220 Ω.",
    );
  }
}
