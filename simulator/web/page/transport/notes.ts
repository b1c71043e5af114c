/** Notes below the transport: what failed, what was refused, and that the server is away. */
import type { Refusal } from "../link/link.ts";
import { byId, make } from "../../dom/make.ts";

const REFUSED_MILLIS = 8_000;

type NoteName = "build" | "refused" | "connection" | "failure";

export class Notes {
  readonly #host = byId("notes");
  readonly #notes = new Map<NoteName, HTMLElement>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param hasOlder whether an older firmware goes on. */
  buildFailed(text: string, hasOlder: boolean): void {
    const title = hasOlder
      ? "The new build failed. The firmware before it goes on."
      : "The firmware does not build. Save the source, and it is tried again.";
    const compiler = make("pre", { tabindex: "0", role: "region", "aria-label": "Compiler" }, text);
    this.#put("build", "error", make("strong", {}, title), compiler);
  }

  buildWorks(): void {
    this.#take("build");
  }

  refused({ message, hint }: Refusal): void {
    const words = hint === "" ? message : `${message}: ${hint}`;
    this.#put("refused", "warning", make("span", {}, words), this.#closer("refused"));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#take("refused"), REFUSED_MILLIS);
  }

  /** The program came to an end that its author did not mean. */
  failure(text: string, show: () => void): void {
    const more = make("button", { type: "button", class: "plain" }, "Show messages");
    more.addEventListener("click", show);
    const line = text.split("\n", 1)[0]!;
    this.#put("failure", "error", make("span", {}, line), more);
  }

  noFailure(): void {
    this.#take("failure");
  }

  connection(isLost: boolean): void {
    if (!isLost) return this.#take("connection");
    this.#put(
      "connection",
      "quiet",
      make("span", {}, "The server does not answer: new builds are not seen. Trying again."),
    );
  }

  #put(name: NoteName, kind: "error" | "warning" | "quiet", ...children: HTMLElement[]): void {
    const note = make("div", { class: `note ${kind}`, "data-note": name }, ...children);
    const old = this.#notes.get(name);
    // Told again, it is not spoken again.
    if (old?.isEqualNode(note)) return;
    this.#notes.set(name, note);
    if (old === undefined) this.#host.append(note);
    else old.replaceWith(note);
  }

  #take(name: NoteName): void {
    this.#notes.get(name)?.remove();
    this.#notes.delete(name);
  }

  #closer(name: NoteName): HTMLButtonElement {
    const button = make(
      "button",
      { type: "button", class: "plain", "aria-label": "Close" },
      "\u00d7",
    );
    button.addEventListener("click", () => this.#take(name));
    return button;
  }
}
