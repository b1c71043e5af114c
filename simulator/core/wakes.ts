/** Counts why the processor left its sleep, and for interrupts which source it was. */
import type { Snapshotted } from "./snapshotted.ts";

/** Why the processor left its sleep. */
export type WakeCause = "reset" | "timer" | "interrupt";

export interface WakesState {
  readonly causes: Readonly<Record<WakeCause, number>>;
  readonly sources: ReadonlyMap<number, number>;
}

export class Wakes implements Snapshotted<WakesState> {
  readonly #causes: Record<WakeCause, number> = { reset: 0, timer: 0, interrupt: 0 };
  /** Only as many entries as sources that ever woke it. */
  #sources = new Map<number, number>();

  get causes(): Readonly<Record<WakeCause, number>> {
    return this.#causes;
  }

  /** Those by an interrupt: how often each source was the one that ended a sleep. */
  get sources(): ReadonlyMap<number, number> {
    return this.#sources;
  }

  count(cause: WakeCause): void {
    this.#causes[cause]++;
  }

  countInterrupt(source: number): void {
    this.#sources.set(source, (this.#sources.get(source) ?? 0) + 1);
  }

  save(): WakesState {
    return { causes: { ...this.#causes }, sources: new Map(this.#sources) };
  }

  restore({ causes, sources }: WakesState): void {
    Object.assign(this.#causes, causes);
    this.#sources = new Map(sources);
  }
}
