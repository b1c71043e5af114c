/** The bytes are not a WebAssembly module this reader understands. */
export class BinaryError extends Error {
  override readonly name = "BinaryError";
  /** What is wrong, without place and hint. */
  readonly problem: string;
  /** Byte offset in the file at which reading stopped. */
  readonly offset: number;
  /** What to do about it. */
  readonly hint: string;

  constructor(problem: string, offset: number, hint: string = damagedHint) {
    super(`${problem}, at byte ${offset}. ${hint}`);
    this.problem = problem;
    this.offset = offset;
    this.hint = hint;
  }
}

const damagedHint =
  "The file is damaged or was cut short: build it again, and copy it as binary, not as text.";
