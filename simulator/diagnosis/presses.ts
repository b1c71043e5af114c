/** Presses that the firmware cannot know of: it neither read the pin nor was told of an edge. */
import type { Clock, Diagnostic } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { formatTime } from "../core/time.ts";
import type { Circuit } from "../nets/circuit.ts";
import { hidesNet } from "../nets/wire-faults.ts";
import type { Parts } from "../parts/index.ts";
import { reachedBy } from "../parts/reach.ts";

/** Code of its diagnostic. */
export const UNSEEN_PRESS = "unseen-press";

interface Watched {
  /** When the press that is not over, or not judged, began. */
  start: bigint | undefined;
  isSeen: boolean;
  /** Whether a pin changed. */
  isFelt: boolean;
  isOver: boolean;
}

export type PressWatchState = readonly (readonly [id: string, watched: Readonly<Watched>])[];

export class PressWatch implements Snapshotted<PressWatchState> {
  readonly #watched = new Map<string, Watched>();
  /** Ids of the buttons that a pin works with. */
  readonly #buttons = new Map<number, string[]>();
  readonly #pins: ReadonlyMap<string, readonly number[]>;
  readonly #report: (diagnostic: Diagnostic) => void;

  constructor(
    { buttons }: Parts,
    circuit: Circuit,
    clock: Clock,
    report: (diagnostic: Diagnostic) => void,
  ) {
    this.#report = report;
    const ids = buttons.map(({ id }) => id);
    const pins = new Map<string, number[]>(ids.map((id) => [id, []]));
    for (const [pin, reached] of reachedBy(circuit.board, ids)) {
      this.#buttons.set(pin, [...reached]);
      for (const id of reached) pins.get(id)!.push(pin);
    }
    this.#pins = pins;
    for (const button of buttons) {
      const watched: Watched = { start: undefined, isSeen: false, isFelt: false, isOver: false };
      this.#watched.set(button.id, watched);
      button.onChange((pressed) => {
        if (!pressed) {
          watched.isOver = true;
          return;
        }
        this.#judge(button.id, watched);
        // The fault was asked for, and nothing is wrong with the firmware or the board.
        const isHidden = pins.get(button.id)!.some((pin) => hidesNet(circuit.fault(pin)));
        const start = isHidden ? undefined : clock.now;
        Object.assign(watched, { start, isSeen: false, isFelt: false, isOver: false });
      });
    }
  }

  /** The level of a pin has changed, and whoever listens was told. */
  onLevel(pin: number): void {
    this.#each(pin, (watched, id) => {
      watched.isFelt = true;
      // The edge of the release would have told.
      if (watched.isOver) this.#judge(id, watched);
    });
  }

  /** The firmware has read a pin, or is told of an edge. */
  onSeen(pin: number): void {
    this.#each(pin, (watched) => (watched.isSeen = true));
  }

  /** Tells of those that are over, also if nothing was heard since. */
  settle(): readonly Diagnostic[] {
    return [...this.#watched].flatMap(([id, watched]) => this.#verdict(id, watched) ?? []);
  }

  save(): PressWatchState {
    return Array.from(this.#watched, ([id, watched]) => [id, { ...watched }] as const);
  }

  restore(state: PressWatchState): void {
    for (const [id, watched] of state) Object.assign(this.#watched.get(id)!, watched);
  }

  #each(pin: number, action: (watched: Watched, id: string) => void): void {
    const ids = this.#buttons.get(pin);
    if (!ids) return;
    for (const id of ids) {
      const watched = this.#watched.get(id)!;
      if (watched.start !== undefined) action(watched, id);
    }
  }

  #judge(id: string, watched: Watched): void {
    const verdict = this.#verdict(id, watched);
    if (verdict) this.#report(verdict);
    watched.start = undefined;
  }

  #verdict(id: string, { start, isSeen, isFelt, isOver }: Watched): Diagnostic | undefined {
    if (start === undefined || !isOver || isSeen) return undefined;
    const pins = this.#pins.get(id)!;
    const named = pins.map((pin) => `pin ${pin}`).join(" and ");
    const why =
      pins.length === 0
        ? "no pin is wired to it"
        : isFelt
          ? `${named} changed, and was neither read nor listened to meanwhile`
          : `${named} did not change, and was not read`;
    return {
      severity: "warning",
      code: UNSEEN_PRESS,
      time: start,
      message: `nobody can have seen ${id} pressed at ${formatTime(start)}: ${why}`,
      hint: isFelt
        ? "wait for it with `Button` or `Input`, which listen to edges from then on, or read the pin more often than it is pressed"
        : "wire the button between a pin and ground, and give the pin a pull-up",
    };
  }
}
