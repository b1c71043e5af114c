/** Whose business it is that a build cannot go on. */
export type Fault = "setup" | "firmware" | "wakeful";

/** A build for a board that cannot go on, with the way out. */
export class BuildError extends Error {
  /** What the reader can do. */
  readonly hint: string;
  readonly fault: Fault;

  /** @param fault `setup`: tools, sources and folders; `firmware`: it does not fit; `wakeful`: ours. */
  constructor(message: string, hint: string, fault: Fault = "setup") {
    super(message);
    this.name = "BuildError";
    this.hint = hint;
    this.fault = fault;
  }
}
