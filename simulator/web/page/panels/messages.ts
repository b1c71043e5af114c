import type { Message } from "../../protocol.ts";
import { make } from "../../dom/make.ts";
import { timeText } from "../../dom/time-text.ts";

/** Those that the page keeps; a log a millisecond fills a browser in minutes. */
const MOST = 1_000;

/** Logs, warnings and failures. */
export class MessagesPanel {
  readonly #list = make("ol", { class: "message-list" });
  readonly #empty = make("p", { class: "empty" }, "Nothing was logged yet.");
  readonly #left = make("p", { class: "left-out", hidden: "" });
  #count = 0;

  constructor(host: HTMLElement) {
    const scroller = make(
      "div",
      { class: "messages", tabindex: "0", role: "region", "aria-label": "Messages" },
      make("div", {}, this.#left, this.#list),
    );
    host.append(this.#empty, scroller);
  }

  /** @param leftOut how many came before these that nobody keeps. */
  show(messages: readonly Message[], isRewound: boolean, leftOut = 0): void {
    if (isRewound) {
      this.#list.replaceChildren();
      this.#count = 0;
    }
    if (messages.length === 0 && !isRewound) return;
    this.#count += leftOut + messages.length;
    this.#list.append(...messages.slice(-MOST).map((message) => this.#item(message)));
    while (this.#list.children.length > MOST) this.#list.firstElementChild!.remove();
    this.#empty.hidden = this.#count > 0;
    const left = this.#count - this.#list.children.length;
    this.#left.hidden = left === 0;
    this.#left.textContent = `${left} older ones are not shown.`;
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
