/** What a run says: logs, warnings, how it failed, and what it sends on serial ports; each is told once. */
import { formatDiagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import type { Simulator } from "../../simulator.ts";
import { explainFailure, withTime } from "../../explain/failure.ts";
import type { Message, SerialText } from "../protocol.ts";

/** The newest that one frame tells: as fast as it goes, a firmware logs thousands between two, and the page keeps no more. */
const MOST = 1_000;

/** What is new, by time. */
export interface Told {
  readonly messages: readonly Message[];
  /** How many came before them that are not told. */
  readonly leftOut: number;
}

/** Follows a list that grows, forgets its oldest items, and is cut when time goes back. */
class Reader<T> {
  #last: T | undefined;

  /** What was added since; after `reset` all there is. */
  read(items: readonly T[]): readonly T[] {
    const last = this.#last;
    if (items.length === 0 || items.at(-1) === last) return [];
    this.#last = items.at(-1);
    return last === undefined ? items : items.slice(items.lastIndexOf(last) + 1);
  }

  reset(): void {
    this.#last = undefined;
  }
}

export class Messages {
  readonly #sim: Simulator;
  readonly #logs = new Reader<Simulator["logs"][number]>();
  readonly #diagnostics = new Reader<Simulator["diagnostics"][number]>();
  #hasFailed = false;

  constructor(sim: Simulator) {
    this.#sim = sim;
  }

  read(isAnew: boolean): Told {
    const sim = this.#sim;
    if (isAnew) {
      this.#logs.reset();
      this.#diagnostics.reset();
      this.#hasFailed = false;
    }
    const logs = this.#logs.read(sim.logs);
    const found = this.#diagnostics.read(sim.diagnostics);
    if (logs.length === 0 && found.length === 0 && sim.state !== "crashed") {
      return { messages: [], leftOut: 0 };
    }
    // A warning is not left out for logs.
    const most = Math.max(1, MOST - found.length);
    const all: Message[] = [
      ...logs
        .slice(-most)
        .map(({ time, text }): Message => ({ time: Number(time), kind: "log", text })),
      ...found.slice(-MOST).map(({ time, ...diagnostic }): Message => {
        // As `wakeful run` tells them.
        const isEnd = diagnostic.code === "deadlock";
        const message = isEnd ? withTime(diagnostic.message, time) : diagnostic.message;
        return {
          time: Number(time),
          kind: isEnd ? "failure" : "warning",
          text: formatDiagnostic({ ...diagnostic, message }),
        };
      }),
    ].sort((a, b) => a.time - b.time);
    const hasFailedNow = sim.state === "crashed" && !this.#hasFailed;
    if (hasFailedNow) {
      this.#hasFailed = true;
      const text = explainFailure(sim.failure);
      all.push({ time: Number(sim.now), kind: "failure", text });
    }
    const messages = all.slice(-MOST);
    const count = logs.length + found.length + (hasFailedNow ? 1 : 0);
    return { messages, leftOut: count - messages.length };
  }
}

type Terminal = ReturnType<Simulator["uart"]>;

export class SerialReader {
  readonly #terminal: Terminal;
  readonly #reader = new Reader<Terminal["received"][number]>();
  #decoder = new TextDecoder();

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** What came since, if something did. A character whose bytes are not all there yet waits for the rest. */
  read(isAnew: boolean): SerialText[] {
    if (isAnew) {
      this.#reader.reset();
      this.#decoder = new TextDecoder();
    }
    const { port, received } = this.#terminal;
    const bytes = this.#reader.read(received);
    if (bytes.length === 0) return [];
    const whole = Uint8Array.from(bytes, ({ byte }) => byte);
    const text = this.#decoder.decode(whole, { stream: true });
    return text === "" ? [] : [{ port, time: Number(bytes.at(-1)!.time), text }];
  }
}
