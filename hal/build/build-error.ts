/** A build for a board that cannot go on, with the way out. */
export class BuildError extends Error {
  /** What the reader can do. */
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = "BuildError";
    this.hint = hint;
  }
}
