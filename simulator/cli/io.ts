/** What the command line needs of the world around it; tests give their own. */

export interface Writer {
  write(text: string): void;
}

export interface Io {
  readonly stdout: Writer;
  readonly stderr: Writer;
  /** Whether a person watches stdout on a terminal. */
  readonly isTTY: boolean;
  /** What comes in on standard input. */
  input(): AsyncIterable<string>;
  /** Size of the terminal in characters; undefined in a pipe. */
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** Folder that paths are relative to. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds of a clock on the wall; only differences mean anything. */
  now(): number;
  /** Gives other things a turn, and waits at least so long. */
  sleep(milliseconds: number): Promise<void>;
  /** Calls back when the user wants to stop. @returns ends that. */
  onInterrupt(callback: () => void): () => void;
}
