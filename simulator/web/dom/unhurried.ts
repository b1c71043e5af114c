/** What is written beside the picture: each change of a text has the page laid out again. */

/** Milliseconds between two changes while time runs. Nobody reads faster. */
const READABLE = 125;

/** Writes at once when time stands, and not more often than anybody can read while it runs. */
export class Unhurried {
  readonly #write: () => void;
  #due = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(write: () => void) {
    this.#write = write;
  }

  /** There is something to write. */
  want(isPlaying: boolean): void {
    const wait = isPlaying ? this.#due - performance.now() : 0;
    if (wait <= 0) this.#turn();
    // The last change is written even if no frame comes after it.
    else this.#timer ??= setTimeout(() => this.#turn(), wait);
  }

  #turn(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due = performance.now() + READABLE;
    this.#write();
  }
}
