import type { Message } from "../../protocol.ts";
import { make } from "../dom/make.ts";
import { timeText } from "../dom/time-text.ts";

/** Those that the page keeps; a log a millisecond fills a browser in minutes. */
const MOST = 1_000;

/** Logs, warnings and failures. */
export class MessagesPanel {
  readonly #list = make("ol", { class: "message-list" });
  readonly #empty = make("p", { class: "empty" }, "Nothing was logged yet.");
  readonly #left = make("p", { class: "left-out", hidden: "" }, "Older ones are not shown.");
  #count = 0;

  constructor(host: HTMLElement) {
    const scroller = make(
      "div",
      { class: "messages", tabindex: "0", role: "region", "aria-label": "Messages" },
      make("div", {}, this.#left, this.#list),
    );
    host.append(this.#empty, scroller);
  }

  show(messages: readonly Message[], isRewound: boolean): void {
    if (isRewound) {
      this.#list.replaceChildren();
      this.#count = 0;
    }
    if (messages.length === 0 && !isRewound) return;
    this.#count += messages.length;
    this.#list.append(...messages.slice(-MOST).map((message) => this.#item(message)));
    while (this.#list.children.length > MOST) this.#list.firstElementChild!.remove();
    this.#empty.hidden = this.#count > 0;
    this.#left.hidden = this.#count <= MOST;
  }

  #item({ time, kind, text }: Message): HTMLLIElement {
    return make(
      "li",
      { class: kind, "data-kind": kind },
      make("span", { class: "time" }, timeText(time)),
      ...(kind === "log" ? [] : [make("span", { class: "kind" }, kind)]),
      make("span", { class: "text" }, text),
    );
  }
}
