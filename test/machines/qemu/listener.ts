/** A place that a process connects to: a socket of the file system, and what comes over it. */
import { createServer, type Server, type Socket } from "node:net";

/** Bytes as they come, cut into messages by whoever knows their form. */
export interface Framing {
  /** The first whole message in the text, and how much of the text it took; undefined if it is not whole yet. */
  cut(text: string): { readonly message: string; readonly length: number } | undefined;
}

/** A message a line. */
export const lines: Framing = {
  cut(text) {
    const end = text.indexOf("\n");
    return end < 0 ? undefined : { message: text.slice(0, end), length: end + 1 };
  },
};

export class Listener {
  readonly path: string;
  readonly #framing: Framing;
  readonly #server: Server;
  #socket: Socket | undefined;
  #text = "";
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(path: string, framing: Framing) {
    this.path = path;
    this.#framing = framing;
    this.#server = createServer((socket) => {
      this.#socket = socket;
      socket.setEncoding("latin1");
      socket.on("data", (data: string) => {
        this.#text += data;
        this.#wake?.();
      });
      socket.on("error", (error) => this.fail(error));
      this.#wake?.();
    });
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject).listen(this.path, resolve);
    });
  }

  async connected(): Promise<void> {
    while (this.#socket === undefined) await this.#news();
  }

  send(text: string): void {
    this.#socket!.write(text, "latin1");
  }

  async next(): Promise<string> {
    for (;;) {
      const found = this.#framing.cut(this.#text);
      if (found !== undefined) {
        this.#text = this.#text.slice(found.length);
        return found.message;
      }
      await this.#news();
    }
  }

  /** Whoever waits, or will wait, gets this error. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#wake?.();
  }

  close(): void {
    this.fail(new Error(`${this.path} is closed`));
    this.#socket?.destroy();
    this.#server.close();
  }

  async #news(): Promise<void> {
    if (this.#failure) throw this.#failure;
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
    if (this.#failure) throw this.#failure;
  }
}
