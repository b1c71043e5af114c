/** What was built so far, and what pages are told of it. */
import { randomBytes } from "node:crypto";
import type { FailedBuild, Firmware } from "../web/protocol.ts";

/** What a page hears: there is another firmware, or it could not be built. */
export type News = { readonly build: number } | { readonly failed: FailedBuild };

/** News as it goes over the wire: the name lets a page that comes back tell what it has seen. */
export interface Bulletin {
  readonly id: string;
  readonly data: string;
}

const ID = /^([0-9a-f]{12})\.(\d{1,9})$/;

export class Builds {
  /** Other than that of a server before this one, which counted its own builds. */
  readonly #session = randomBytes(6).toString("hex");
  readonly #listeners = new Set<(bulletin: Bulletin) => void>();
  #count = 0;
  #good: Firmware | undefined;
  #failed: FailedBuild | undefined;
  #settle = (): void => undefined;

  /** Settles when there is something to show: a firmware, or why there is none. */
  readonly first = new Promise<void>((resolve) => (this.#settle = resolve));

  succeed(firmware: Omit<Firmware, "build">): void {
    this.#good = { ...firmware, build: ++this.#count };
    this.#failed = undefined;
    this.#tell({ build: this.#count });
  }

  /** The last good firmware goes on. */
  fail(text: string): void {
    this.#failed = { build: ++this.#count, text };
    this.#tell({ failed: this.#failed });
  }

  /** What a page loads. */
  document(): Firmware | { readonly failed: FailedBuild } | undefined {
    return this.#good ?? (this.#failed && { failed: this.#failed });
  }

  /**
   * What a page should know that comes now: it may have missed the last build, or all of them.
   * @param seen name of the bulletin that it saw last, if it was here before.
   */
  bulletins(seen?: string): Bulletin[] {
    const [, session, count] = ID.exec(seen ?? "") ?? [];
    // The page counts on from the builds of an earlier server, and would take ours for one it has.
    if (session !== undefined && session !== this.#session) this.#countOnFrom(Number(count));
    const news: News[] = [];
    if (this.#good) news.push({ build: this.#good.build });
    if (this.#failed) news.push({ failed: this.#failed });
    return news.map((each) => this.#bulletin(each));
  }

  /** @returns ends it. */
  onNews(listener: (bulletin: Bulletin) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #countOnFrom(seen: number): void {
    if (seen < this.#count) return;
    this.#count = seen;
    if (this.#good) this.#good = { ...this.#good, build: ++this.#count };
    if (this.#failed) this.#failed = { ...this.#failed, build: ++this.#count };
  }

  #bulletin(news: News): Bulletin {
    return { id: `${this.#session}.${this.#count}`, data: JSON.stringify(news) };
  }

  #tell(news: News): void {
    this.#settle();
    const bulletin = this.#bulletin(news);
    for (const listener of this.#listeners) listener(bulletin);
  }
}
