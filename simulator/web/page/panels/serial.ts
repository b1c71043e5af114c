/** A terminal for each serial port. */
import type { Loaded, SerialText } from "../../protocol.ts";
import { make } from "../../dom/make.ts";

/** Characters that a terminal keeps. */
const MOST = 100_000;

const endings = [
  { name: "new line", text: "\n" },
  { name: "carriage return", text: "\r" },
  { name: "both", text: "\r\n" },
  { name: "nothing", text: "" },
] as const;

interface Terminal {
  readonly output: Text;
  readonly empty: HTMLElement;
}

export class SerialPanel {
  readonly #host: HTMLElement;
  readonly #type: (port: number, text: string) => void;
  readonly #terminals = new Map<number, Terminal>();

  constructor(host: HTMLElement, type: (port: number, text: string) => void) {
    this.#host = host;
    this.#type = type;
  }

  load({ ports }: Loaded): void {
    if (this.#terminals.size === ports.length && ports.every((port) => this.#terminals.has(port))) {
      return this.clear();
    }
    this.#terminals.clear();
    this.#host.replaceChildren();
    if (ports.length === 0) {
      this.#host.append(
        make(
          "p",
          { class: "empty" },
          "The board has no serial monitor. In diagram.json, wire the pins of a port to $serialMonitor:RX and $serialMonitor:TX.",
        ),
      );
    }
    for (const port of ports) this.#add(port, ports.length > 1);
  }

  /** @returns whether there was anything to show. */
  show(texts: readonly SerialText[], isRewound: boolean): boolean {
    if (isRewound) this.clear();
    const byPort = new Map<number, string>();
    for (const { port, text } of texts) byPort.set(port, (byPort.get(port) ?? "") + text);
    for (const [port, text] of byPort) {
      const terminal = this.#terminals.get(port);
      if (terminal === undefined) continue;
      const { output, empty } = terminal;
      empty.hidden = true;
      output.appendData(text.replace(/\r/g, ""));
      if (output.length > MOST) output.deleteData(0, output.length - MOST);
    }
    return byPort.size > 0;
  }

  clear(): void {
    for (const { output, empty } of this.#terminals.values()) {
      output.data = "";
      empty.hidden = false;
    }
  }

  #add(port: number, isNumbered: boolean): void {
    const output = document.createTextNode("");
    const empty = make("p", { class: "empty" }, "Nothing was sent yet.");
    const name = isNumbered ? `Serial port ${port}` : "Serial port";
    const input = make("input", {
      type: "text",
      "aria-label": `${name}: text to send`,
      placeholder: "Type, Enter sends",
      autocomplete: "off",
      spellcheck: "false",
    });
    const ending = make(
      "select",
      { "aria-label": `${name}: end of a line` },
      ...endings.map(({ name: words }, i) => make("option", { value: `${i}` }, words)),
    );
    const form = make(
      "form",
      { class: "send" },
      input,
      ending,
      make("button", { type: "submit" }, "Send"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value + endings[Number(ending.value)]!.text;
      if (text !== "") this.#type(port, text);
      input.value = "";
    });
    // Reversed, so that it stays at its end as text comes, until somebody scrolls up.
    const scroller = make(
      "div",
      {
        class: "terminal",
        role: "region",
        tabindex: "0",
        "aria-label": `${name}: output`,
        "data-port": `${port}`,
      },
      make("pre", {}, output),
    );
    if (isNumbered) this.#host.append(make("h3", {}, name));
    this.#host.append(empty, scroller, form);
    this.#terminals.set(port, { output, empty });
  }
}
