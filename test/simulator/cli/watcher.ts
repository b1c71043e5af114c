/** A command that goes on until it is stopped. What is waited for is output, never a time. */
import type { Io } from "../../../simulator/cli/io.ts";
import type { Result, Shell } from "./shell.ts";

/** A command at work, such as `build --watch`, and its output as it comes. */
export class Watcher {
  /** Of stdout alone. */
  out = "";
  told = "";
  #seen = 0;
  #heard = (): void => undefined;
  #interrupt = (): void => undefined;
  readonly #running: Promise<Result>;

  constructor({ wakeful }: Shell, command: string | readonly string[], io: Partial<Io> = {}) {
    const tell = (text: string): void => {
      this.told += text;
      this.#heard();
    };
    this.#running = wakeful(command, {
      stdout: {
        write: (text) => {
          this.out += text;
          tell(text);
        },
      },
      stderr: { write: tell },
      onInterrupt: (callback) => {
        this.#interrupt = callback;
        return () => undefined;
      },
      ...io,
    });
  }

  /** Waits for text that matches; what comes before it counts as read. */
  async hears(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.told.slice(this.#seen));
      if (match) {
        this.#seen += match.index + match[0].length;
        return match[0];
      }
      await new Promise<void>((resolve) => (this.#heard = resolve));
    }
  }

  async stop(): Promise<number> {
    this.#interrupt();
    return (await this.#running).code;
  }
}
