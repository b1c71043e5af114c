/** The line to the worker: commands there, reports back, and questions with their answers. */
import type { Answers, Command, Frame, Loaded, Question, Report } from "../../protocol.ts";
import { mergeFrames } from "./merge-frames.ts";

/** Why something that was asked for is not possible. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface LinkHooks {
  loaded(loaded: Loaded): void;
  /** At most once a picture of the screen. */
  frame(frame: Frame): void;
  refused(refusal: Refusal): void;
}

interface Pending {
  resolve(value: Answers[keyof Answers]): void;
  reject(reason: Error): void;
}

/** What a worker offers, so that a test can stand in for one. */
export interface WorkerPort {
  postMessage(command: Command): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Report>) => void): void;
  addEventListener(type: "error", listener: (event: ErrorEvent) => void): void;
}

export class Link {
  readonly #worker: WorkerPort;
  readonly #hooks: LinkHooks;
  readonly #pending = new Map<number, Pending>();
  #frame: Frame | undefined;
  #isAwaited = false;
  #lastId = 0;

  constructor(worker: WorkerPort, hooks: LinkHooks) {
    this.#worker = worker;
    this.#hooks = hooks;
    worker.addEventListener("message", ({ data }) => this.#receive(data));
    worker.addEventListener("error", ({ message }) =>
      hooks.refused({
        message: `The simulator's worker failed: ${message}`,
        hint: "Reload the page.",
      }),
    );
  }

  send(command: Command): void {
    this.#worker.postMessage(command);
  }

  /** @throws Error with the worker's words if it is refused. */
  ask<Q extends Question>(question: Q): Promise<Answers[Q["what"]]> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending["resolve"], reject });
      this.send({ type: "ask", id, question });
    });
  }

  #receive(report: Report): void {
    switch (report.type) {
      case "loaded":
        // What is drawn next is of another firmware.
        this.#frame = undefined;
        return this.#hooks.loaded(report);
      case "frame":
        return this.#queue(report);
      case "answer":
        this.#pending.get(report.id)?.resolve(report.value);
        this.#pending.delete(report.id);
        return;
      case "refused": {
        const pending = report.id === undefined ? undefined : this.#pending.get(report.id);
        if (pending === undefined) return this.#hooks.refused(report);
        this.#pending.delete(report.id!);
        return pending.reject(new Error([report.message, report.hint].join(" ").trim()));
      }
    }
  }

  #queue(frame: Frame): void {
    this.#frame = this.#frame === undefined ? frame : mergeFrames(this.#frame, frame);
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    requestAnimationFrame(() => {
      this.#isAwaited = false;
      const merged = this.#frame;
      this.#frame = undefined;
      if (merged !== undefined) this.#hooks.frame(merged);
    });
  }
}
