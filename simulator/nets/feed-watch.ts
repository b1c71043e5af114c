/**
 * Supplies that go although their level stays: what fed a net is cut off, and pull-ups still hold it high. It is told as
 * a change of the net.
 */
import type { Announcer } from "./announcer.ts";
import type { Resolver } from "./resolver.ts";
import type { Component, Topology } from "./topology.ts";

interface Feed {
  readonly net: number;
  /** In ohms. */
  readonly weakFrom: number;
  isWeak: boolean;
}

export class FeedWatch {
  readonly #topology: Topology;
  readonly #resolver: Resolver;
  readonly #feeds = new Map<Component, Feed[]>();

  constructor(topology: Topology, resolver: Resolver) {
    this.#topology = topology;
    this.#resolver = resolver;
  }

  /** @param weakFrom what comes through so many ohms, or more, is no supply. */
  add(net: number, weakFrom: number): void {
    const component = this.#topology.componentOf[net]!;
    const feed = { net, weakFrom, isWeak: this.ohms(net) >= weakFrom };
    this.#feeds.set(component, [...(this.#feeds.get(component) ?? []), feed]);
  }

  /** Resistance to what gives the net its level; Infinity where it has none. */
  ohms(net: number): number {
    const leader = this.#resolver.leader[net]!;
    return Math.min(this.#resolver.ohms[0][leader]!, this.#resolver.ohms[1][leader]!);
  }

  /** Looks at what was resolved anew. */
  tell(component: Component, announcer: Announcer): void {
    if (this.#feeds.size === 0) return;
    for (const feed of this.#feeds.get(component) ?? []) {
      const isWeak = this.ohms(feed.net) >= feed.weakFrom;
      if (isWeak !== feed.isWeak) announcer.queueChange(feed.net);
      feed.isWeak = isWeak;
    }
  }

  /** After the circuit went back: tells nothing. */
  skip(): void {
    for (const feed of [...this.#feeds.values()].flat()) {
      feed.isWeak = this.ohms(feed.net) >= feed.weakFrom;
    }
  }
}
