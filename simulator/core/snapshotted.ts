/**
 * What changes while a simulation runs can be kept and put back. Each component that has such state
 * says here what it is; a simulator's snapshot is what all of them have saved.
 *
 * Asked only between two events, when no listener is being told and no firmware runs. What a
 * component was given (options, wiring, listeners) is no state: listeners stay attached.
 */
export interface Snapshotted<State = unknown> {
  /** The state now, in values that nothing changes afterwards. */
  save(): State;
  /** Puts back what `save` gave; the same state may be put back many times. */
  restore(state: State): void;
}

/** For a component whose state never changes: `{ ...stateless }`. */
export const stateless: Snapshotted = {
  save: () => null,
  restore: () => undefined,
};
