/** Panels in one place, of which one is seen: tabs as the ARIA Authoring Practices describe them. */
import { make } from "../../dom/make.ts";

export interface Tab {
  readonly panel: HTMLElement;
  /** Marks what is not seen with a number or a dot; an empty text takes it away. */
  mark(text: string, words?: string): void;
  /** Shows it. */
  open(): void;
}

export class Tabs {
  readonly #list = make("div", { role: "tablist", class: "tab-list", "aria-label": "Program" });
  readonly #host: HTMLElement;
  readonly #tabs: { readonly tab: HTMLButtonElement; readonly panel: HTMLElement }[] = [];
  readonly #marks: HTMLElement[] = [];

  constructor(host: HTMLElement) {
    this.#host = host;
    host.append(this.#list);
    this.#list.addEventListener("keydown", (event) => this.#key(event));
  }

  add(id: string, title: string): Tab {
    const index = this.#tabs.length;
    const mark = make("span", { class: "mark", hidden: "" });
    const tab = make(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${id}`,
        "aria-controls": `panel-${id}`,
        "aria-selected": `${index === 0}`,
        tabindex: index === 0 ? "0" : "-1",
      },
      title,
      mark,
    );
    const panel = make("div", {
      role: "tabpanel",
      id: `panel-${id}`,
      "aria-labelledby": `tab-${id}`,
      class: "panel",
      ...(index !== 0 && { hidden: "" }),
    });
    tab.addEventListener("click", () => this.#open(index));
    this.#tabs.push({ tab, panel });
    this.#marks.push(mark);
    this.#list.append(tab);
    this.#host.append(panel);
    return {
      panel,
      mark: (text, words = text) => {
        if (text !== "" && !panel.hidden) return;
        mark.hidden = text === "";
        mark.textContent = text;
        if (words === "") mark.removeAttribute("title");
        else mark.title = words;
      },
      open: () => this.#open(index),
    };
  }

  #open(index: number): void {
    this.#tabs.forEach(({ tab, panel }, i) => {
      tab.setAttribute("aria-selected", `${i === index}`);
      tab.tabIndex = i === index ? 0 : -1;
      panel.hidden = i !== index;
    });
    this.#marks[index]!.hidden = true;
  }

  #key(event: KeyboardEvent): void {
    const at = this.#tabs.findIndex(({ tab }) => tab === event.target);
    const count = this.#tabs.length;
    const to: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % count,
      ArrowLeft: (at + count - 1) % count,
      Home: 0,
      End: count - 1,
    };
    const next = to[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    this.#open(next);
    this.#tabs[next]!.tab.focus();
  }
}
