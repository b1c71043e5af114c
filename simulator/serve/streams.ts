/** Pages that listen for builds, by Server-Sent Events. */
import type { ServerResponse } from "node:http";
import type { Builds, Bulletin } from "./builds.ts";
import type { Limits } from "./limits.ts";

/** Milliseconds after which a page that lost the server asks again. */
const RETRY = 1000;

export class Streams {
  readonly #open = new Set<ServerResponse>();
  readonly #builds: Builds;
  readonly #limits: Limits;
  readonly #stop: () => void;

  constructor(builds: Builds, limits: Limits) {
    this.#builds = builds;
    this.#limits = limits;
    const unsubscribe = builds.onNews((bulletin) => this.#tell(event(bulletin)));
    // A proxy, or a computer that slept, drops what is silent; and who is gone is noticed.
    const timer = setInterval(() => this.#tell(": still here\n\n"), limits.keepAlive);
    timer.unref();
    this.#stop = () => {
      clearInterval(timer);
      unsubscribe();
    };
  }

  get isFull(): boolean {
    return this.#open.size >= this.#limits.streams;
  }

  /**
   * Tells what there is now, and from now on what comes.
   * @param response with its headers set.
   * @param seen what the page saw last, as it says.
   */
  open(response: ServerResponse, seen: string | undefined): void {
    this.#open.add(response);
    response.on("close", () => this.#open.delete(response));
    response.on("error", () => response.destroy());
    response.write(`retry: ${RETRY}\n\n`);
    for (const bulletin of this.#builds.bulletins(seen)) response.write(event(bulletin));
  }

  close(): void {
    this.#stop();
    for (const response of this.#open) response.end();
  }

  #tell(text: string): void {
    for (const response of this.#open) {
      if (response.writableLength > this.#limits.unread) response.destroy();
      else response.write(text);
    }
  }
}

/** JSON has no line ends of its own, so it is one line of data. */
function event({ id, data }: Bulletin): string {
  return `id: ${id}\ndata: ${data}\n\n`;
}
