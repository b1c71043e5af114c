/** Listeners in order of arrival. The list is replaced, never changed, so a loop over it is safe. */
export class Listeners<Listener> {
  list: readonly Listener[] = [];

  /** @returns removes the listener; harmless when repeated. */
  add(listener: Listener): () => void {
    // Wrapped, so that the same function added twice can be removed once.
    let present = true;
    this.list = [...this.list, listener];
    return () => {
      if (!present) return;
      present = false;
      const index = this.list.indexOf(listener);
      this.list = this.list.filter((_, i) => i !== index);
    };
  }
}
